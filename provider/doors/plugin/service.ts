import { createHash } from "node:crypto";
import type { handleUnaryCall, sendUnaryData, ServiceError, UntypedServiceImplementation } from "@grpc/grpc-js";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { isUnknown, UNKNOWN } from "../../arguments/engineValues";
import type { Session } from "../../resources/session";
import { SECRET_KEYS, unknownKeysProblem } from "../../settings/keys";
import { detailedDiff } from "./detailedDiff";
import type { EngineLog } from "./engineLog";
import { checkFailure, serviceError } from "./failures";
import { Invokes } from "./invoke";
import type { Kind } from "./kinds";
import { kindsOf } from "./kinds";
import type { Subject, Values } from "./values";
import { fromStruct, signWhole, subjectOf, toStruct, withoutNulls } from "./values";

/** As many as the core's own marks have. */
const MARK_CHARACTERS = 8;

export interface ServiceOptions {
  readonly session: Session;
  readonly log: EngineLog;
  /** Ends what is not sent yet. */
  readonly cancel: () => void;
  readonly version: string;
  readonly schema: () => string;
}

/** A resource that a request is about. */
interface Addressed extends Subject {
  readonly kind: Kind;
}

/** The engine's ResourceProvider service over the core. What is not here is UNIMPLEMENTED, as the engine expects it. */
export function providerService(options: ServiceOptions): UntypedServiceImplementation {
  const { session, log } = options;
  const kinds = kindsOf(session);
  const invokes = new Invokes(session);

  /** Answers a request once the engine has the lines that belong to it. */
  function answer<Request, Response>(
    run: (request: Request) => Response | Promise<Response>,
    failure: (error: unknown, request: Request) => Partial<ServiceError> = (error) => serviceError(error),
  ): handleUnaryCall<Request, Response> {
    const finish = async (request: Request, callback: sendUnaryData<Response>) => {
      const [error, response] = await Promise.resolve()
        .then(() => run(request))
        .then(
          (response) => [null, response] as const,
          (thrown: unknown) => [failure(thrown, request)] as const,
        );
      await log.heard();
      callback(error, response);
    };
    return (call, callback) => void finish(call.request, callback);
  }

  /** The same for a request about a resource, whose identity is its URN. */
  function about<Request extends { getUrn(): string }, Response>(
    sourcesOf: (request: Request) => readonly object[],
    run: (request: Request, addressed: Addressed) => Response | Promise<Response>,
  ): handleUnaryCall<Request, Response> {
    const kindOf = ({ type }: Subject) => {
      const kind = kinds[type];
      if (kind === undefined) throw new Error(`there is no resource ${type} in this package`);
      return kind;
    };
    const handler = answer(
      (request: Request) => {
        const subject = subjectOf(request.getUrn());
        return run(request, { ...subject, kind: kindOf(subject) });
      },
      (error, request) => {
        const kind = kinds[subjectOf(request.getUrn()).type];
        if (kind === undefined) return serviceError(error);
        return serviceError(error, {
          secrets: () => kind.resource.secretTexts(sourcesOf(request)),
          outputsOf: (id, state) => outputsOf(kind, id, state),
        });
      },
    );
    return (call, callback) => {
      log.about(call.request.getUrn(), () => {
        handler(call, callback);
      });
    };
  }

  return {
    handshake: answer(() => new messages.ProviderHandshakeResponse()),

    getSchema: answer(() => {
      const response = new messages.GetSchemaResponse();
      response.setSchema(options.schema());
      return response;
    }),

    getPluginInfo: answer(() => {
      const info = new PluginInfo();
      info.setVersion(options.version);
      return info;
    }),

    checkConfig: answer((request: messages.CheckRequest) => checkConfig(fromStruct(request.getNews()))),

    // Another token or address is no other provider: a replacement would delete every connection.
    diffConfig: answer((request: messages.DiffRequest) => {
      const [olds, news] = [fromStruct(request.getOldInputs()), fromStruct(request.getNews())];
      const response = new messages.DiffResponse();
      const isSame = JSON.stringify(sorted(olds)) === JSON.stringify(sorted(news));
      response.setChanges(messages.DiffResponse.DiffChanges[isSame ? "DIFF_NONE" : "DIFF_SOME"]);
      return response;
    }),

    configure: answer((request: messages.ConfigureRequest) => {
      const variables = request.getVariablesMap();
      session.configure((key) => variables.get(`workato:config:${key}`));
      const response = new messages.ConfigureResponse();
      response.setSupportspreview(true);
      return response;
    }),

    check: about(
      (request: messages.CheckRequest) => [fromStruct(request.getNews())],
      async (request, { kind, urn, name }) => {
        session.noteProgram();
        const checked = await kind.resource.check({
          identity: urn,
          olds: fromStruct(request.getOlds()),
          news: inputsOf(kind, name, fromStruct(request.getNews())),
        });
        const response = new messages.CheckResponse();
        response.setInputs(toStruct(signWhole(checked.inputs, kind.resource.secrets)));
        response.setFailuresList(checked.problems.map(checkFailure));
        return response;
      },
    ),

    diff: about(
      (request: messages.DiffRequest) => [fromStruct(request.getOlds()), fromStruct(request.getNews())],
      (request, { kind, urn }) => {
        const saved = fromStruct(request.getOlds());
        const [olds, news] = [stateOf(kind, saved), fromStruct(request.getNews())];
        const found = kind.resource.diff({ identity: urn, id: request.getId(), olds, news });
        const response = new messages.DiffResponse();
        for (const [path, diffKind] of detailedDiff(kind, olds, news, found)) {
          const property = new messages.PropertyDiff();
          property.setKind(diffKind);
          response.getDetaileddiffMap().set(path, property);
        }
        // A state of the other door lacks outputs that dependents take.
        const missing = Object.keys(kind.outputsOf("")).filter((output) => !(output in saved));
        for (const output of missing) response.getDetaileddiffMap().set(output, new messages.PropertyDiff());
        const isChanged = found.changes || missing.length > 0;
        response.setChanges(messages.DiffResponse.DiffChanges[isChanged ? "DIFF_SOME" : "DIFF_NONE"]);
        response.setReplacesList([...found.replaces]);
        response.setDeletebeforereplace(found.deleteBeforeReplace ?? false);
        response.setHasdetaileddiff(true);
        return response;
      },
    ),

    create: about(
      (request: messages.CreateRequest) => [fromStruct(request.getProperties())],
      async (request, { kind, urn }) => {
        const response = new messages.CreateResponse();
        const news = fromStruct(request.getProperties());
        if (request.getPreview()) {
          const outputs = { ...foreseen(kind, news), ...unknown(Object.keys(kind.outputsOf(""))) };
          response.setProperties(toStruct(signWhole(outputs, kind.resource.secrets)));
        } else {
          const { id, state } = await kind.creates.create(urn, news);
          response.setId(id);
          response.setProperties(toStruct(outputsOf(kind, id, state)));
        }
        return response;
      },
    ),

    read: about(
      (request: messages.ReadRequest) => [fromStruct(request.getProperties())],
      async (request, { kind, urn }) => {
        const id = request.getId();
        const olds = stateOf(kind, fromStruct(request.getProperties()));
        const read = await kind.resource.read({ identity: urn, id, olds });
        const response = new messages.ReadResponse();
        if (read !== undefined) {
          // What is read without a state (an import, a lookup) has no life yet; its mark must not change with every look.
          const life = Object.keys(olds).length === 0 ? { holder: markOf(urn) } : {};
          response.setId(id);
          response.setProperties(toStruct(outputsOf(kind, id, { ...read.state, ...life })));
          response.setInputs(toStruct(signWhole(read.inputs, kind.resource.secrets)));
        }
        return response;
      },
    ),

    update: about(
      (request: messages.UpdateRequest) => [fromStruct(request.getOlds()), fromStruct(request.getNews())],
      async (request, { kind, urn }) => {
        const response = new messages.UpdateResponse();
        const id = request.getId();
        const [olds, news] = [stateOf(kind, fromStruct(request.getOlds())), fromStruct(request.getNews())];
        const outputs = request.getPreview()
          ? signWhole({ ...foreseen(kind, news), ...kind.outputsOf(id) }, kind.resource.secrets)
          : outputsOf(kind, id, await kind.resource.update({ identity: urn, id, olds, news }));
        response.setProperties(toStruct(outputs));
        return response;
      },
    ),

    delete: about(
      (request: messages.DeleteRequest) => [fromStruct(request.getProperties())],
      async (request, { kind, urn }) => {
        const olds = stateOf(kind, fromStruct(request.getProperties()));
        await kind.resource.delete({ identity: urn, id: request.getId(), olds });
        return new Empty();
      },
    ),

    invoke: answer(async (request: messages.InvokeRequest) => {
      const response = new messages.InvokeResponse();
      const args = withoutNulls(fromStruct(request.getArgs()));
      response.setReturn(toStruct(await invokes.run(request.getTok(), args)));
      return response;
    }),

    // On Ctrl-C, and at the end of every run: what waits to be said with others is said now.
    cancel: answer(() => {
      options.cancel();
      session.notices.flush();
      return new Empty();
    }),
  };
}

/** Marks what is secret. Values are read when they are needed: the engine must be able to configure what it will not use. */
function checkConfig(news: Values): messages.CheckResponse {
  const response = new messages.CheckResponse();
  // The engine's own key travels with ours.
  const keys = Object.keys(news).filter((key) => key !== "version");
  const problem = unknownKeysProblem(keys, typeof news.accounts === "string" ? news.accounts : undefined);
  response.setInputs(toStruct(signWhole(news, SECRET_KEYS)));
  response.setFailuresList(problem === undefined ? [] : [checkFailure(problem)]);
  return response;
}

/** The inputs as the core knows them, with the default that only the engine's name of the resource tells. */
function inputsOf(kind: Kind, logicalName: string, news: Values): Values {
  const cleared = kind.clearable.filter((argument) => news[argument] === "");
  const named = "name" in kind.arguments && (news.name ?? undefined) === undefined ? { name: logicalName } : {};
  return { ...news, ...named, ...Object.fromEntries(cleared.map((argument) => [argument, null])) };
}

/** Without what the doors add: this one's outputs, and what the other one's states have. */
function stateOf(kind: Kind, saved: Values): Values {
  const added = Object.keys(kind.outputsOf(""));
  return Object.fromEntries(Object.entries(saved).filter(([key]) => !key.startsWith("__") && !added.includes(key)));
}

function outputsOf(kind: Kind, id: string, state: object): object {
  return signWhole({ ...state, ...kind.outputsOf(id) }, kind.resource.secrets);
}

/** What a preview can say of the outputs: facts that the program sets are known. */
function foreseen(kind: Kind, news: Values): Values {
  return { ...unknown(kind.facts), ...news };
}

/** The mark of a life that begins with a read: the same for the same resource. */
function markOf(urn: string): string {
  return createHash("sha256").update(urn).digest("hex").slice(0, MARK_CHARACTERS);
}

function unknown(names: readonly string[]): Values {
  return Object.fromEntries(names.map((name) => [name, UNKNOWN]));
}

function sorted(values: Values): [string, unknown][] {
  return Object.entries(values)
    .filter(([, value]) => !isUnknown(value))
    .sort(([one], [other]) => (one < other ? -1 : 1));
}
