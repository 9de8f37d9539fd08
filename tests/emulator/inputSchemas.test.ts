import { startEmulator, type Emulator } from "../../emulator";
import { namesIn, send } from "./testClient";

const CONNECTORS = "/api/v2/managed_users/98178/connectors";
const CONNECTIONS = "/api/managed_users/98178/connections";

let emulator: Emulator;
afterEach(() => emulator.close());

describe(`GET ${CONNECTORS}/:name/input_schema`, () => {
  it("answers the parameters of a connector, as the seed has them", async () => {
    const fields = [{ name: "host", control_type: "text", ngIf: "!line.use_managed_connection" }];
    emulator = await startEmulator({ seed: { schemas: { jms: { fields } } } });
    expect(await send(emulator, "GET", `${CONNECTORS}/jms/input_schema`)).toMatchObject({
      status: 200,
      body: { result: fields },
    });
    expect((await send(emulator, "GET", `${CONNECTORS}/jira/input_schema`)).status).toBe(404);
  });

  it("answers 404 for an unknown connector or customer", async () => {
    emulator = await startEmulator();
    expect(namesIn(await send(emulator, "GET", `${CONNECTORS}/jira/input_schema`))).toEqual(["host_name", "auth_type"]);
    expect((await send(emulator, "GET", `${CONNECTORS}/none/input_schema`)).status).toBe(404);
    const elsewhere = "/api/v2/managed_users/1/connectors/jira/input_schema";
    expect((await send(emulator, "GET", elsewhere)).status).toBe(404);
  });
});

describe(`GET ${CONNECTIONS}/:id/input_schema`, () => {
  it("answers as well the parameters that the connection's own input brings, and never a value", async () => {
    emulator = await startEmulator();
    const schemaOf = async (input: Record<string, unknown>) => {
      const { id } = emulator.addConnection(98178, { name: "Jira", provider: "jira", input });
      return send(emulator, "GET", `${CONNECTIONS}/${id}/input_schema`);
    };
    expect(namesIn(await schemaOf({ auth_type: "oauth" }))).toEqual(["host_name", "auth_type"]);
    const withToken = await schemaOf({ auth_type: "api_token", apitoken: "sesame" });
    expect(namesIn(withToken)).toEqual(["host_name", "auth_type", "email", "apitoken"]);
    expect(JSON.stringify(withToken.body)).not.toContain("sesame");
  });

  it("answers no parameter where the connector is unknown, and 404 where the connection is", async () => {
    emulator = await startEmulator();
    const { id } = emulator.addConnection(98178, { name: "a", provider: "unheard_of" });
    expect((await send(emulator, "GET", `${CONNECTIONS}/${id}/input_schema`)).body).toEqual({ result: [] });
    expect((await send(emulator, "GET", `${CONNECTIONS}/1/input_schema`)).status).toBe(404);
    expect((await send(emulator, "GET", `/api/managed_users/98179/connections/${id}/input_schema`)).status).toBe(404);
  });
});
