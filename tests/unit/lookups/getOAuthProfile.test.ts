import * as pulumi from "@pulumi/pulumi";
import { getOAuthProfile, getOAuthProfileOutput } from "../../../provider";
import { errorOf, stackOf, takeRequests, valueOf } from "./support/lookupBench";

const PROFILES = [
  { id: 322, provider: "salesforce", name: "Acme" },
  { id: 323, provider: "hubspot", name: "Acme" },
  { id: 324, provider: "salesforce", name: "Acme (sandbox)" },
  { id: 325, provider: "xero", name: "Twin" },
  { id: 326, provider: "xero", name: "Twin" },
];
const ACME = '322 "Acme" (salesforce)';
const HUBSPOT = '323 "Acme" (hubspot)';
const SANDBOX = '324 "Acme (sandbox)" (salesforce)';
const TWINS = '325 "Twin" (xero) and 326 "Twin" (xero)';

test.each([
  [{ provider: "salesforce", name: "Acme" }, "322"],
  [{ provider: "hubspot" }, "323"],
  [{ name: "Acme (sandbox)" }, "324"],
])("%j is the one profile that has all of it", async (args, profileId) => {
  await stackOf({ seed: { profiles: PROFILES } });
  const { id: _, ...profile } = PROFILES.find(({ id }) => String(id) === profileId)!;
  expect(await getOAuthProfile(args)).toEqual({ profileId, ...profile });
});

test("the only profile of a workspace needs no more words", async () => {
  await stackOf({ seed: { profiles: PROFILES.slice(0, 1) } });
  expect(await getOAuthProfile()).toMatchObject({ profileId: "322" });
  expect(await valueOf(getOAuthProfileOutput())).toMatchObject({ profileId: "322" });
});

test("outputs as arguments, which may turn out to be undefined", async () => {
  await stackOf({ seed: { profiles: PROFILES } });
  const args = { provider: pulumi.output("hubspot"), name: pulumi.output(undefined) };
  expect(await valueOf(getOAuthProfileOutput(args).profileId)).toBe("323");
});

test.each([
  [
    { provider: "salesforce" },
    `there are 2 custom OAuth profiles with provider "salesforce": ${ACME} and ${SANDBOX}. To say which, add name.`,
  ],
  [
    { name: "Acme" },
    `there are 2 custom OAuth profiles with name "Acme": ${ACME} and ${HUBSPOT}. To say which, add provider.`,
  ],
  [
    { provider: "xero", name: "Twin" },
    `there are 2 custom OAuth profiles with provider "xero" and name "Twin": ${TWINS}. ` +
      "To say which, give the number that you mean as profileId.",
  ],
  [
    {},
    `there are 5 custom OAuth profiles: ${ACME}, ${HUBSPOT}, ${SANDBOX}, ${TWINS}. To say which, add provider or name.`,
  ],
  [
    { provider: "sales_force", name: "acme" },
    `there is no custom OAuth profile with provider "sales_force" and name "acme", ` +
      `but ${ACME}, ${HUBSPOT}, ${SANDBOX}, ${TWINS}. Did you mean ${ACME}?`,
  ],
  [
    { provider: "hubspot", name: "Twin" },
    `there is no custom OAuth profile with provider "hubspot" and name "Twin", ` +
      `but ${ACME}, ${HUBSPOT}, ${SANDBOX}, ${TWINS}. Correct the arguments.`,
  ],
  [{ provider: " " }, 'provider is empty: give the connector\'s name, such as "salesforce", or leave it out.'],
  [{ name: "" }, "name is empty: give the profile's name, or leave it out."],
])("%j: the error lists what it must choose from", async (args, message) => {
  await stackOf({ seed: { profiles: PROFILES } });
  expect((await errorOf(getOAuthProfile(args))).message).toBe(`getOAuthProfile: ${message}`);
});

test("a workspace without profiles", async () => {
  await stackOf({ seed: { profiles: [] } });
  expect((await errorOf(getOAuthProfile({ provider: "salesforce" }))).message).toBe(
    "getOAuthProfile: there is no custom OAuth profile: create one in the Embedded admin workspace, or check account.",
  );
});

test("a profile without a name and a connector is listed, and never what was meant", async () => {
  const emulator = await stackOf();
  emulator.failNext({ path: "/custom_oauth_profiles", body: { result: [{ id: 1, name: null, provider: "" }] } });
  expect((await errorOf(getOAuthProfile({ provider: "x" }))).message).toContain('but 1 "" (no connector). Correct');
});

test("250 profiles are three pages, and one look for all who ask at the same time", async () => {
  const profiles = Array.from({ length: 250 }, (_, index) => ({
    id: index + 1,
    provider: "jira",
    name: `App ${index}`,
  }));
  const emulator = await stackOf({ seed: { profiles } });
  const found = await Promise.all(["App 0", "App 99", "App 249"].map((name) => getOAuthProfile({ name })));
  expect(found.map(({ profileId }) => profileId)).toEqual(["1", "100", "250"]);
  expect(takeRequests(emulator)).toEqual([1, 2, 3].map((page) => `custom_oauth_profiles?page=${page}`));
});

test("a role without profiles is told with what to check, once for all who asked", async () => {
  await stackOf({ behaviour: { forbidden: { oauth: 401 } } });
  const [one, other] = await Promise.all([
    errorOf(getOAuthProfile({ name: "a" })),
    errorOf(getOAuthProfile({ name: "b" })),
  ]);
  expect(one.message).toMatch(
    /^getOAuthProfile: Workato: GET \/api\/custom_oauth_profiles\?\S+ failed: 401 Unauthorized/,
  );
  expect(one.message).toContain("The token came from");
  expect(other).toBe(one);
});
