import * as fc from "fast-check";
import type { Fault } from "../../../emulator";

/** How many connections and assignments a program may have. */
export const CONNECTION_SLOTS = 4;
export const ASSIGNMENT_SLOTS = 2;

/** What a person writes for one connection. */
export interface Spec {
  readonly provider: "jira" | "zendesk";
  readonly name: number;
  readonly credentials: "none" | "good" | "wrong";
  readonly disconnected: boolean;
  readonly shell: boolean;
  readonly externalId: "unset" | "null" | "set";
}

/** Something that goes wrong with requests of one command. */
export interface RandomFault {
  readonly request: keyof typeof REQUESTS;
  readonly kind: keyof typeof KINDS;
  readonly skip: number;
  readonly times: number;
}

/** When the command and its plugin are killed: at its n-th request, before or after the work of it. */
export interface RandomKill {
  readonly request: number;
  readonly done: boolean;
}

export interface CommandSpec {
  readonly sequential: boolean;
  readonly faults: readonly RandomFault[];
  readonly kill: RandomKill | undefined;
}

/** What people do, in the program, on the command line and behind Pulumi's back. */
export type Action =
  | { readonly kind: "declare"; readonly slot: number; readonly spec: Spec }
  | { readonly kind: "credentials"; readonly slot: number; readonly credentials: Spec["credentials"] }
  | { readonly kind: "remove" | "renameLogically" | "putBack" | "toggleAssignment"; readonly slot: number }
  | { readonly kind: "edit"; readonly slot: number; readonly edit: Edit }
  | ({ readonly kind: "up" | "upRefresh" | "refresh" } & CommandSpec);

export type Edit = "rename" | "remove" | "lose" | "authorize" | "disconnect" | "use" | "stop" | "unassign" | "add";

export const REQUESTS = {
  list: { method: "GET", path: /\/connections\?/ },
  profile: { method: "GET", path: /\/custom_oauth_profiles\/\d+$/ },
  create: { method: "POST", path: /\/connections$/ },
  update: { method: "PUT" },
  disconnect: { method: "POST", path: /\/disconnect/ },
  delete: { method: "DELETE", path: /\/connections\/\d+$/ },
  assign: { path: /assign$/ },
  any: {},
} as const;

export const KINDS = {
  cutBefore: { cut: "before" },
  cutAfter: { cut: "after" },
  hang: { hang: true },
  hangDone: { hang: true, execute: true },
  limited: { status: 429, headers: { "retry-after": "0.01" } },
  serverError: { status: 500 },
  serverErrorDone: { status: 500, execute: true },
  badGateway: { status: 502, body: "<html><title>Bad gateway</title></html>" },
  badGatewayDone: { status: 502, body: "<html></html>", execute: true },
  empty: { status: 200, body: "" },
  emptyDone: { body: "" },
  resultNull: { body: { result: null } },
  unsuccessful: { status: 200, body: { success: false, message: "Not now" } },
  truncated: { truncateAt: 9 },
  unauthorized: { status: 401 },
  forbidden: { status: 403 },
} as const satisfies Record<string, Fault>;

const keysOf = <T extends object>(object: T) => Object.keys(object) as (keyof T)[];

const fault: fc.Arbitrary<RandomFault> = fc.record({
  request: fc.constantFrom(...keysOf(REQUESTS)),
  kind: fc.constantFrom(...keysOf(KINDS)),
  skip: fc.nat(3),
  times: fc.constantFrom(1, 2, 100),
});

const command = {
  sequential: fc.boolean(),
  faults: fc.array(fault, { maxLength: 2 }),
  kill: fc.option(fc.record({ request: fc.integer({ min: 1, max: 8 }), done: fc.boolean() }), {
    nil: undefined,
    freq: 4,
  }),
};

const spec: fc.Arbitrary<Spec> = fc.record({
  provider: fc.constantFrom("jira", "zendesk"),
  name: fc.nat(1),
  credentials: fc.constantFrom("good", "none", "wrong"),
  disconnected: fc.constantFrom(false, false, true),
  shell: fc.constantFrom(false, false, true),
  externalId: fc.constantFrom("unset", "set", "null"),
});

const slot = fc.nat(CONNECTION_SLOTS - 1);
const edits = ["rename", "remove", "lose", "authorize", "disconnect", "use", "stop", "unassign", "add"] as const;

const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant("declare"), slot, spec }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("credentials"),
      slot,
      credentials: fc.constantFrom("good", "none", "wrong"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("remove"), slot }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("renameLogically"), slot }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("putBack"), slot }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("toggleAssignment"), slot: fc.nat(ASSIGNMENT_SLOTS - 1) }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("edit"), slot, edit: fc.constantFrom(...edits) }) },
  { weight: 8, arbitrary: fc.record({ kind: fc.constant("up"), ...command }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("upRefresh"), ...command }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("refresh"), ...command }) },
);

/** What a stack lives through. */
export interface Life {
  readonly onExisting: "error" | "adopt";
  readonly actions: readonly Action[];
}

export const life: fc.Arbitrary<Life> = fc.record({
  onExisting: fc.constantFrom("error", "adopt"),
  actions: fc.array(action, { minLength: 1, maxLength: 14 }),
});
