/**
 * `npm run picture`: the first `pulumi up` of the README's program, against the emulator, on a terminal of 100 columns, as
 * docs/images/terminal-light.svg and terminal-dark.svg.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startEmulator } from "../../emulator";
import { reportFailure } from "../failure";
import { startCommand } from "../pulumi/pulumiCommand";
import type { PulumiProject } from "../pulumi/pulumiProject";
import { createRepositoryProject } from "../pulumi/repositoryProject";
import { Screen } from "./screen";
import { toSvg } from "./terminalSvg";
import { THEMES } from "./themes";

const REPOSITORY = path.resolve(__dirname, "../..");
const IMAGES = path.join(REPOSITORY, "docs", "images");
const COLUMNS = 100;
const ROWS = 60;
const COMMAND = "pulumi up --yes";
const CREDENTIAL = "a-credential-of-jira";

const say = (line: string) => process.stderr.write(`${line}\n`);

/** Runs a command on a terminal of its own, by `script` of util-linux, and answers what that terminal shows at the end. */
async function onTerminal(command: string, pulumi: PulumiProject): Promise<Screen> {
  const running = startCommand("script", ["-qefc", `stty cols ${COLUMNS} rows ${ROWS}; ${command}`, "/dev/null"], {
    cwd: pulumi.folder,
    env: { ...pulumi.environment, TERM: "xterm-256color", LANG: "C.UTF-8" },
  });
  const { exitCode, stdout } = await running.result;
  if (exitCode !== 0) throw new Error(`${command}: exit code ${exitCode}\n${running.output()}`);
  const screen = new Screen(COLUMNS);
  screen.write(`$ ${command}\r\n${stdout}`);
  return screen;
}

async function main(): Promise<void> {
  const readme = readFileSync(path.join(REPOSITORY, "README.md"), "utf8");
  const program = /^```ts\n([^]*?)^```$/m.exec(readme)?.[1];
  if (program === undefined) throw new Error("README.md has no program");
  const emulator = await startEmulator();
  const { pulumi, dispose } = await createRepositoryProject({
    name: "acme",
    files: { "Pulumi.yaml": "name: acme\nruntime: nodejs\nmain: index.ts\n", "index.ts": program },
    env: { WORKATO_HOST: emulator.url, WORKATO_API_TOKEN: emulator.token },
    say,
  });
  try {
    await pulumi.configure({ managedUserId: "98178" }, { jiraApiToken: CREDENTIAL });
    await pulumi.run(["stack", "select"]);
    const screen = await onTerminal(COMMAND, pulumi);
    mkdirSync(IMAGES, { recursive: true });
    for (const [name, theme] of Object.entries(THEMES)) {
      const svg = toSvg(screen, `What \`${COMMAND}\` prints for the program of the README`, theme);
      const told = [pulumi.folder, CREDENTIAL, emulator.token].find((text) => svg.includes(text));
      if (told !== undefined) throw new Error(`the picture shows ${told}`);
      writeFileSync(path.join(IMAGES, `terminal-${name}.svg`), svg);
    }
  } finally {
    dispose();
    await emulator.close();
  }
}

main().catch(reportFailure);
