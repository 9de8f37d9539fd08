import * as pulumi from "@pulumi/pulumi";
import { type Emulator, startEmulator } from "../../emulator";
import { getConnections } from "../../provider";

describe("several stacks in one process", () => {
  let emulators: Emulator[];

  beforeEach(async () => {
    emulators = await Promise.all(
      ["one", "two"].map((name) =>
        startEmulator({
          token: `token-of-${name}`,
          seed: { customers: [{ id: 98178, connections: [{ name, provider: "jira" }] }] },
        }),
      ),
    );
  });
  afterEach(() => Promise.all(emulators.map((emulator) => emulator.close())));

  const names = async () => (await getConnections({ managedUserId: "98178" })).connections.map(({ name }) => name);
  const use = ({ url, token }: Pick<Emulator, "url" | "token">, more = {}) => {
    pulumi.runtime.setAllConfig({ "workato:baseUrl": url, "workato:apiToken": token, ...more });
  };

  test("each looks up with its own address and token, also in turns", async () => {
    const [one, two] = emulators as [Emulator, Emulator];
    for (const [emulator, name] of [
      [one, "one"],
      [two, "two"],
      [one, "one"],
    ] as const) {
      use(emulator);
      expect(await names()).toEqual([name]);
    }
    expect(one.requests.map(({ headers }) => headers.authorization)).toEqual(
      Array<string>(2).fill("Bearer token-of-one"),
    );
    expect(two.requests).toHaveLength(1);
  });

  test("a token that was rotated between two of them is the one that is sent", async () => {
    const [one] = emulators as [Emulator, Emulator];
    use(one);
    await names();
    one.rotateToken("rotated");
    use(one);
    expect(await names()).toEqual(["one"]);
  });

  test("an entry of accounts means what the stack at hand says of it", async () => {
    const [one, two] = emulators as [Emulator, Emulator];
    const found = async ({ url, token }: Emulator) => {
      use(
        { url: "http://127.0.0.1:9", token: "unused" },
        {
          "workato:accounts": JSON.stringify({ eu: { apiToken: token, baseUrl: url } }),
        },
      );
      return (await getConnections({ managedUserId: "98178", account: "eu" })).connections.map(({ name }) => name);
    };
    expect([await found(one), await found(two)]).toEqual([["one"], ["two"]]);
  });
});
