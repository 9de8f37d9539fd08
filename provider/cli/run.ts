import { Command, CommanderError } from "commander";
import { createRedactor, messageOf, ownPackage } from "../api";
import { SettingsError } from "../settings/settingValues";
import { CommandError, EXIT_CODES, EXIT_CODES_HELP } from "./commandError";
import type { CommandLine } from "./commandLine";
import { addConnectorsCommand } from "./connectors/addConnectorsCommand";
import { addDoctorCommand } from "./doctor/addDoctorCommand";
import { addEmulatorCommand } from "./emulator";
import { addImportCommand } from "./import/addImportCommand";
import { addStatusCommand } from "./status/addStatusCommand";

/** Runs the command line and resolves with its exit code; it never throws, and never shows a stack or the token. */
export async function run(argv: readonly string[], given: CommandLine): Promise<number> {
  const secrets = [given.environment.WORKATO_API_TOKEN?.trim() ?? ""];
  const writeError = (text: string): void => {
    given.writeError(createRedactor(secrets)(text));
  };
  const hide = (secret: string): void => {
    secrets.push(secret);
  };
  const commandLine: CommandLine = { ...given, writeError, hide };
  let exitCode: number = EXIT_CODES.ok;
  const end = (code: number): void => {
    exitCode = code;
  };
  const program = new Command("pulumi-workato-embedded")
    .description("Takes over, shows and checks the connections of Workato Embedded customers that Pulumi manages.")
    .version(ownPackage().version)
    .exitOverride()
    .configureOutput({ writeOut: given.writeOut, writeErr: writeError })
    .showHelpAfterError("(--help shows how it is used)")
    .addHelpText("after", `${EXIT_CODES_HELP}\n  3  status has found what --fail-on names`);
  addImportCommand(program, commandLine, end);
  addConnectorsCommand(program, commandLine);
  addStatusCommand(program, commandLine, end);
  addDoctorCommand(program, commandLine, end);
  addEmulatorCommand(program, commandLine);
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said it already, and calls a look at the help or the version a success.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage;
    writeError(`error: ${messageOf(error)}\n`);
    if (error instanceof SettingsError) return EXIT_CODES.usage;
    return error instanceof CommandError ? error.exitCode : EXIT_CODES.failed;
  }
}
