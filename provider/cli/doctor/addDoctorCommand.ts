import type { Command } from "commander";
import type { CommandLine } from "../commandLine";
import { ENVIRONMENT_HELP } from "../environmentHelp";
import { addStackOptions } from "../stack/stackOptions";
import type { DoctorOptions } from "./doctorCommand";
import { doctor } from "./doctorCommand";
import { PREPARED_PREFIX } from "./probe/preparedConnections";
import { PROBE_PREFIX } from "./probe/probedCustomer";

const HELP = `${ENVIRONMENT_HELP}

Run it in the folder of your Pulumi project. It only reads. If the token is refused, it is tried in the other regions.

--probe tries out what the API's documentation leaves open, on a customer that you can throw away: what a second delete
answers, whether null clears, whether names are unique, and so on. It makes shell connections named
"${PROBE_PREFIX}...", without credentials of anybody, and removes them whatever happens; what a killed probe
has left, the next one removes. Some questions take something that you prepare: up to two connections of the customer that
work and that active recipes use, and an OAuth profile, each with a name that begins with
"${PREPARED_PREFIX}". The probe forces and deletes such connections.

Examples:
  npx pulumi-workato-embedded doctor
  npx pulumi-workato-embedded doctor --stack prod
  npx pulumi-workato-embedded doctor --probe 98178 --yes --json > answers.json

Exit codes:
  0  everything is ok; the probe has its answers
  1  a check failed; the probe could not go on, was interrupted, or could not clean up
  2  wrong arguments or settings; nothing was sent`;

/**
 * Adds the command `doctor`.
 * @param end takes the exit code
 */
export function addDoctorCommand(program: Command, commandLine: CommandLine, end: (exitCode: number) => void): void {
  const command = program
    .command("doctor")
    .description("check what a deployment needs, and say how to fix what is missing")
    .option("--probe <managedUserId>", "try out on a throw-away customer what the API's documentation leaves open")
    .option("--yes", "probe without asking")
    .option("--json", "print it as JSON");
  addStackOptions(command)
    .addHelpText("after", HELP)
    .action(async (options: DoctorOptions) => {
      end(await doctor(options, commandLine));
    });
}
