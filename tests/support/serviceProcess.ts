import type { Metadata, ServiceError, UntypedServiceImplementation } from "@grpc/grpc-js";
import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { EngineLog } from "../../provider/doors/plugin/engineLog";
import { providerService } from "../../provider/doors/plugin/service";
import { Session, type Surroundings } from "../../provider/resources/session";
import { PluginError } from "./engineModel";
import { untilDeathBy } from "./untilDeath";
import type { Config, Plugin, ResourceType, Values, WireDiff, WireRead, WireWrite } from "./engineModel";

const TYPES: Readonly<Record<ResourceType, string>> = {
  connection: "workato:index:ManagedConnection",
  assignment: "workato:index:OAuthProfileAssignment",
};

/** A message of protobuf, as it comes out on the other side. */
interface Message {
  serializeBinary(): Uint8Array;
}

type Handler<Response> = (
  call: { request: Message },
  callback: (error: ServiceError | null, response: Response) => void,
) => void;

/**
 * One process of the provider plugin `workato`, without the network between: every message goes through protobuf. The model
 * of the engine has no URNs: the name of a resource stands in its properties, where this door neither sees nor leaves it.
 */
export class ServiceProcess implements Plugin {
  readonly #session: Session;
  readonly #service: UntypedServiceImplementation;
  readonly #untilDeath: ReturnType<typeof untilDeathBy>;

  /** @param baseUrl where its requests go, when that is another address than the stack's */
  constructor(
    readonly config: Config,
    surroundings: Surroundings,
    baseUrl = config.baseUrl,
  ) {
    this.#session = new Session(surroundings);
    this.#service = providerService({
      session: this.#session,
      log: new EngineLog(undefined),
      cancel: () => undefined,
      version: "0.0.0",
      schema: () => "{}",
    });
    this.#untilDeath = untilDeathBy(surroundings.signal);
    const configured = baseUrl === undefined ? config : { ...config, baseUrl };
    this.configureAgain("connection", configured);
  }

  end(): void {
    this.#session.close();
  }

  configureAgain(_type: ResourceType, config: Config): void {
    const request = new messages.ConfigureRequest();
    for (const [key, value] of Object.entries(config)) request.getVariablesMap().set(`workato:config:${key}`, value);
    void this.#call("configure", request);
  }

  async check(type: ResourceType, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }> {
    const request = new messages.CheckRequest();
    request.setUrn(urnOf(type, news));
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.#call<messages.CheckResponse>("check", request);
    const failures = response.getFailuresList().map((failure) => failure.toObject());
    return { inputs: named(response.getInputs(), news), failures };
  }

  async diff(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireDiff> {
    const request = new messages.DiffRequest();
    request.setUrn(urnOf(type, news));
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    const response = await this.#call<messages.DiffResponse>("diff", request);
    return {
      changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  create(type: ResourceType, news: Values): Promise<WireWrite> {
    const request = new messages.CreateRequest();
    request.setUrn(urnOf(type, news));
    request.setProperties(struct(news));
    return this.#write(news, async () => {
      const response = await this.#call<messages.CreateResponse>("create", request);
      return { id: response.getId(), outputs: named(response.getProperties(), news), initErrors: [] };
    });
  }

  update(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireWrite> {
    const request = new messages.UpdateRequest();
    request.setUrn(urnOf(type, news));
    request.setId(id);
    request.setOlds(struct(olds));
    request.setNews(struct(news));
    return this.#write(news, async () => {
      const response = await this.#call<messages.UpdateResponse>("update", request);
      return { id, outputs: named(response.getProperties(), news), initErrors: [] };
    });
  }

  async read(type: ResourceType, id: string, olds: Values): Promise<WireRead> {
    const request = new messages.ReadRequest();
    request.setUrn(urnOf(type, olds));
    request.setId(id);
    request.setProperties(struct(olds));
    const response = await this.#call<messages.ReadResponse>("read", request);
    return {
      id: response.getId(),
      outputs: named(response.getProperties(), olds),
      inputs: named(response.getInputs(), olds),
    };
  }

  async delete(type: ResourceType, id: string, olds: Values): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setUrn(urnOf(type, olds));
    request.setId(id);
    request.setProperties(struct(olds));
    await this.#call("delete", request);
  }

  async #write(values: Values, write: () => Promise<WireWrite>): Promise<WireWrite> {
    try {
      return await write();
    } catch (error) {
      const failed = error instanceof ServiceFailure ? partialFailure(error.metadata) : undefined;
      if (failed === undefined) throw error;
      const outputs = named(failed.getProperties(), values);
      return { id: failed.getId(), outputs, initErrors: failed.getReasonsList() };
    }
  }

  #call<Response extends Message>(method: string, request: Message): Promise<Response> {
    const handler = this.#service[method] as unknown as Handler<Response>;
    return this.#untilDeath(
      () =>
        new Promise<Response>((resolve, reject) => {
          handler({ request: copied(request) }, (error, response) => {
            if (error === null) resolve(copied(response));
            else reject(new ServiceFailure(error.details, error.metadata));
          });
        }),
    );
  }
}

/** What the engine shows of it is its text, and nothing is printed besides. */
class ServiceFailure extends PluginError {
  constructor(
    message: string,
    readonly metadata: Metadata,
  ) {
    super(message, "");
  }
}

function partialFailure(metadata: Metadata): messages.ErrorResourceInitFailed | undefined {
  const [rich] = metadata.get("grpc-status-details-bin");
  if (rich === undefined || typeof rich === "string") return undefined;
  const [detail] = Status.deserializeBinary(rich).getDetailsList();
  return messages.ErrorResourceInitFailed.deserializeBinary(detail!.getValue_asU8());
}

function copied<M extends Message>(message: M): M {
  const type = message.constructor as unknown as { deserializeBinary(bytes: Uint8Array): M };
  return type.deserializeBinary(message.serializeBinary());
}

/** What the model of the engine calls a resource; a state of it keeps that. */
function named(properties: Struct | undefined, { __resource, __provider }: Values): Values {
  const added = {
    ...(__resource === undefined ? {} : { __resource }),
    ...(__provider === undefined ? {} : { __provider }),
  };
  return { ...(properties?.toJavaScript() ?? {}), ...added };
}

/** The engine gives the plugin no property that the door did not answer; the check sees nothing that no program sets. */
function struct(values: Values): Struct {
  const { __resource, __provider, ...others } = values;
  return Struct.fromJavaScript(others as never);
}

function urnOf(type: ResourceType, { __resource = "" }: Values): string {
  return `urn:pulumi:dev::customers::${TYPES[type]}::${String(__resource)}`;
}
