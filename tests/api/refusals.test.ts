import { createRedactor, isLostToNetwork } from "../../provider/api";
import { bench, failureOf, WRITES } from "./support/harness";
import { json } from "./support/scriptedServer";

type Write = keyof typeof WRITES;

const RECIPES = "You can't delete a connection used by active recipes";
const said = (message: string): unknown => ({ message });

/** What each write makes of a refusal with 422, or with 200 where the body says `success: false`. */
test.each<[Write, unknown, string | undefined]>([
  ["delete", { success: false, status: "rejected", message: RECIPES }, "inUse"],
  ["delete", { result: { success: false, status: "rejected" } }, "inUse"],
  ["delete", said("The connection is used by an active recipe"), "inUse"],
  ["delete", said("Connection in use"), "inUse"],
  ["delete", said("Validation failed"), undefined],
  ["disconnect", { errors: { base: ["used by active recipes"] } }, "inUse"],
  ["unassign", { success: false, message: "The profile is in use" }, "inUse"],
  ["unassign", said("The profile is used in a customer account"), "inUse"],
  ["unassign", said("Profile is not assigned to this customer"), "notAssigned"],
  ["unassign", { success: false, status: "rejected", message: "Not currently assigned" }, "notAssigned"],
  ["unassign", said("No"), undefined],
  ["assign", said("Already assigned"), "alreadyAssigned"],
  ["assign", { errors: { base: "Profile 322 has already been assigned to 98178" } }, "alreadyAssigned"],
  ["assign", said("Profile 323 is already assigned to this customer"), undefined],
  ["assign", said("Another profile is already assigned"), undefined],
  ["assign", said("A profile is already assigned for jira"), undefined],
  ["assign", said("No"), undefined],
  ["create", { message: "Validation failed", errors: { name: ["is odd"] } }, "aboutName"],
  ["create", said("Name is already in use"), "aboutName"],
  ["create", said("A connection like this exists"), "aboutName"],
  ["update", { errors: [{ code: "taken", title: "That has been taken" }] }, "aboutName"],
  ["update", { success: false, status: "rejected", message: "not unique" }, "aboutName"],
  ["create", said("Bad credentials for username a"), undefined],
  ["create", said("Bad request"), undefined],
])("%s refused with %j: %s", async (write, body, meaning) => {
  const { client } = await bench([json(422, body), json(200, { ...(body as object), success: false })]);
  expect((await failureOf(WRITES[write](client))).meaning).toBe(meaning);
  expect((await failureOf(WRITES[write](client))).meaning).toBe(meaning);
});

test.each([401, 403, 404, 500])("a %i has none", async (status) => {
  const { client } = await bench([json(status, said("name is taken"))]);
  const error = await failureOf(WRITES.create(client));
  expect(Object.hasOwn(error, "meaning")).toBe(false);
});

test("is read before the words are redacted", async () => {
  const redact = createRedactor(["active", "assigned"]);
  const { client } = await bench([json(422, said(RECIPES)), json(422, said("already assigned"))]);
  const error = await failureOf(client.deleteConnection("98178", "36", { redact }));
  expect(error).toMatchObject({ meaning: "inUse", apiMessage: expect.stringContaining("[redacted]") as unknown });
  expect(await failureOf(client.assignOAuthProfile("98178", "322", { redact }))).toMatchObject({
    meaning: "alreadyAssigned",
  });
});

test.each([
  ["Network error", true],
  ["The network was unreachable", true],
  ["Invalid password", false],
  [null, false],
  [undefined, false],
])("a connection that was lost by %j: is the network to blame? %s", (connectionLostReason, isLost) => {
  expect(isLostToNetwork({ connectionLostReason })).toBe(isLost);
});
