import type { ServiceError } from "@grpc/grpc-js";
import { credentials, Server, ServerCredentials, status } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import type { LogRequest } from "@pulumi/pulumi/proto/engine_pb";
import { LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { startEmulator, type Emulator } from "../../emulator";
import { EngineLog } from "../../provider/doors/plugin/engineLog";
import { providerService } from "../../provider/doors/plugin/service";
import { Session } from "../../provider/resources/session";
import { UNKNOWN } from "./support/bench";

const URN = "urn:pulumi:dev::customers::acme:Customer$workato:index:ManagedConnection::acme::jira";
const ARGS = { managedUserId: "98178", provider: "jira", name: "Jira", input: { apitoken: "good-secret" } };
const SECRET = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const { ADD, DELETE, UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;

let emulator: Emulator;
let client: ResourceProviderClient;
/** What the engine was told, and what it was answered, in the order in which it came. */
let events: (LogRequest | "answer")[];
let cancelled: number;
const servers: Server[] = [];

beforeEach(async () => {
  emulator = await startEmulator();
  events = [];
  cancelled = 0;
  const log = new EngineLog(
    await serve((server) => {
      server.addService(EngineService, {
        log: (call: { request: LogRequest }, callback: (error: null, response: Empty) => void) => {
          events.push(call.request);
          callback(null, new Empty());
        },
      });
    }),
  );
  const session = new Session({ environment: {}, writeLine: log.write });
  const service = providerService({
    session,
    log,
    cancel: () => cancelled++,
    version: "1.2.3",
    schema: () => "{}",
  });
  const address = await serve((server) => {
    server.addService(ResourceProviderService, service);
  });
  client = new ResourceProviderClient(address, credentials.createInsecure());
  const configure = new messages.ConfigureRequest();
  configure
    .getVariablesMap()
    .set("workato:config:apiToken", emulator.token)
    .set("workato:config:baseUrl", emulator.url);
  await call((done) => client.configure(configure, done));
});

afterEach(async () => {
  client.close();
  for (const server of servers.splice(0)) server.forceShutdown();
  await emulator.close();
});

function serve(add: (server: Server) => void): Promise<string> {
  const server = new Server();
  servers.push(server);
  add(server);
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(`127.0.0.1:${port}`);
      else reject(error);
    });
  });
}

function call<Response>(send: (done: (error: ServiceError | null, response: Response) => void) => void) {
  return new Promise<Response>((resolve, reject) => {
    send((error, response) => {
      events.push("answer");
      if (error === null) resolve(response);
      else reject(error);
    });
  });
}

const struct = (values: object) => Struct.fromJavaScript(values as never);

const check = async (news: object, urn = URN) => {
  const request = new messages.CheckRequest();
  request.setUrn(urn);
  request.setOlds(struct({}));
  request.setNews(struct(news));
  const response = await call<messages.CheckResponse>((done) => client.check(request, done));
  return {
    inputs: response.getInputs()?.toJavaScript(),
    reasons: response.getFailuresList().map((f) => f.getReason()),
  };
};

const create = async (news: object, { preview = false } = {}) => {
  const request = new messages.CreateRequest();
  request.setUrn(URN);
  request.setProperties(struct(news));
  request.setPreview(preview);
  const response = await call<messages.CreateResponse>((done) => client.create(request, done));
  return { id: response.getId(), outputs: response.getProperties()?.toJavaScript() ?? {} };
};

const update = async (id: string, olds: object, news: object, { preview = false } = {}) => {
  const request = new messages.UpdateRequest();
  request.setUrn(URN);
  request.setId(id);
  request.setOlds(struct(olds));
  request.setNews(struct(news));
  request.setPreview(preview);
  const response = await call<messages.UpdateResponse>((done) => client.update(request, done));
  return response.getProperties()?.toJavaScript() ?? {};
};

const diff = async (olds: object, news: object) => {
  const request = new messages.DiffRequest();
  request.setUrn(URN);
  request.setId("98178/36");
  request.setOlds(struct(olds));
  request.setNews(struct(news));
  const response = await call<messages.DiffResponse>((done) => client.diff(request, done));
  const detailed = [...response.getDetaileddiffMap().entries()].map(([path, kind]) => [path, kind.getKind()] as const);
  return {
    changes: response.getChanges(),
    replaces: response.getReplacesList(),
    detailed: Object.fromEntries(detailed),
  };
};

const read = async (id: string, olds: object, urn = URN) => {
  const request = new messages.ReadRequest();
  request.setUrn(urn);
  request.setId(id);
  request.setProperties(struct(olds));
  const response = await call<messages.ReadResponse>((done) => client.read(request, done));
  return { id: response.getId(), outputs: response.getProperties()?.toJavaScript() ?? {} };
};

const invoke = async (name: string, args: object) => {
  const request = new messages.InvokeRequest();
  request.setTok(`workato:index:${name}`);
  request.setArgs(struct(args));
  const response = await call<messages.InvokeResponse>((done) => client.invoke(request, done));
  return response.getReturn()?.toJavaScript();
};

describe("check", () => {
  test("names the connection as the resource, signs what is secret, and clears with an empty text", async () => {
    const { name: _, ...unnamed } = ARGS;
    const apitoken = { ...SECRET, value: ARGS.input.apitoken };
    expect(await check({ ...unnamed, parentId: "" })).toEqual({
      inputs: { ...ARGS, name: "acme::jira", parentId: null, input: { ...SECRET, value: { apitoken } } },
      reasons: [],
    });
  });

  test("says what is wrong, with the remedy", async () => {
    const { reasons } = await check({ ...ARGS, managedUserId: "" });
    expect(reasons).toEqual([expect.stringMatching(/^managedUserId is empty: give/)]);
  });

  test("says what several resources have in common once, at the end of the run, before it answers that", async () => {
    events.length = 0;
    const input = { api_token: "good-secret" };
    await check({ ...ARGS, input });
    await check({ ...ARGS, name: "Jira 2", input }, `${URN}-2`);
    await call((done) => client.cancel(new Empty(), done));
    const lines = events.filter((event) => event !== "answer");
    expect(lines.map((line) => line.toObject())).toEqual([
      expect.objectContaining({
        severity: LogSeverity.WARNING,
        message: expect.stringMatching(/^2 resources \("Jira", "Jira 2"\): input has api_token/) as string,
      }),
    ]);
    expect(events.at(-1)).toBe("answer");
  });
});

describe("a preview", () => {
  test("of a create knows the arguments, not the facts, and sends nothing", async () => {
    expect(await create(ARGS, { preview: true })).toMatchObject({
      id: "",
      outputs: { name: "Jira", connectionId: UNKNOWN, authorizationStatus: UNKNOWN, input: SECRET },
    });
    expect(emulator.requests).toEqual([]);
  });

  test("of an update knows the id", async () => {
    const outputs = await update("98178/36", { ...ARGS, connectionId: "36" }, ARGS, { preview: true });
    expect(outputs).toMatchObject({ connectionId: "36", updatedAt: UNKNOWN });
    expect(emulator.requests).toEqual([]);
  });
});

describe("a diff", () => {
  const olds = { ...ARGS, connectionId: "36", authorizationStatus: "success", holder: "0123abcd" };

  test.each([
    ["what is added, updated and deleted", { folderId: "7", name: "J" }, { folderId: ADD, name: UPDATE }],
    ["what replaces", { provider: "zendesk" }, { provider: UPDATE_REPLACE }],
    [
      "the keys of input",
      { input: { email: "a", "b.c": "d" } },
      { "input.apitoken": DELETE, "input.email": ADD, 'input["b.c"]': ADD },
    ],
    ["an input that is not known yet", { input: UNKNOWN }, { input: UPDATE }],
    ["nothing", {}, {}],
  ])("names %s", async (_what, args, detailed) => {
    expect(await diff(olds, { ...ARGS, ...args })).toMatchObject({ detailed });
  });

  test("of a state of the other door adds the output that it lacks", async () => {
    const { connectionId: _, ...ofOtherDoor } = { ...olds, __provider: "exports.handler=...", __resource: "jira" };
    expect(await diff(ofOtherDoor, ARGS)).toEqual({
      changes: messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: [],
      detailed: { connectionId: ADD },
    });
  });
});

test("refused credentials are a partial failure: id, reasons, and outputs with their secrets signed", async () => {
  const failure = await create({ ...ARGS, input: { apitoken: "wrong-secret" } }).catch((error: unknown) => error);
  const { details, metadata } = failure as ServiceError;
  expect(details).toContain("its credentials were refused");
  expect(details).not.toContain("wrong-secret");
  const [rich] = metadata.get("grpc-status-details-bin");
  const [any] = Status.deserializeBinary(rich as Buffer).getDetailsList();
  expect(any?.getTypeUrl()).toMatch(/pulumirpc\.ErrorResourceInitFailed$/);
  const failed = messages.ErrorResourceInitFailed.deserializeBinary(any!.getValue_asU8());
  expect(failed.getId()).toBe("98178/1001");
  expect(failed.getReasonsList()).toEqual([details]);
  expect(failed.getProperties()?.toJavaScript()).toMatchObject({
    connectionId: "1001",
    credentials: "refused",
    input: SECRET,
    authorizationError: SECRET,
  });
});

test("what is read without a state has the same mark at every look, and another resource another one", async () => {
  emulator.addConnection("98178", { id: 36, name: "Jira", provider: "jira" });
  const marks = await Promise.all(
    [URN, URN, `${URN}-twin`].map(async (urn) => (await read("98178/36", {}, urn)).outputs.holder),
  );
  expect(marks[0]).toMatch(/^[0-9a-f]{8}$/);
  expect(marks[1]).toBe(marks[0]);
  expect(marks[2]).not.toBe(marks[0]);
});

describe("the configuration", () => {
  test("has its secrets signed, and its values are not read", async () => {
    const request = new messages.CheckRequest();
    request.setNews(struct({ apiToken: "a token", region: "nowhere", version: "1.2.3" }));
    const response = await call<messages.CheckResponse>((done) => client.checkConfig(request, done));
    expect(response.getFailuresList()).toEqual([]);
    expect(response.getInputs()?.toJavaScript()).toEqual({
      apiToken: { ...SECRET, value: "a token" },
      region: "nowhere",
      version: "1.2.3",
    });
  });

  test("that changes replaces nothing", async () => {
    const request = new messages.DiffRequest();
    request.setOldInputs(struct({ apiToken: "old", region: "us" }));
    request.setNews(struct({ apiToken: "new", region: "eu" }));
    const response = await call<messages.DiffResponse>((done) => client.diffConfig(request, done));
    expect(response.getChanges()).toBe(messages.DiffResponse.DiffChanges.DIFF_SOME);
    expect(response.getReplacesList()).toEqual([]);
  });
});

describe("a function", () => {
  test("is a lookup; what is not set may be null", async () => {
    emulator.addConnection("98178", { id: 36, name: "Jira", provider: "jira" });
    const found = await invoke("getConnections", { managedUserId: "98178", provider: "jira", folderId: null });
    expect(found).toMatchObject({ connections: [{ connectionId: "36", name: "Jira" }] });
  });

  test.each([
    ["getFolder", { managedUserId: "98178" }, /^getFolder: path is missing/],
    ["getNothing", {}, /^getNothing: there is no such function in this package$/],
    ["toString", {}, /^toString: there is no such function in this package$/],
  ])("%s that cannot be run says its name and why", async (name, args, text) => {
    await expect(invoke(name, args)).rejects.toMatchObject({ details: expect.stringMatching(text) as string });
  });
});

test("Ctrl-C is passed on, and a type or a method that there is not is refused", async () => {
  await call((done) => client.cancel(new Empty(), done));
  expect(cancelled).toBe(1);
  await expect(check(ARGS, "urn:pulumi:dev::customers::workato:index:Recipe::a")).rejects.toMatchObject({
    details: "there is no resource Recipe in this package",
  });
  const construct = call((done) => client.construct(new messages.ConstructRequest(), done));
  await expect(construct).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
});
