import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import type { CommandResult } from "../../../tools/pulumi/pulumiCommand";
import { startCommand } from "../../../tools/pulumi/pulumiCommand";
import type { TestProject } from "./engine";
import { testRun } from "./testRun";

const REPOSITORY = path.resolve(__dirname, "../../..");

interface Block {
  readonly section: string;
  readonly language: string;
  readonly text: string;
}

export interface ShellOptions {
  readonly env?: Record<string, string>;
  readonly expectFailure?: boolean;
}

/** The fenced blocks of a document of this repository, to be run as they are written. */
export class DocumentedCommands {
  readonly #blocks: readonly Block[];
  readonly #used = new Set<Block>();

  constructor(file: string) {
    const text = readFileSync(path.join(REPOSITORY, file), "utf8");
    const found: Block[] = [];
    for (const part of text.split(/^## /m).slice(1)) {
      const section = part.slice(0, part.indexOf("\n"));
      for (const [, language = "", block = ""] of part.matchAll(/^```(\w+)\n([^]*?)^```$/gm)) {
        found.push({ section, language, text: block });
      }
    }
    this.#blocks = found;
  }

  /** The text of the n-th block of this language in a section. */
  text(section: string, language: "ts" | "sh", position = 1): string {
    const blocks = this.#blocks.filter((block) => block.section === section && block.language === language);
    const block = blocks[position - 1];
    if (block === undefined) throw new Error(`"${section}" has ${blocks.length} blocks of ${language}`);
    this.#used.add(block);
    return block.text;
  }

  /** Runs the n-th block of commands of a section in the project, answering "yes" to what Pulumi asks. */
  async run(
    project: TestProject,
    section: string,
    position = 1,
    { env = {}, expectFailure = false }: ShellOptions = {},
  ): Promise<CommandResult> {
    const { PATH = "", ...environment } = project.environment;
    const result = await startCommand("sh", ["-e", "-c", this.text(section, "sh", position)], {
      cwd: project.folder,
      env: {
        ...environment,
        PATH: [folderOfCli(), PATH].join(path.delimiter),
        PULUMI_SKIP_CONFIRMATIONS: "true",
        ...env,
      },
    }).result;
    if ((result.exitCode !== 0) !== expectFailure) throw new Error(`exit code ${result.exitCode}:\n${result.output}`);
    return result;
  }

  /** The titles of the sections that have blocks, in their order. */
  sections(): string[] {
    return [...new Set(this.#blocks.map(({ section }) => section))];
  }

  /** Blocks of these sections that no test has asked for. */
  unused(sections: readonly string[]): string[] {
    const unused = this.#blocks.filter((block) => sections.includes(block.section) && !this.#used.has(block));
    return unused.map(({ section, text }) => `${section}:\n${text}`);
  }
}

/** A folder that has the CLI under its usual name. */
export function folderOfCli(): string {
  const { cli, folder } = testRun();
  const bin = path.join(folder, "bin");
  mkdirSync(bin, { recursive: true });
  const link = path.join(bin, "pulumi");
  if (!existsSync(link)) symlinkSync(cli, link);
  return bin;
}
