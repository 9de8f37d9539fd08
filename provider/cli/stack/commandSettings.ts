import type { AccountSettings } from "../../settings/settings";
import { Settings } from "../../settings/settings";
import { SettingsError } from "../../settings/settingValues";
import { CommandError, EXIT_CODES } from "../commandError";
import type { CommandLine } from "../commandLine";
import { readStackConfiguration, stackSettings } from "./stackConfiguration";
import { checkStackOptions, type StackOptions } from "./stackOptions";

/**
 * The settings of a command: those of the stack, and the environment second, as everywhere; without a stack, the environment.
 * @throws CommandError that says what is missing, and whether a stack was read
 */
export async function readCommandSettings(
  options: StackOptions,
  { environment, hide }: CommandLine,
): Promise<AccountSettings> {
  checkStackOptions(options);
  const { stack, account } = options;
  const configuration = stack === undefined ? undefined : await readStackConfiguration(stack, { environment });
  try {
    const settings = (
      configuration === undefined
        ? new Settings(() => undefined, environment)
        : stackSettings(configuration, environment)
    ).account(account);
    hide?.(settings.apiToken);
    return settings;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new CommandError(`${error.message}\n${whatWasRead(stack)}`, EXIT_CODES.usage);
  }
}

function whatWasRead(stack: string | undefined): string {
  return stack === undefined
    ? "Only the environment was read; --stack NAME reads the configuration of a stack, too."
    : `The configuration of stack ${stack} was read, and then the environment.`;
}
