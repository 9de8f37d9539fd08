import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { createServer, type AddressInfo, type Server } from "node:net";
import path from "node:path";
import { createInterface } from "node:readline";
import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { providerText } from "../../../provider/program/dynamicResource";
import type { Config, Plugin, ResourceType, Values } from "../../support/engineModel";
import type { WireDiff, WireRead, WireWrite } from "../../support/engineModel";

const REPOSITORY = path.resolve(__dirname, "../../..");

type Credentials = ConstructorParameters<typeof ResourceProviderClient>[1];
type Struct = Parameters<proto.CreateRequest["setProperties"]>[0];

// The very copies that the SDK uses.
const sdk = createRequire(require.resolve("@pulumi/pulumi/package.json"));
const { credentials } = sdk("@grpc/grpc-js") as { credentials: { createInsecure(): Credentials } };
const { Struct: structs } = sdk("google-protobuf/google/protobuf/struct_pb.js") as {
  Struct: { fromJavaScript(value: unknown): NonNullable<Struct> };
};

const TEXTS: Readonly<Record<ResourceType, string>> = {
  connection: providerText("ManagedConnection"),
  assignment: providerText("OAuthProfileAssignment"),
};

/** What gRPC reports: the engine shows `details`. */
interface CallError extends Error {
  readonly details: string;
  readonly metadata?: { get(key: string): (string | Buffer)[] };
}

type Callback<T> = (error: CallError | null, response: T) => void;

/**
 * The plugin process that the engine starts for dynamic resources: the SDK's own program, in this repository as the
 * Pulumi project, loading `lib/` through the text that our resources carry, over real gRPC.
 */
export class SdkPlugin implements Plugin {
  /** What it wrote to its error stream, line by line. */
  readonly lines: string[] = [];
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #engine: Server;
  readonly #client: ResourceProviderClient;
  readonly #listeners = new Set<(line: string) => void>();

  private constructor(
    readonly config: Config,
    child: ChildProcessWithoutNullStreams,
    engine: Server,
    port: string,
  ) {
    this.#child = child;
    this.#engine = engine;
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
    createInterface({ input: child.stderr }).on("line", (line) => {
      this.lines.push(line);
      for (const listener of [...this.#listeners]) listener(line);
    });
  }

  static async start(config: Config): Promise<SdkPlugin> {
    // Stands for the engine, whose address the plugin gets and looks for.
    const engine = createServer((socket) => socket.resume().on("error", () => undefined));
    engine.listen(0, "127.0.0.1");
    await once(engine, "listening");
    const address = `127.0.0.1:${(engine.address() as AddressInfo).port}`;
    const program = path.join(REPOSITORY, "node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js");
    const child = spawn(process.execPath, [program, address], {
      cwd: REPOSITORY,
      env: { PATH: process.env.PATH, WORKATO_LOG: "debug" },
    });
    const [port] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    const plugin = new SdkPlugin(config, child, engine, port);
    const keyed = Object.fromEntries(Object.entries(config).map(([key, value]) => [`workato:${key}`, value]));
    const request = new proto.ConfigureRequest();
    request.setArgs(structs.fromJavaScript(keyed));
    await plugin.#call<unknown>((done) => plugin.#client.configure(request, done));
    return plugin;
  }

  /** Resolves with the first line from now on that matches. */
  waitForLine(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const listener = (line: string) => {
        if (!pattern.test(line)) return;
        this.#listeners.delete(listener);
        resolve(line);
      };
      this.#listeners.add(listener);
    });
  }

  async check(type: ResourceType, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }> {
    const request = new proto.CheckRequest();
    request.setOlds(structs.fromJavaScript(olds));
    request.setNews(structs.fromJavaScript({ ...news, __provider: TEXTS[type] }));
    const response = await this.#call<proto.CheckResponse>((done) => this.#client.check(request, done));
    const failures = response.getFailuresList().map((f) => ({ property: f.getProperty(), reason: f.getReason() }));
    return { inputs: toValues(response.getInputs()), failures };
  }

  async diff(_type: ResourceType, id: string, olds: Values, news: Values): Promise<WireDiff> {
    const request = new proto.DiffRequest();
    request.setId(id);
    request.setOlds(structs.fromJavaScript(olds));
    request.setNews(structs.fromJavaScript(news));
    const response = await this.#call<proto.DiffResponse>((done) => this.#client.diff(request, done));
    const { DIFF_UNKNOWN, DIFF_SOME } = proto.DiffResponse.DiffChanges;
    const changes = response.getChanges();
    return {
      changes: changes === DIFF_UNKNOWN ? undefined : changes === DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  create(_type: ResourceType, news: Values): Promise<WireWrite> {
    const request = new proto.CreateRequest();
    request.setProperties(structs.fromJavaScript(news));
    return this.#write(undefined, async () => {
      const response = await this.#call<proto.CreateResponse>((done) => this.#client.create(request, done));
      return { id: response.getId(), outputs: toValues(response.getProperties()), initErrors: [] };
    });
  }

  update(_type: ResourceType, id: string, olds: Values, news: Values): Promise<WireWrite> {
    const request = new proto.UpdateRequest();
    request.setId(id);
    request.setOlds(structs.fromJavaScript(olds));
    request.setNews(structs.fromJavaScript(news));
    return this.#write(id, async () => {
      const response = await this.#call<proto.UpdateResponse>((done) => this.#client.update(request, done));
      return { id, outputs: toValues(response.getProperties()), initErrors: [] };
    });
  }

  async read(_type: ResourceType, id: string, olds: Values): Promise<WireRead> {
    const request = new proto.ReadRequest();
    request.setId(id);
    request.setProperties(structs.fromJavaScript(olds));
    const response = await this.#call<proto.ReadResponse>((done) => this.#client.read(request, done));
    const [outputs, inputs] = [toValues(response.getProperties()), toValues(response.getInputs())];
    return { id: response.getId(), outputs, inputs };
  }

  async delete(_type: ResourceType, id: string, olds: Values): Promise<void> {
    const request = new proto.DeleteRequest();
    request.setId(id);
    request.setProperties(structs.fromJavaScript(olds));
    await this.#call<unknown>((done) => this.#client.delete(request, done));
  }

  async close(): Promise<void> {
    this.#client.close();
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, "exit");
      this.#child.kill("SIGKILL");
      await ended;
    }
    this.#engine.close();
  }

  /** A partial failure travels as a detail of the error. */
  async #write(id: string | undefined, write: () => Promise<WireWrite>): Promise<WireWrite> {
    try {
      return await write();
    } catch (error) {
      const [detail] = (error as CallError).metadata?.get("grpc-status-details-bin") ?? [];
      if (detail === undefined) throw error;
      const any = Status.deserializeBinary(Buffer.from(detail)).getDetailsList()[0]!;
      const failure = proto.ErrorResourceInitFailed.deserializeBinary(any.getValue_asU8());
      expect(failure.getId()).toBe(id ?? failure.getId());
      return {
        id: failure.getId(),
        outputs: toValues(failure.getProperties()),
        initErrors: failure.getReasonsList(),
      };
    }
  }

  #call<T>(start: (done: Callback<T>) => unknown): Promise<T> {
    return new Promise((resolve, reject) => {
      start((error, response) => {
        // What the engine shows is the text alone.
        if (error === null) resolve(response);
        else reject(Object.assign(new Error(error.details), { details: error.details, metadata: error.metadata }));
      });
    });
  }
}

function toValues(struct: Struct): Values {
  return struct?.toJavaScript() ?? {};
}
