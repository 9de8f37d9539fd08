import * as pulumi from "@pulumi/pulumi";
import { startEmulator } from "../../../emulator";
import {
  getConnections,
  getCustomer,
  getCustomers,
  getFolder,
  getFolderOutput,
  getOAuthProfile,
  getOAuthProfileOutput,
} from "../../../provider";
import { LOOKUPS } from "../../../provider/lookups";
import { errorOf, useStack, valueOf } from "./support/lookupBench";

const calls: pulumi.runtime.MockCallArgs[] = [];

/** What a program's own test answers instead of Workato. */
async function mock(call: (args: pulumi.runtime.MockCallArgs) => Record<string, unknown>): Promise<void> {
  calls.length = 0;
  const newResource = ({ name, inputs }: pulumi.runtime.MockResourceArgs) => ({ id: name, state: inputs as object });
  await pulumi.runtime.setMocks({
    newResource,
    call: (args) => {
      calls.push(args);
      return call(args);
    },
  });
}

test("every lookup asks the mock's call by its token, with the arguments of the program, and sends nothing", async () => {
  const emulator = await startEmulator();
  try {
    await mock(({ inputs }) => ({ answered: inputs as object }));
    useStack(emulator);
    const asked = {
      getConnections: { managedUserId: 98178, provider: "jira", includeTags: true },
      getCustomer: { externalId: "A2300", environment: "prod" },
      getCustomers: {},
      getFolder: { managedUserId: "98178", path: "Integrations/CRM", account: undefined },
      getOAuthProfile: { provider: "salesforce" },
    } as const;
    const lookups = { getConnections, getCustomer, getCustomers, getFolder, getOAuthProfile };
    expect(Object.keys(lookups)).toEqual(Object.keys(LOOKUPS).sort());
    for (const [name, args] of Object.entries(asked)) {
      const lookup = lookups[name as keyof typeof lookups] as (args: unknown) => Promise<unknown>;
      const given = JSON.parse(JSON.stringify(args)) as unknown;
      expect(await lookup(args)).toEqual({ answered: given });
      expect(calls.at(-1)).toMatchObject({ token: `workato:index:${name}`, inputs: given });
    }
    expect(calls).toHaveLength(5);
    expect(emulator.requests).toEqual([]);
  } finally {
    await emulator.close();
  }
});

test("needs no token, and fits what a resource takes", async () => {
  await mock(({ token }) => (token === "workato:index:getFolder" ? { folderId: "77", name: "CRM", path: "CRM" } : {}));
  pulumi.runtime.setAllConfig({});
  expect((await getFolder({ managedUserId: "98178", path: "CRM" })).folderId).toBe("77");
});

test("the forms for outputs ask it, too", async () => {
  await mock(({ inputs }) => ({ folderId: "77", profileId: "322", path: (inputs as { path?: string }).path }));
  const folder = getFolderOutput({ managedUserId: pulumi.output("98178"), path: "CRM" });
  expect(await valueOf(folder)).toMatchObject({ folderId: "77", path: "CRM" });
  expect(await valueOf(getOAuthProfileOutput().profileId)).toBe("322");
});

test("a wrong argument is an error before it is asked", async () => {
  await mock(() => ({}));
  const { message } = await errorOf(getFolder({ managedUserId: "98178", path: "" }));
  expect(message).toMatch(/^getFolder: path /);
  expect(calls).toEqual([]);
});

test("what the mock throws is the error of the lookup", async () => {
  await mock(() => {
    throw new Error("no such folder");
  });
  const { message } = await errorOf(getFolder({ managedUserId: "98178", path: "CRM" }));
  expect(message).toMatch(/^getFolder: .*no such folder/);
});
