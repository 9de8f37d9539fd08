import { savedIds } from "./support/savedState";
import type { WorkatoProject } from "./support/workatoProject";
import { createWorkatoProject } from "./support/workatoProject";

let workato: WorkatoProject;

beforeAll(async () => {
  workato = await createWorkatoProject();
});
afterAll(() => workato.dispose());

const program = (profile: string) => `
const profile = new OAuthProfileAssignment("profile", { managedUserId: externalId("B/23 00"), ${profile} });
new ManagedConnection("dependent",
  { managedUserId: "EB/23 00", provider: "salesforce", shellConnection: true }, { dependsOn: profile });
new ManagedConnection("by output",
  { managedUserId: profile.managedUserId, provider: "salesforce", shellConnection: true });`;

const PROFILES = "EB%2F23%2000/custom_oauth_profiles";

test("a profile is assigned before the connections that depend on it are made", async () => {
  workato.write(program("profileId: 322"));
  expect((await workato.project.up()).changes).toEqual({ create: 4 });
  const requests = workato.takeRequests();
  expect(requests[0]).toBe(`POST ${PROFILES}/322/assign`);
  expect(requests.filter((request) => request.startsWith("POST"))).toHaveLength(3);
  expect(workato.emulator.assignments("98179")).toEqual([322]);
  expect(savedIds(workato.project)).toMatchObject({ profile: "EB%2F23%2000/322" });
});

test("another profile: the old one goes first, and the connections that depend on it are not touched", async () => {
  const before = workato.emulator.connections();
  workato.write(program('profileId: "324"'));
  const replaced = await workato.project.up({ preview: true });
  expect(replaced.changes).toEqual({ replace: 1, same: 3 });
  expect(workato.takeRequests()).toEqual([`DELETE ${PROFILES}/322/unassign`, `POST ${PROFILES}/324/assign`]);
  expect(workato.emulator.assignments("98179")).toEqual([324]);
  expect(workato.emulator.connections()).toEqual(before);
  expect((await workato.project.preview()).changes).toEqual({ same: 4 });
});

test("a profile in use stays assigned, and the text that the error prints forces it when it is copied", async () => {
  workato.emulator.useProfile("98179", 324);
  workato.write(program("profileId: 322"));
  const failed = await workato.project.up({ expectFailure: true });
  expect(failed.output).toContain("forceUnassign: true");
  expect(workato.emulator.assignments("98179")).toEqual([324]);
  expect(savedIds(workato.project)).toMatchObject({ profile: "EB%2F23%2000/324" });
  workato.takeRequests();

  const [, variable = "", value = ""] = /(WORKATO_FORCE_UNASSIGN)=(\S+)/.exec(failed.output) ?? [];
  await workato.project.up({ env: { [variable]: value } });
  expect(workato.takeRequests()).toEqual([`DELETE ${PROFILES}/324/unassign?force=true`, `POST ${PROFILES}/322/assign`]);
  expect(savedIds(workato.project)).toMatchObject({ profile: "EB%2F23%2000/322" });
});

test("forceUnassign sends nothing by itself, and unassigns at destroy although connections use the profile", async () => {
  workato.emulator.useProfile("98179", 322);
  workato.write(program("profileId: 322, forceUnassign: true"));
  expect((await workato.project.up()).changes).toEqual({ update: 1, same: 3 });
  expect(workato.takeRequests()).toEqual([]);

  await workato.project.destroy();
  expect(workato.takeRequests().at(-1)).toBe(`DELETE ${PROFILES}/322/unassign?force=true`);
  expect(workato.emulator.assignments("98179")).toEqual([]);
  expect(workato.emulator.connections()).toEqual([]);
});

test("a profile that was mistyped and is put back is assigned again: its replacement had unassigned it", async () => {
  const write = (profile: string) => {
    workato.write(`new OAuthProfileAssignment("p", { managedUserId: "98178", profileId: ${profile} });`);
  };
  write("322");
  await workato.project.up();
  write("999");
  await workato.project.up({ expectFailure: true });
  expect(workato.emulator.assignments("98178")).toEqual([]);
  write("322");
  await workato.project.up();
  expect(workato.emulator.assignments("98178")).toEqual([322]);
  expect((await workato.project.up()).changes).toEqual({ same: 2 });
  await workato.project.destroy();
  expect(workato.emulator.assignments("98178")).toEqual([]);
});
