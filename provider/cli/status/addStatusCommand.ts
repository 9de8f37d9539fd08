import type { Command } from "commander";
import { InvalidArgumentError, Option } from "commander";
import { EXIT_CODES_HELP } from "../commandError";
import type { CommandLine } from "../commandLine";
import { environmentOption } from "../customers/environmentOption";
import { ENVIRONMENT_HELP } from "../environmentHelp";
import { addStackOptions } from "../stack/stackOptions";
import { GROUPS, type Group } from "./connectionStatus";
import { FAIL_ON_CHOICES } from "./failOn";
import type { StatusOptions } from "./statusCommand";
import { showStatus } from "./statusCommand";

const HELP = `${ENVIRONMENT_HELP}

Name a customer by its number (98178; each environment has its own), or by E and its external id (EA2300).
--all reads all environments of every customer; --all --environment prod reads the production environments only.
It reads one list for each workspace, within the quota, and changes nothing. After Ctrl-C it shows what it has read.

States, the worst first:
  lost                  it worked and stopped working
  refused               its credentials were refused, and it never worked
  waiting for a person  nobody has authorized it yet
  disconnected          it was authorized, and somebody has disconnected it
  working               it is authorized

Reasons are Workato's own words. Without --json and --html it prints a table; with --html only the counts.
--fail-on lost fails if a connection is lost, --fail-on unauthorized if a connection does not work for any reason.

Examples:
  npx pulumi-workato-embedded status 98178 EA2300
  npx pulumi-workato-embedded status --all --environment prod --html status.html --fail-on lost
  npx pulumi-workato-embedded status --all --json > status.json
  npx pulumi-workato-embedded status --all --only lost,refused --stack prod
${EXIT_CODES_HELP}
  3  --fail-on found such connections, also if some customers could not be read`;

/**
 * Adds the command `status`.
 * @param end takes the exit code
 */
export function addStatusCommand(program: Command, commandLine: CommandLine, end: (exitCode: number) => void): void {
  const command = program
    .command("status")
    .description("show which connections work, which do not, since when and why")
    .argument("[managedUserId...]", "the customers")
    .option("--all", "every customer of the admin workspace")
    .addOption(environmentOption("all of them"))
    .option("--runtime-connections", "read runtime user connections too")
    .option("--only <states>", "show only these, such as lost,refused", states)
    .option("--json", "print the result as JSON")
    .option("--html <file>", "write a page to look at, to filter and to print")
    .addOption(
      new Option("--fail-on <which>", "exit with 3 if there are such connections")
        .choices(FAIL_ON_CHOICES)
        .default("never"),
    );
  addStackOptions(command)
    .addHelpText("after", HELP)
    .action(async (managedUserIds: string[], options: StatusOptions) => {
      end(await showStatus(managedUserIds, options, commandLine));
    });
}

function states(text: string): readonly Group[] {
  const given = text.split(",").map((word) => word.trim());
  const unknown = given.filter((word) => !GROUPS.includes(word as Group));
  if (unknown.length > 0) throw new InvalidArgumentError(`The states are ${GROUPS.join(", ")}.`);
  return given as Group[];
}
