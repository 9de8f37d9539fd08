import { DocumentedCommands } from "./support/documentedCommands";
import { checkDriftDocument } from "./support/driftDocument";
import type { DriftRow } from "./support/driftRow";
import { DRIFT_ROWS, PARENTS } from "./support/driftRow";
import type { OperationResult } from "../../tools/pulumi/pulumiProject";
import { savedIds, savedResource, savedResources } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

const connection = ({ name, args = "" }: Pick<DriftRow, "name" | "args">) =>
  `new ManagedConnection("${name}", { managedUserId: "98178", provider: "jira", ${args} });`;
const parent = (id: number) => ({ id, name: `parent ${id}`, provider: "jira" });

let workato: WorkatoProject;
/** Connection ids by logical name, as they were before anybody edited anything. */
let ids: Record<string, string>;
let before: ReadonlyMap<string, Record<string, unknown>>;
let after: ReadonlyMap<string, Record<string, unknown>>;
let refreshed: OperationResult;
let previewed: OperationResult;
let sent: string[];

/** What is saved of each resource. What is encrypted is encrypted anew each time. */
const outputs = () =>
  new Map(
    savedResources(workato.project).map(({ urn, outputs: saved }) => [
      urn.split("::").at(-1) ?? "",
      { ...saved, input: undefined, updatedAt: undefined },
    ]),
  );

/** Everything is made, edited by hand, and looked at by one refresh, one preview and one up. */
beforeAll(async () => {
  workato = await createWorkatoProject({
    env: { JIRA_TOKEN: "from the environment" },
    config: { "workato:settleTimeoutSeconds": "1" },
    program: DRIFT_ROWS.map(connection).join("\n"),
    emulator: {
      seed: {
        customers: [
          {
            id: 98178,
            connections: [
              parent(PARENTS.first),
              parent(PARENTS.second),
              { ...parent(PARENTS.runtime), name: "runtime", runtime: true },
            ],
          },
        ],
      },
    },
  });
  const { project, emulator } = workato;
  await project.up();
  ids = Object.fromEntries(Object.entries(savedIds(project)).map(([name, id]) => [name, id?.split("/")[1] ?? ""]));
  // Nobody's credentials are tested before they are sent, so what has none starts as a person would leave it.
  emulator.authorize(ids["lost-without-input"] ?? "");
  emulator.authorize(ids["lost-shell"] ?? "");
  await project.refresh();
  before = outputs();
  for (const { name, edit } of DRIFT_ROWS) edit(emulator, ids[name] ?? "");
  refreshed = await project.refresh();
  after = outputs();
  previewed = await project.preview();
  workato.takeRequests();
  await project.up();
  sent = workato.takeRequests();
});
afterAll(() => workato.dispose());

const writes = () => workato.takeRequests().filter((request) => !request.startsWith("GET "));

/** What of the requests concerns this connection, without the parts that are the same in all. */
const sentFor = ({ name }: DriftRow) =>
  sent
    .filter((request) => request.includes(`"name":"${name}"`) || request.includes(`/connections/${ids[name]}`))
    .map((request) => request.replace(/^(\w+) 98178\/connections(\/\d+)?/, "$1").replace(/^(\w+)\//, "$1 /"));

describe.each(DRIFT_ROWS.map((row) => [`${row.change}; the program: ${row.program}`, row] as const))("%s", (_, row) => {
  const { name, shows, sends } = row;

  test(`refresh ${shows === "removed" ? "takes it out of the state" : `shows ${shows.join(", ") || "nothing"}`}`, () => {
    const [old = {}, now] = [before.get(name), after.get(name)];
    if (shows === "removed") {
      expect(now).toBeUndefined();
      return;
    }
    const keys = [...new Set([...Object.keys(old), ...Object.keys(now ?? {})])].sort();
    expect(keys.filter((key) => JSON.stringify(old[key]) !== JSON.stringify(now?.[key]))).toEqual(shows);
    const lines = refreshed.output.split("\n").filter((line) => line.includes(`connection ${ids[name]} `));
    expect(lines.join("\n")).toEqual(row.warns === undefined ? "" : expect.stringContaining(row.warns));
  });

  test(`preview shows ${sends === undefined ? "no change" : shows === "removed" ? "a create" : "an update"}`, () => {
    const expected = sends === undefined ? "same" : shows === "removed" ? "create" : "update";
    expect(previewed.steps.filter((step) => step.name === name).map(({ op }) => op)).toEqual([expected]);
  });

  test(`up sends ${sends ?? "nothing"}`, () => {
    expect(sentFor(row)).toEqual(sends === undefined ? [] : [sends]);
  });
});

test("all of it is one list at the refresh and one before the create, and afterwards everything is quiet", async () => {
  expect(sent.filter((request) => request.startsWith("GET "))).toEqual(["GET 98178/connections?includes[]=tags"]);
  expect((await workato.project.refresh({ args: ["--expect-no-changes"] })).exitCode).toBe(0);
  const quiet = await workato.project.up();
  expect(quiet.changes).toEqual({ same: DRIFT_ROWS.length + 1 });
  expect(writes()).toEqual([]);
});

test("the nightly command of docs/drift.md fails for what an up would restore, and not for what Workato says", async () => {
  const document = new DocumentedCommands("docs/drift.md");
  const { project, emulator } = workato;
  const state = project.stateFile();
  emulator.edit(ids.facts ?? "", { tags: ["billing"], identity: "another" });
  await document.run(project, "Commands", 2);
  emulator.edit(ids.renamed ?? "", { name: "by hand" });
  const failed = await document.run(project, "Commands", 2, { expectFailure: true });
  expect(failed.output).toContain("renamed");
  expect(project.stateFile()).toBe(state);
  workato.takeRequests();
  await document.run(project, "Commands");
  expect(writes()).toEqual([`PUT 98178/connections/${ids.renamed} {"name":"renamed"}`]);
});

test("a repair that is refused is an error that keeps the id; the next up with good credentials repairs", async () => {
  const { project, emulator } = workato;
  const repair = (token: string) =>
    connection({ name: "lost-repair", args: `input: { apitoken: "${token}" }, onAuthorizationLost: "repair"` });
  const target = { target: savedResource(project, "lost-repair").urn };
  const id = ids["lost-repair"] ?? "";
  emulator.behaviour.refuses = (_provider, input) => (input.apitoken === "good" ? "good" : undefined);
  emulator.loseAuthorization(id);
  await project.refresh(target);
  const failed = await project.up({ ...target, expectFailure: true });
  expect(failed.output).toContain(`connection ${id} "lost-repair" exists, but its credentials were refused`);
  expect(savedIds(project)["lost-repair"]).toBe(`98178/${id}`);
  workato.takeRequests();
  workato.write(repair("better"));
  await project.up(target);
  // What the program changes is sent without a look.
  expect(workato.takeRequests()).toEqual([`PUT 98178/connections/${id} {"input":{"apitoken":"better"}}`]);
  expect(emulator.connection(id)).toMatchObject({ authorizationStatus: "success" });
});

test("docs/drift.md has this table", () => {
  checkDriftDocument(DRIFT_ROWS);
});
