import { type Command, Option } from "commander";
import { CommandError, EXIT_CODES } from "../commandError";

/** Whose settings a command takes. */
export interface StackOptions {
  /** The stack whose configuration is read, as `pulumi --stack` takes it; the environment alone when it is not given. */
  readonly stack?: string;
  /** An entry of the stack's configuration `workato:accounts`. */
  readonly account?: string;
}

/** Adds `--stack` and `--account`. */
export function addStackOptions(command: Command): Command {
  return command
    .addOption(new Option("--stack <name>", "use the settings of this stack of the project in this folder"))
    .addOption(new Option("--account <name>", "with --stack: use this entry of workato:accounts"));
}

/** @throws CommandError for an account without a stack, which alone has accounts */
export function checkStackOptions({ stack, account }: StackOptions): void {
  if (account === undefined || stack !== undefined) return;
  throw new CommandError(
    "--account goes with --stack: accounts are in the configuration of a stack.",
    EXIT_CODES.usage,
  );
}
