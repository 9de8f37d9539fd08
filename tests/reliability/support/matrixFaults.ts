import type { Fault } from "../../../emulator";

/** How long the client waits for one answer in the cells of faults that never answer; long enough for a busy machine. */
export const SHORT_TIMEOUT_SECONDS = 2;

/** What a fault lets a client do. */
export type Nature =
  /** Passes: what may be repeated is repeated; a create is settled by looking. */
  | "passing"
  /** The server did not execute it and says so: also a create is simply sent again. */
  | "notExecuted"
  /** An answer that is a clear no: never repeated. */
  | "refusal"
  /** Unpleasant, and an answer all the same. */
  | "harmless";

export interface MatrixFault {
  readonly title: string;
  readonly nature: Nature;
  /** Whether the server does the work. */
  readonly done: boolean;
  readonly fault: (context: FaultContext) => Fault | "late" | "refused";
  /** For faults that are only over when the client gives up. */
  readonly isSlow?: true;
  /** The answer is kept back, not lost: a lookup that only wants to know may be told something else. */
  readonly isDenied?: true;
  /** Only the body is lost: a repetition shows by its status what the server has. */
  readonly showsStatus?: true;
  /** No JSON at all, also where the repetition is refused: only a list tells what the server has. */
  readonly hidesStatus?: true;
}

export interface FaultContext {
  /** What the server quotes of what it was sent: must not be seen anywhere. */
  readonly quoted: string;
  /** An origin that nobody should be led to. */
  readonly otherOrigin: string;
  /** An answer with values of types that the API never sends, for this endpoint. */
  readonly wrongTypes: unknown;
}

const page = ({ quoted }: FaultContext): string =>
  `<html><head><title>Bad gateway ${quoted}</title></head><body>${quoted}</body></html>`;

const later = (): string => new Date(Date.now() + 1000).toUTCString();

export const MATRIX_FAULTS: readonly MatrixFault[] = [
  { title: "cut before the work", nature: "passing", done: false, fault: () => ({ cut: "before" }) },
  { title: "cut after the work", nature: "passing", done: true, fault: () => ({ cut: "after" }) },
  { title: "cut in the middle of the answer", nature: "passing", done: true, fault: () => ({ truncateAt: 9 }) },
  { title: "no answer, not done", nature: "passing", done: false, isSlow: true, fault: () => ({ hang: true }) },
  {
    title: "no answer, done",
    nature: "passing",
    done: true,
    isSlow: true,
    fault: () => ({ hang: true, execute: true }),
  },
  {
    title: "no answer, done after the client gave up",
    nature: "passing",
    done: true,
    isSlow: true,
    fault: () => "late",
  },
  { title: "body slower than the time-out", nature: "passing", done: true, isSlow: true, fault: () => SLOW_BODY },
  { title: "slow body", nature: "harmless", done: true, fault: () => ({ slowBodyMs: 200 }) },
  {
    title: "429, Retry-After in seconds",
    nature: "notExecuted",
    done: false,
    fault: () => ({ status: 429, headers: { "retry-after": "0.2" } }),
  },
  {
    title: "429, Retry-After as a date",
    nature: "notExecuted",
    done: false,
    fault: () => ({ status: 429, headers: { "retry-after": later() } }),
  },
  { title: "429 without Retry-After", nature: "notExecuted", done: false, fault: () => ({ status: 429 }) },
  {
    title: "500 of the API, not done",
    nature: "passing",
    done: false,
    fault: ({ quoted }) => ({ status: 500, body: { message: `Server error ${quoted}`, id: "7f4a" } }),
  },
  {
    title: "500 of the API, done",
    nature: "passing",
    done: true,
    fault: ({ quoted }) => ({ status: 500, execute: true, body: { message: `Server error ${quoted}`, id: "7f4a" } }),
  },
  {
    title: "502 page, not done",
    nature: "passing",
    done: false,
    fault: (context) => ({ status: 502, body: page(context) }),
  },
  {
    title: "502 page, done",
    nature: "passing",
    done: true,
    fault: (context) => ({ status: 502, execute: true, body: page(context) }),
  },
  { title: "503 empty", nature: "passing", done: false, fault: () => ({ status: 503, body: "" }) },
  { title: "200 empty, not done", nature: "passing", done: false, fault: () => ({ status: 200, body: "" }) },
  { title: "200 empty, done", nature: "passing", showsStatus: true, done: true, fault: () => ({ body: "" }) },
  {
    title: "200 page, not done",
    nature: "passing",
    done: false,
    fault: (context) => ({ status: 200, body: page(context) }),
  },
  {
    title: "200 page, done",
    nature: "passing",
    hidesStatus: true,
    done: true,
    fault: (context) => ({ body: page(context) }),
  },
  {
    title: "200 cut JSON, done",
    nature: "passing",
    hidesStatus: true,
    done: true,
    fault: () => ({ body: '{"result": {"id": 1' }),
  },
  {
    title: "200 result null, done",
    nature: "passing",
    showsStatus: true,
    done: true,
    fault: () => ({ body: { result: null } }),
  },
  {
    title: "200 wrong types, done",
    nature: "passing",
    showsStatus: true,
    done: true,
    fault: ({ wrongTypes }) => ({ body: wrongTypes }),
  },
  {
    title: "200 success false, not done",
    nature: "refusal",
    done: false,
    fault: ({ quoted }) => ({ status: 200, body: { success: false, message: `Not now ${quoted}` } }),
  },
  {
    title: "redirect to another host",
    nature: "refusal",
    done: false,
    fault: ({ otherOrigin }) => ({ status: 307, headers: { location: `${otherOrigin}/taken` }, body: "" }),
  },
  {
    title: "401",
    nature: "refusal",
    done: false,
    isDenied: true,
    fault: ({ quoted }) => ({ status: 401, body: { message: `Unauthorized ${quoted}` } }),
  },
  {
    title: "403",
    nature: "refusal",
    done: false,
    isDenied: true,
    fault: () => ({ status: 403, body: { message: "Forbidden" } }),
  },
  { title: "connection refused", nature: "notExecuted", done: false, fault: () => "refused" },
];

/** Longer than any time-out of the cells that have it. */
const SLOW_BODY: Fault = { slowBodyMs: 60_000 };
