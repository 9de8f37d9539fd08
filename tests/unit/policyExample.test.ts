import { readFileSync } from "node:fs";
import path from "node:path";
import { connectorCatalog } from "../../provider/connectors/catalogue";
import { policyCredentials } from "../../tools/connectors/policyCredentials";

const FOLDER = path.join(__dirname, "../../examples/policy");

/** As the package @pulumi/policy describes them, as far as the example uses it. */
interface Resource {
  readonly type: string;
  readonly urn: string;
  readonly props: object;
  readonly provider?: { readonly props: object };
  readonly propertyDependencies: Record<string, { readonly props: object }[]>;
}
interface Policy {
  readonly name: string;
  readonly validateStack?: (args: { resources: Resource[] }, report: (text: string, urn?: string) => void) => void;
}

let policies: readonly Policy[] = [];
class UnknownValueError extends Error {}
const PolicyPack = jest.fn((_name: string, pack: { readonly policies: Policy[] }) => {
  policies = pack.policies;
});
jest.mock("@pulumi/policy", () => ({ PolicyPack, UnknownValueError }), { virtual: true });
// eslint-disable-next-line @typescript-eslint/no-require-imports -- the example is a script
beforeAll(() => require(path.join(FOLDER, "index.js")) as unknown);

/** The paths in `input` that the policy reports. */
function reported(input: object, others: Partial<Resource> = {}): string[] {
  const found: string[] = [];
  const type = "pulumi-nodejs:dynamic/workato:ManagedConnection";
  const resource = { type, urn: "urn", props: { input }, propertyDependencies: {}, ...others };
  const policy = policies.find(({ name }) => name === "no-credentials-in-the-program");
  policy?.validateStack?.({ resources: [resource] }, (text) => found.push(text.split(" ")[0] ?? ""));
  return found;
}

/** An input with this one value at a path in dots. */
const inputOf = (dotted: string, value: unknown): object =>
  dotted.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;

test("the list of credentials is what the catalogue says", () => {
  const written = readFileSync(path.join(FOLDER, "credentials.json"), "utf8");
  expect(written).toBe(policyCredentials([...connectorCatalog().values()]));
});

test("every credential of the catalogue is found in a program, and nothing else of it", () => {
  const parameters = [...connectorCatalog().values()].flatMap((connector) => connector.parameters);
  expect(parameters.length).toBeGreaterThan(300);
  const found = parameters.filter(({ name }) => reported(inputOf(name, "typed-in")).length > 0);
  expect(found.map(({ name }) => name)).toEqual(
    parameters.filter(({ isCredential }) => isCredential).map(({ name }) => name),
  );
});

test.each(["myServiceKey", "login.api_token_2", "signing_cert", "a.password"])(
  "%s, which no connector of the catalogue has, sounds like a credential",
  (name) => {
    expect(reported(inputOf(name, "typed-in"))).toEqual([`input.${name}`]);
  },
);

test.each([
  ["auth_type", "api_token"],
  ["token_url", "https://login.acme.example"],
  ["public_key_2", "x"],
  ["use_token", true],
  ["use_token", "true"],
  ["use_token", "False"],
  ["apitoken", ""],
  ["apitoken", null],
])("%s with %j is none", (name, value) => {
  expect(reported(inputOf(name, value))).toEqual([]);
});

describe("a credential passes", () => {
  const apitoken = "s3cret-of-jira";

  test("when it is a value of the configuration, also inside an object of it", () => {
    const of = (props: object) => ({ provider: { props } });
    expect(reported({ apitoken }, of({ "project:token": apitoken }))).toEqual([]);
    expect(reported({ apitoken }, of({ "project:jira": JSON.stringify({ tokens: [apitoken] }) }))).toEqual([]);
    expect(reported({ apitoken }, of({ "project:token": "other" }))).toEqual(["input.apitoken"]);
  });

  test("when it comes from a resource that `input` depends on, also with something around it", () => {
    const from = (props: object) => ({ propertyDependencies: { input: [{ props }] } });
    expect(reported({ apitoken }, from({ result: apitoken }))).toEqual([]);
    expect(reported({ apitoken: `Bearer ${apitoken}` }, from({ outputs: { result: apitoken } }))).toEqual([]);
    expect(reported({ apitoken }, from({ result: "another-value", length: 4, name: "s3" }))).toEqual([
      "input.apitoken",
    ]);
    const other = { propertyDependencies: { name: [{ props: { result: apitoken } }] } };
    expect(reported({ apitoken }, other)).toEqual(["input.apitoken"]);
  });

  test("while it is not known, and a known one beside it does not", () => {
    const input = {
      get token(): string {
        throw new UnknownValueError();
      },
      apitoken,
    };
    expect(reported(input)).toEqual(["input.apitoken"]);
  });
});
