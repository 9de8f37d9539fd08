import { messageOf } from "../api";
import { Command, CommanderError, Option } from "commander";
import { createRedactor } from "../api";
import { SettingsError } from "../settings";
import { CommandError, EXIT_CODES } from "./commandError";
import type { CommandLine } from "./commandLine";
import type { ConnectorsOptions } from "./connectors";
import { showConnectors } from "./connectors";
import { addEmulatorCommand } from "./emulator";
import type { DoctorOptions } from "./doctor/doctorCommand";
import { doctor } from "./doctor/doctorCommand";
import { DOCTOR_HELP } from "./doctor/help";
import type { ImportOptions } from "./import/importCommand";
import { importCustomers } from "./import/importCommand";
import { ownPackage } from "../api";
import { FAIL_ON_CHOICES } from "./status/failOn";
import { STATUS_HELP } from "./status/help";
import type { StatusOptions } from "./status/statusCommand";
import { showStatus } from "./status/statusCommand";

const EXIT_CODES_HELP = `
Exit codes:
  0  done
  1  the API, a file or something else failed
  2  wrong arguments or settings; nothing was sent`;

const IMPORT_HELP = `
Environment:
  WORKATO_API_TOKEN  token of an API client of the Embedded admin workspace
  WORKATO_REGION     us (default), eu, jp, sg, au, il, cn or trial
  WORKATO_HOST       another origin, such as that of a private instance
  WORKATO_LOG=debug  one line a request
  A stack's configuration is not read.

A customer is its number (98178), with an environment (98178_prod), or E and its external id (EA2300). Quote what the
shell would take apart.

What is written: index.ts for one customer, customers/<id>.ts and index.ts for several, and package.json, Pulumi.yaml and
tsconfig.json where the folder has none. A file that is there with another text is an error without --force. The same
connections always make the same text. When a customer cannot be read, nothing is written without --keep-going.

Examples:
  npx pulumi-workato-embedded import 98178 --out acme
  npx pulumi-workato-embedded import 98178 EA2300 "EB/23 00" --out customers --keep-going
  npx pulumi-workato-embedded import 98178_prod --out acme --runtime-connections --json
${EXIT_CODES_HELP}`;

const CONNECTORS_HELP = `
Examples:
  npx pulumi-workato-embedded connectors
  npx pulumi-workato-embedded connectors jira
  npx pulumi-workato-embedded connectors jira --json
${EXIT_CODES_HELP}`;

/** Runs the command line and resolves with its exit code; it never throws, and never shows a stack or the token. */
export async function run(argv: readonly string[], commandLine: CommandLine): Promise<number> {
  const redact = createRedactor([commandLine.environment.WORKATO_API_TOKEN?.trim() ?? ""]);
  const writeError = (text: string): void => {
    commandLine.writeError(redact(text));
  };
  let exitCode: number = EXIT_CODES.ok;
  const program = new Command("pulumi-workato-embedded")
    .description("Takes over the connections of Workato Embedded customers, and shows what connectors take.")
    .version(ownPackage().version)
    .exitOverride()
    .configureOutput({ writeOut: commandLine.writeOut, writeErr: writeError })
    .showHelpAfterError("(--help shows how it is used)")
    .addHelpText("after", EXIT_CODES_HELP);
  program
    .command("import")
    .description("write a Pulumi program that takes over every connection of the customers")
    .argument("<managedUserId...>", "the customers")
    .requiredOption("--out <folder>", "where the program goes; made when it is not there")
    .option("--runtime-connections", "take runtime user connections too")
    .option("--keep-going", "write the other customers when one cannot be read")
    .option("--force", "overwrite a program that is there")
    .option("--json", "print a summary for machines")
    .addHelpText("after", IMPORT_HELP)
    .action(async (managedUserIds: string[], options: ImportOptions) => {
      exitCode = await importCustomers(managedUserIds, options, commandLine);
    });
  program
    .command("connectors")
    .description("list connectors, or the parameters that one takes in `input`")
    .argument("[name]", "a connector, such as jira")
    .option("--json", "print it for machines")
    .addHelpText("after", CONNECTORS_HELP)
    .action((name: string | undefined, options: ConnectorsOptions) => {
      showConnectors(name, options, commandLine);
    });
  addEmulatorCommand(program, commandLine);
  program
    .command("doctor")
    .description("check what a deployment needs, and say what to do about what is missing")
    .option("--probe <managedUserId>", "try out on a throw-away customer what the API's documentation leaves open")
    .option("--yes", "probe without asking")
    .option("--json", "print it for machines")
    .addHelpText("after", DOCTOR_HELP)
    .action(async (options: DoctorOptions) => {
      exitCode = await doctor(options, commandLine);
    });
  program
    .command("status")
    .description("say which connections work, which do not, since when and why")
    .argument("[managedUserId...]", "the customers")
    .option("--all", "every customer of the admin workspace")
    .option("--runtime-connections", "runtime user connections too")
    .option("--json", "print the result for machines")
    .option("--html <file>", "write a page to look at, to filter and to print")
    .addOption(
      new Option("--fail-on <which>", "exit with 3 when there are such").choices(FAIL_ON_CHOICES).default("never"),
    )
    .addHelpText("after", STATUS_HELP + EXIT_CODES_HELP)
    .action(async (managedUserIds: string[], options: StatusOptions) => {
      exitCode = await showStatus(managedUserIds, options, commandLine);
    });
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    // Commander has said it already, and calls a look at the help or the version a success.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.ok : EXIT_CODES.usage;
    writeError(`error: ${messageOf(error)}\n`);
    if (error instanceof SettingsError) {
      writeError("The command line reads the environment only, not the configuration of a stack.\n");
      return EXIT_CODES.usage;
    }
    return error instanceof CommandError ? error.exitCode : EXIT_CODES.failed;
  }
}
