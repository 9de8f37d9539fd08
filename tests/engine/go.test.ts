import { execFile } from "node:child_process";
import { copyFileSync, cpSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { codeGenerator } from "../../tools/pulumi/generatedSdk";
import { PINNED_VERSION } from "../../tools/pulumi/pinnedCli";
import { pluginFolder, runPackageCommand } from "./support/plugin";
import { describeUnless, goEnvironment, reasonToSkip } from "./support/runtimes";
import { backendTexts, savedIds, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const REPOSITORY = path.join(__dirname, "../..");

// Where nothing of the SDK is compiled yet, that takes minutes.
jest.setTimeout(600_000);

describeUnless(reasonToSkip("go version"), "examples/go, with the SDK that `pulumi package add` makes", () => {
  let workato: WorkatoProject;

  beforeAll(async () => {
    workato = await createWorkatoProject({
      runtime: { name: "go", options: {} },
      secretConfig: { "customers:jiraToken": "secret-good" },
      env: { ...(await goEnvironment()), PULUMI_CODE_GENERATOR: await codeGenerator() },
    });
    const { project } = workato;
    cpSync(path.join(REPOSITORY, "examples/go"), project.folder, {
      recursive: true,
      filter: (file) => !file.endsWith("Pulumi.yaml"),
    });
    // What has been downloaded and compiled for the CLI need not be made again.
    const sdk = `github.com/pulumi/pulumi/sdk/v3@v${PINNED_VERSION}`;
    await promisify(execFile)("go", ["mod", "edit", `-require=${sdk}`], { cwd: project.folder });
    copyFileSync(path.join(REPOSITORY, "tools/pulumi/cli/go.sum"), path.join(project.folder, "go.sum"));
    await runPackageCommand(project, "add", pluginFolder());
  });
  afterAll(() => workato.dispose());

  test("a preview foresees what an up then makes, and a second up is quiet", async () => {
    const { project, takeRequests } = workato;
    expect((await project.preview()).changes).toEqual({ create: 4 });
    expect(takeRequests().filter((request) => !request.startsWith("GET"))).toEqual([]);
    expect((await project.up()).changes).toEqual({ create: 4 });
    const { parentId } = savedResource(project, "acme-salesforce-sandbox").outputs ?? {};
    expect(parentId).toBe(savedIds(project)["acme-salesforce"]?.split("/")[1]);
    expect(backendTexts(project).join("")).not.toContain("secret-good");
    takeRequests();
    expect((await project.up()).changes).toEqual({ same: 4 });
    expect(takeRequests()).toEqual([]);
  });

  test("a destroy deletes all, the child before its parent", async () => {
    const { project, takeRequests } = workato;
    takeRequests();
    await project.destroy();
    expect(takeRequests().filter((request) => request.startsWith("DELETE"))).toHaveLength(3);
  });
});
