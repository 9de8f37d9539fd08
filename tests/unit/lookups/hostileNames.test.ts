import { getCustomer, getFolder, getOAuthProfile } from "../../../provider";
import { errorOf, stackOf } from "./support/lookupBench";

const HOSTILE = "A\n::add-mask::\u202e\u001b[2J\u0085\u2028";

test("names of Workato stand in errors of lookups as they cannot be obeyed", async () => {
  await stackOf({
    seed: {
      customers: [{ id: 98178, name: "Acme\u202e", folders: [HOSTILE] }],
      profiles: [{ id: 1, name: HOSTILE, provider: `${HOSTILE}x` }],
    },
  });
  const errors = await Promise.all([
    errorOf(getCustomer({ name: "Acmee" })),
    errorOf(getFolder({ managedUserId: "98178", path: "B" })),
    errorOf(getOAuthProfile({ name: "B" })),
  ]);
  const [customer, ...others] = errors;
  expect(customer.message).toContain('did you mean "Acme\\u202e"?');
  for (const { message } of others) expect(message).toContain("A\\n::add-mask::\\u202e\\u001b[2J\\u0085");
  for (const { message } of errors) {
    expect(message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }
});
