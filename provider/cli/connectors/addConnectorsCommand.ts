import type { Command } from "commander";
import { EXIT_CODES_HELP } from "../commandError";
import type { CommandLine } from "../commandLine";
import { addStackOptions } from "../stack/stackOptions";
import type { ConnectorsOptions } from "./connectorsCommand";
import { showConnectors } from "./connectorsCommand";

const HELP = `
Without --live nothing is sent. With it, Workato is asked what the connector takes today; settings: as for import. Its
parameters are printed beside what our table says, so that differences are seen. Some parameters come with the values of
others: they are there when the customer has a connection of the connector.

Examples:
  npx pulumi-workato-embedded connectors
  npx pulumi-workato-embedded connectors jira
  npx pulumi-workato-embedded connectors jira --json
  npx pulumi-workato-embedded connectors jira --live 98178
${EXIT_CODES_HELP}`;

/** Adds the command `connectors`. */
export function addConnectorsCommand(program: Command, commandLine: CommandLine): void {
  const command = program
    .command("connectors")
    .description("list connectors, or show what one takes in `input`, and a program with it")
    .argument("[name]", "a connector, such as jira")
    .option("--live <managedUserId>", "ask Workato, for this customer, what the connector takes")
    .option("--json", "print it as JSON");
  addStackOptions(command)
    .addHelpText("after", HELP)
    .action((name: string | undefined, options: ConnectorsOptions) => showConnectors(name, options, commandLine));
}
