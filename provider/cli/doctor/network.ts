import { messageOf, MS_PER_SECOND, type WorkatoError } from "../../api";
import { isLoopback } from "../../api/http/address";
import { findProxy } from "../../api/http/proxyAddress";
import type { Environment } from "../../settings/settings";
import type { Check } from "./check";
import { fine, problem } from "./check";
import type { RawAnswer } from "./rawApi";

const SECONDS_PER_MINUTE = 60;

/** The `Date` header has whole seconds, rounded down. */
const DATE_ROUNDING_MS = MS_PER_SECOND / 2;

/** As much as this provider lets clocks differ. */
const MOST_CLOCK_SECONDS = 60;

const HTTP_TOO_MANY_REQUESTS = 429;

/** Names that quotas have in headers; the API's documentation has none. */
const QUOTA_HEADERS = ["x-ratelimit-", "x-rate-limit-", "ratelimit-"]
  .flatMap((prefix) => ["limit", "remaining", "reset", "policy"].map((part) => prefix + part))
  .concat("ratelimit", "retry-after");

const MOST_HEADER_CHARACTERS = 100;

/** The proxy that is in force for the origin, by `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY`. */
export function checkProxy(origin: string, environment: Environment): Check {
  const url = new URL(origin);
  if (isLoopback(url.hostname)) return fine("proxy", "not used for this machine itself");
  try {
    const proxy = findProxy(url, environment);
    if (proxy !== undefined) return fine("proxy", `requests to ${url.host} go through ${proxy.host}`);
    const isExcepted = findProxy(url, { ...environment, NO_PROXY: undefined, no_proxy: undefined }) !== undefined;
    return fine("proxy", isExcepted ? `NO_PROXY excepts ${url.host}` : "none: HTTPS_PROXY is not set");
  } catch (error) {
    return problem("proxy", messageOf(error), "Correct the variable, or add the host to NO_PROXY.");
  }
}

/** Why the API did not answer. */
export function checkUnanswered({ message, hint = "" }: WorkatoError): Check {
  const [reason = ""] = message.split("\n", 1);
  // The transport's own hint, which only a certificate has.
  const name = hint.includes("NODE_EXTRA_CA_CERTS") ? "tls" : "network";
  if (!reason.includes("the proxy")) return problem(name, reason, hint);
  return problem("proxy", reason, "Check HTTPS_PROXY: address, user and password; or add the host to NO_PROXY.");
}

/** Network and TLS of an origin that has answered. */
export function checkReached(origin: string, { NODE_EXTRA_CA_CERTS }: Environment): Check[] {
  const { host, protocol } = new URL(origin);
  const extra = NODE_EXTRA_CA_CERTS === undefined ? "" : ", with those of NODE_EXTRA_CA_CERTS";
  return [
    fine("network", `${host} answers`),
    fine(
      "tls",
      protocol === "https:"
        ? `the certificate of ${host} is accepted${extra}`
        : "not used: http on this machine itself",
    ),
  ];
}

/** The clock of the server, or of the gateway before it, against ours. */
export function checkClock({ header, receivedAtMs }: RawAnswer): Check {
  const serverMs = Date.parse(header("date") ?? "");
  if (Number.isNaN(serverMs)) return fine("clock", "the answers do not say what time it is");
  const seconds = Math.round((receivedAtMs - serverMs - DATE_ROUNDING_MS) / MS_PER_SECOND);
  if (Math.abs(seconds) <= MOST_CLOCK_SECONDS) return fine("clock", "this machine and Workato have the same time");
  return problem(
    "clock",
    `the clock of this machine is ${duration(Math.abs(seconds))} ${seconds > 0 ? "ahead of" : "behind"} Workato's`,
    "Set this machine's clock, or turn on its time synchronization (NTP).",
  );
}

/** What the answers say of the quota, which all that uses the workspace shares. */
export function checkQuota(answers: readonly RawAnswer[]): Check {
  const told = new Map(answers.flatMap(quotaHeaders));
  const text = [...told].map(([name, value]) => `${name}: ${value}`).join(", ");
  if (answers.some(({ status }) => status === HTTP_TOO_MANY_REQUESTS)) {
    return problem(
      "quota",
      `the quota is used up: 429${text === "" ? "" : ` (${text})`}`,
      "Wait a minute; everything that uses the API of this Workato workspace shares it.",
    );
  }
  return fine("quota", text === "" ? "the answers say nothing about it" : text);
}

function quotaHeaders({ header }: RawAnswer): [string, string][] {
  return QUOTA_HEADERS.flatMap((name): [string, string][] => {
    const value = header(name);
    return value === undefined ? [] : [[name, value.slice(0, MOST_HEADER_CHARACTERS)]];
  });
}

/** "90 seconds", "5 minutes". */
function duration(seconds: number): string {
  if (seconds < 2 * SECONDS_PER_MINUTE) return `${seconds} seconds`;
  return `${Math.round(seconds / SECONDS_PER_MINUTE)} minutes`;
}
