import { mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { endMarkedProcesses, isAlive } from "../../../tools/processes";
import type { StackTemplate } from "../../../tools/pulumi/stackFiles";
import { developmentSdk } from "../../../tools/pulumi/installedPackage";

/** What the tests of one run share. */
export interface TestRun {
  /** Everything that the run writes is in here. */
  folder: string;
  /** Beginning of the mark of every process of the run. */
  mark: string;
  cli: string;
  version: string;
  /** The Node.js executable on which programs, plugins and the language host run. The tests themselves stay on jest's. */
  node: string;
  /** The version of `@pulumi/pulumi` that is installed beside the package. */
  sdk: string;
  /** The folder in which `npm install pulumi-workato-embedded` was run. */
  installed: string;
  template: StackTemplate | undefined;
}

/** The variable that carries it from the set-up to the workers. */
export const ENGINE_VARIABLE = "ENGINE_TEST_RUN";

/** Path of a Node.js executable other than jest's, for `node` of the run. */
export const NODE_VARIABLE = "ENGINE_TEST_NODE";

/** A version of `@pulumi/pulumi` other than that of our development dependencies, for `sdk` of the run. */
export const SDK_VARIABLE = "ENGINE_TEST_SDK";

const PREFIX = "pulumi-engine-tests-";

export function newTestRun(): TestRun {
  removeAbandonedRuns();
  const folder = mkdtempSync(path.join(temporaryFolder(), `${PREFIX}${process.pid}-`));
  return {
    folder,
    mark: `${path.basename(folder)}/`,
    cli: "",
    version: "",
    node: process.env[NODE_VARIABLE] ?? process.execPath,
    sdk: process.env[SDK_VARIABLE] ?? developmentSdk(),
    installed: "",
    template: undefined,
  };
}

/** The real path: on macOS the temporary folder is behind a link, and paths are compared. */
const temporaryFolder = () => realpathSync(tmpdir());

/** An interrupted run has no teardown; whoever comes next clears up after it. */
export function removeAbandonedRuns(): void {
  const temporary = temporaryFolder();
  for (const name of readdirSync(temporary)) {
    const owner = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner))) {
      endMarkedProcesses(`${name}/`);
      rmSync(path.join(temporary, name), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  }
}

export function testRun(): TestRun {
  const text = process.env[ENGINE_VARIABLE];
  if (text === undefined) {
    throw new Error("tests/engine/support/globalSetup.ts has not run: is this test file in jest's project `engine`?");
  }
  return JSON.parse(text) as TestRun;
}
