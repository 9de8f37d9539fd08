import { type Command, Option } from "commander";
import { EXIT_CODES_HELP } from "../commandError";
import type { CommandLine } from "../commandLine";
import { environmentOption } from "../customers/environmentOption";
import { ENVIRONMENT_HELP } from "../environmentHelp";
import { addStackOptions } from "../stack/stackOptions";
import type { ImportOptions } from "./importCommand";
import { importCustomers } from "./importCommand";

const HELP = `${ENVIRONMENT_HELP}

Give a customer by its number (98178), or by E and its external id (EA2300). Quote ids with spaces.

Each environment of a customer is a workspace with a number of its own. --all takes the original workspace of every
customer; --all --environment prod takes the production workspaces, by the numbers that Workato's list of customers has. A
customer without that environment is left out. Write one folder, and one stack, for each environment.

What is written: index.ts for one customer, customers/<id>.ts and index.ts for several and for --all, and package.json,
Pulumi.yaml and tsconfig.json where the folder has none. Run it again at any time, for one more customer or for all: what is
there is added to, and edits stay. Nothing is ever taken out of a program: a customer or a connection that is there stays
until you delete it. To leave a customer out for good, turn both of its lines in index.ts into comments. A program of your own is
not touched; what to add to it is printed. --force writes the programs again with what Workato says today, where that
deletes nothing; where it would, it says why, and only adds.

When a customer cannot be read, nothing is written without --keep-going; with --all the others are written, and the customer
is named at the end, with exit code 1.

Workato does not say which custom OAuth profiles a customer has. Where a profile may be in use, the program has the
OAuthProfileAssignment to add as a comment.

With --format bulk it writes import.json instead, for \`pulumi import --file\` through the provider plugin.

Examples:
  npx pulumi-workato-embedded import 98178 --out acme
  npx pulumi-workato-embedded import 98178 EA2300 "EB/23 00" --out customers --keep-going
  npx pulumi-workato-embedded import --all --environment prod --out customers-prod --stack prod
  npx pulumi-workato-embedded import 98178 --out acme --runtime-connections --json
  npx pulumi-workato-embedded import --all --format bulk --out .
${EXIT_CODES_HELP}`;

function formatOption(): Option {
  return new Option("--format <format>", "a program, or the file of `pulumi import --file` for the provider plugin")
    .choices(["program", "bulk"])
    .default("program");
}

/**
 * Adds the command `import`.
 * @param end takes the exit code
 */
export function addImportCommand(program: Command, commandLine: CommandLine, end: (exitCode: number) => void): void {
  const command = program
    .command("import")
    .description("write a Pulumi program that takes over every connection of the customers")
    .argument("[managedUserId...]", "the customers")
    .requiredOption("--out <folder>", "where to write the program; created if it does not exist")
    .option("--all", "every customer of the admin workspace")
    .addOption(environmentOption("the original one"))
    .option("--runtime-connections", "take runtime user connections too")
    .option("--keep-going", "go on with the other customers if one cannot be read")
    .addOption(formatOption())
    .option("--force", "write existing programs again, unless that would delete something")
    .option("--json", "print a summary as JSON");
  addStackOptions(command)
    .addHelpText("after", HELP)
    .action(async (managedUserIds: string[], options: ImportOptions) => {
      end(await importCustomers(managedUserIds, options, commandLine));
    });
}
