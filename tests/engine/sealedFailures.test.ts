import type { Fault } from "../../emulator";
import { backendTexts, ENCRYPTED, openedOutputs, savedResource } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const MARKER = "zqmarker-of-the-program";
const PERSONS = "zqmarker-typed-by-a-person";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject({ config: { "workato:retryTimeoutSeconds": "1" } });
});
afterAll(() => workato.dispose());

const write = (name: string, args = "") => {
  workato.write(`new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", ${args} });`);
};
const idOf = (name: string) => savedResource(workato.project, name).id?.split("/")[1] ?? "";

/** No file that the backend ever wrote, and nothing that a command prints, has a marker in clear. */
async function expectSealed(...printed: { output: string }[]): Promise<void> {
  const exported = await workato.project.run(["stack", "export"]);
  const history = await workato.project.run(["stack", "history", "--json"]);
  for (const text of [...printed, exported, history]
    .map(({ output }) => output)
    .concat(backendTexts(workato.project))) {
    expect(text).not.toContain("zqmarker");
  }
}

describe("`input` that comes to a connection which had none, together with a disconnect that fails", () => {
  const failures: [string, Fault | undefined][] = [
    ["recipes use it", undefined],
    ["a 401", { path: /disconnect/, status: 401 }],
    ["nobody knows", { path: /disconnect/, cut: "after", times: 10_000 }],
  ];
  test.each(failures)("%s: it is encrypted in state, history and export, also after refreshes", async (why, fault) => {
    const { emulator, project } = workato;
    write(why);
    await project.up();
    emulator.authorize(idOf(why));
    await project.refresh();
    if (fault === undefined) emulator.useInRecipe(idOf(why));
    const armed = fault && emulator.failNext(fault);
    write(why, `input: { apitoken: "${MARKER}", deep: [{ pin: "${MARKER}" }] }, disconnected: true`);
    const failed = await project.up({ expectFailure: true });
    armed?.cancel();
    await expectSealed(failed);
    // The engine keeps the old inputs, which have no `input`: a refresh makes inputs of what is read.
    for (const _time of [1, 2]) await expectSealed(await project.refresh());
    for (const place of ["inputs", "outputs"] as const) {
      expect(savedResource(project, why)[place]?.input).toEqual(ENCRYPTED);
    }
    expect(await openedOutputs(project, why)).toMatchObject({ input: { apitoken: MARKER } });
    emulator.stopRecipes(idOf(why));
  });
});

test("a reason that quotes what a person typed is printed nowhere, and encrypted in state", async () => {
  const { emulator, project } = workato;
  write("theirs");
  await project.up();
  emulator.authorize(idOf("theirs"));
  emulator.loseAuthorization(idOf("theirs"), { error: `401 for ${PERSONS}`, reason: `key ${PERSONS} is revoked` });
  const refreshed = await project.refresh();
  expect(refreshed.output).toContain(
    "see the output connectionLostReason and the output authorizationError, or Workato",
  );
  await expectSealed(refreshed, await project.refresh(), await project.up());
  expect(savedResource(project, "theirs").outputs).toMatchObject({
    authorizationError: ENCRYPTED,
    connectionLostReason: ENCRYPTED,
  });
  expect(await openedOutputs(project, "theirs")).toMatchObject({ authorizationError: `401 for ${PERSONS}` });
});
