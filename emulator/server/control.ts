import type { IncomingMessage, ServerResponse } from "node:http";
import type { Edits } from "../edits";
import type { Fault } from "./faults";
import { readText } from "./requestText";

/** The emulator, as far as it can be reached from outside its process. */
interface Controlled extends Edits {
  rotateToken(token: string): void;
  failNext(fault: Fault): unknown;
  clearRequests(): void;
  reset(): void;
}

const PREFIX = "/__emulator/";

/** What people do behind the API's back, and a look at what it holds: methods of the emulator, with their parameters. */
const VERBS = {
  customers: [],
  addCustomer: ["customer"],
  removeCustomer: ["customerId"],
  folders: ["customerId"],
  addFolder: ["customerId", "folder"],
  connections: ["customerId"],
  connection: ["id"],
  addConnection: ["customerId", "connection"],
  edit: ["id", "edit"],
  remove: ["id"],
  loseAuthorization: ["id", "loss"],
  authorize: ["id"],
  disconnectByHand: ["id"],
  useInRecipe: ["id", "recipeId"],
  stopRecipes: ["id"],
  profiles: [],
  addProfile: ["profile"],
  removeProfile: ["id"],
  assignments: ["customerId"],
  assignByHand: ["customerId", "profileId"],
  unassignByHand: ["customerId", "profileId"],
  useProfile: ["customerId", "profileId"],
  rotateToken: ["token"],
  failNext: ["fault"],
  clearRequests: [],
  reset: [],
} as const satisfies { readonly [Verb in keyof Controlled]?: readonly string[] };

type Verb = keyof typeof VERBS;

export function isControl({ url = "" }: IncomingMessage): boolean {
  return url.startsWith(PREFIX);
}

/**
 * `POST /__emulator/<verb>`: the arguments as a JSON list, or as an object by their names. It needs no token, and stands in no
 * journal.
 */
export async function serveControl(
  emulator: Controlled,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const text = await readText(request);
  const answer = (status: number, body: unknown): void => {
    const json = JSON.stringify(body ?? {});
    response.writeHead(status, { "content-type": "application/json; charset=utf-8" }).end(`${json}\n`);
  };
  const verb = (request.url ?? "").slice(PREFIX.length);
  if (!Object.hasOwn(VERBS, verb)) {
    answer(404, { message: `there is no ${verb}, but ${Object.keys(VERBS).join(", ")}` });
    return;
  }
  if (request.method !== "POST") {
    answer(405, { message: `POST ${PREFIX}${verb}` });
    return;
  }
  try {
    answer(200, call(emulator, verb as Verb, text === undefined || text === "" ? [] : JSON.parse(text)));
  } catch (error) {
    const parameters = VERBS[verb as Verb].join(", ");
    const message = error instanceof Error ? error.message : String(error);
    answer(400, {
      message: `${message}. ${verb} takes ${parameters === "" ? "nothing" : parameters}, as a list or by name`,
    });
  }
}

function call(emulator: Controlled, verb: Verb, given: unknown): unknown {
  const methods = emulator as unknown as Readonly<Record<Verb, (...args: unknown[]) => unknown>>;
  const result = methods[verb](...argumentsOf(VERBS[verb], given));
  // A fault's handle is of use in its own process only.
  return verb === "failNext" ? {} : result;
}

/** By their names; what has another name belongs to the last one, which is an object. */
function argumentsOf(parameters: readonly string[], given: unknown): unknown[] {
  if (Array.isArray(given)) return given as unknown[];
  const named = new Map(Object.entries(given as object));
  const args = parameters.map((name) => {
    const value: unknown = named.get(name);
    named.delete(name);
    return value;
  });
  if (named.size > 0 && parameters.length > 0 && args.at(-1) === undefined)
    args[args.length - 1] = Object.fromEntries(named);
  return args;
}
