import type { Command } from "commander";
import { EXIT_CODES_HELP } from "../commandError";
import type { CommandLine } from "../commandLine";
import type { ConnectorsOptions } from "./connectorsCommand";
import { showConnectors } from "./connectorsCommand";

const HELP = `
Examples:
  npx pulumi-workato-embedded connectors
  npx pulumi-workato-embedded connectors jira
  npx pulumi-workato-embedded connectors jira --json
${EXIT_CODES_HELP}`;

/** Adds the command `connectors`. */
export function addConnectorsCommand(program: Command, commandLine: CommandLine): void {
  program
    .command("connectors")
    .description("list connectors, or show what one takes in `input`, and a program with it")
    .argument("[name]", "a connector, such as jira")
    .option("--json", "print it for machines")
    .addHelpText("after", HELP)
    .action((name: string | undefined, options: ConnectorsOptions) => {
      showConnectors(name, options, commandLine);
    });
}
