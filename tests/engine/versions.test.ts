import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { TestProject } from "./support/engine";
import { savedIds, savedResources } from "./support/savedState";
import { testRun } from "./support/testRun";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const PACKAGE = "pulumi-workato-embedded";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({
    program: `
      const profile = new OAuthProfileAssignment("profile", { managedUserId: "98178", profileId: 322 });
      new ManagedConnection("jira", { managedUserId: "98178", provider: "jira", input: { apitoken: "t" } });`,
  });
  await workato.project.up();
  workato.takeRequests();
});
afterAll(() => workato.dispose());

/** Installs the next version into the project: other internal files, other code in them, the same promises. */
function installNextVersion(): void {
  const installed = path.join(workato.project.folder, "node_modules", PACKAGE);
  cpSync(path.join(testRun().installed, "node_modules", PACKAGE), installed, { recursive: true });
  const edit = (file: string, change: (text: string) => string) => {
    const target = path.join(installed, file);
    writeFileSync(target, change(readFileSync(target, "utf8")));
  };
  edit("package.json", (text) => text.replace(/"version": "[^"]*"/, '"version": "99.0.0"'));
  const room = path.join(installed, "lib", "resources", "connection");
  renameSync(path.join(room, "delete.js"), path.join(room, "remove.js"));
  edit("lib/resources/connection/connectionResource.js", (text) => text.replaceAll('"./delete"', '"./remove"'));
  edit("lib/resources/connection/remove.js", (text) => `console.error("deleted by version 99");${text}`);
}

test("without the package, refresh and destroy say to add it to the dependencies, and nothing is lost", async () => {
  const run = testRun();
  // The same project, checked out where Pulumi's SDK is installed and this package is not.
  const elsewhere = path.join(run.folder, `checkout-${process.pid}`);
  cpSync(workato.project.folder, elsewhere, { recursive: true });
  mkdirSync(path.join(elsewhere, "node_modules"));
  const scope = path.join("node_modules", "@pulumi");
  symlinkSync(path.join(run.installed, scope), path.join(elsewhere, scope));
  const checkout = new TestProject({
    cli: run.cli,
    folder: run.folder,
    backend: workato.project.backend,
    project: elsewhere,
    name: "customers",
    mark: `${run.mark}checkout-${process.pid}`,
    sdk: path.join(run.installed, "node_modules", "@pulumi", "pulumi"),
    env: { WORKATO_API_TOKEN: workato.emulator.token },
  });
  const before = savedIds(workato.project);
  try {
    for (const operation of ["refresh", "destroy"] as const) {
      const { output } = await checkout[operation]({ expectFailure: true });
      expect(output).toContain("Cannot find module 'pulumi-workato-embedded/runtime'");
      expect(output).toContain(`Add ${PACKAGE} to the dependencies of this Pulumi project and install them.`);
    }
  } finally {
    checkout.endProcesses();
    rmSync(elsewhere, { recursive: true, force: true });
  }
  expect(savedIds(workato.project)).toEqual(before);
  expect(workato.takeRequests()).toEqual([]);
});

test("what one version has made is left alone by the next one's up, and destroyed by the next one's code", async () => {
  installNextVersion();
  expect((await workato.project.up()).changes).toEqual({ same: 3 });
  expect(workato.takeRequests()).toEqual([]);

  const destroyed = await workato.project.destroy();
  expect(destroyed.output).toContain("deleted by version 99");
  expect(workato.emulator.connections()).toEqual([]);
  expect(workato.emulator.assignments("98178")).toEqual([]);
  expect(savedResources(workato.project)).toEqual([]);
});
