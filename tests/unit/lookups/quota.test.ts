import { getConnections, getCustomers, getFolder, getOAuthProfile } from "../../../provider";
import { stackOf } from "./support/lookupBench";

const SEED = { customers: [{ id: 98178, folders: ["CRM"] }], profiles: [{ id: 322, provider: "jira" }] };
const LOOKUPS = {
  customers: () => getCustomers(),
  folders: () => getFolder({ managedUserId: 98178, path: "CRM" }),
  oauth: () => getOAuthProfile({ provider: "jira" }),
  list: () => getConnections({ managedUserId: 98178 }),
};

test("each kind of lookup has a quota of its own: a day of one request each serves all four", async () => {
  const quota = { requestsPerMinute: "1", listRequestsPerMinute: "1", quotaWindowSeconds: "86400" };
  const config = Object.fromEntries(Object.entries(quota).map(([key, value]) => [`workato:${key}`, value]));
  const emulator = await stackOf({ seed: SEED }, config);
  for (const lookup of Object.values(LOOKUPS)) await lookup();
  expect(emulator.requests.map(({ kind }) => kind)).toEqual(Object.keys(LOOKUPS));
  // One that shares a quota would wait for a day.
});

test.each(Object.entries(LOOKUPS))("one after the other, lookups of %s are never too many", async (kind, lookup) => {
  const config = {
    "workato:requestsPerMinute": "3",
    "workato:listRequestsPerMinute": "3",
    "workato:quotaWindowSeconds": "0.2",
  };
  const quota = { requestsPerMinute: 3, listRequestsPerMinute: 3, minuteSeconds: 0.2 };
  const emulator = await stackOf({ seed: SEED, quota }, config);
  for (let count = 0; count < 7; count++) await lookup();
  expect(emulator.requests.map((request) => request.kind)).toEqual(Array(7).fill(kind));
  expect(emulator.rateLimited).toBe(0);
});
