import type { AccountSettings } from "../../settings/settings";
import type { Check } from "./check";
import { fine, problem } from "./check";
import type { RawAnswer } from "./rawApi";
import type { RegionReading, WorkspaceReading } from "./workspaceReading";
import { elementsIn } from "./workspaceReading";

const HTTP_UNAUTHORIZED = 401;
const HTTP_FORBIDDEN = 403;
const HTTP_NOT_FOUND = 404;
const HTTP_TOO_MANY_REQUESTS = 429;

/** What an origin makes of a token. `absent`: it answers 404 to everything, as another server does. */
export type Acceptance = "accepted" | "refused" | "absent";

/**
 * A role that lacks a family of endpoints gets 401 or 403 for it, a wrong token gets 401 for every one. A 404 beside a 401
 * says that the token was let through to look.
 */
export function acceptanceOf({ customers, profiles, connections }: WorkspaceReading): Acceptance {
  const statuses = new Set([customers, profiles, connections].map(({ status }) => status));
  if (statuses.size > 1) return "accepted";
  if (statuses.has(HTTP_UNAUTHORIZED)) return "refused";
  return statuses.has(HTTP_NOT_FOUND) ? "absent" : "accepted";
}

/** The workspace that is asked, for people. */
export interface Subject {
  readonly origin: string;
  /** The variable or the key that the address comes from, or that it is the default. */
  readonly addressSource: string;
  /** Where the token comes from. */
  readonly tokenSource: AccountSettings["tokenSource"];
  /** The stack whose configuration was read. */
  readonly stack: string | undefined;
}

/** Token and region: does the token belong here, or to one of the other regions, which were asked when it does not? */
export function checkTokenAndRegion(
  acceptance: Acceptance,
  subject: Subject,
  others: readonly RegionReading[],
): Check[] {
  const token = tokenText(subject);
  const address = addressText(subject);
  const note = noteOf(subject);
  if (acceptance === "accepted") return [fine("token", `${token} is accepted${note}`), fine("region", address)];
  const home = others.find(({ status }) => status !== undefined && isAllowed(status));
  if (home !== undefined) {
    return [
      fine("token", `${token} is accepted in region ${home.region}${note}`),
      problem(
        "region",
        `the token is not of ${address} but of region ${home.region}`,
        regionRemedy(home.region, subject),
      ),
    ];
  }
  const elsewhere = tried(others);
  if (acceptance === "absent") {
    return [
      problem(
        "region",
        `${address} answers 404 to everything${elsewhere}`,
        "Set WORKATO_REGION, or WORKATO_HOST for a private instance, to where your Embedded admin workspace is; in a stack " +
          "workato:region or workato:baseUrl.",
      ),
    ];
  }
  return [
    problem(
      "token",
      `${token} is refused by ${address}: 401${elsewhere}`,
      `Set ${subject.tokenSource.name} to a valid token of an API client of the Embedded admin workspace, whose role has the ` +
        "endpoints of Embedded customers.",
    ),
  ];
}

/** What there is to say where nothing has answered. */
export function untriedChecks(subject: Subject): Check[] {
  return [
    fine("token", `${tokenText(subject)} is there, and was not tried${noteOf(subject)}`),
    fine("region", addressText(subject)),
  ];
}

function tokenText({ tokenSource: { kind, name } }: Subject): string {
  return `the token of the ${kind === "environment" ? "environment variable" : "configuration"} ${name}`;
}

function addressText({ origin, addressSource }: Subject): string {
  return `${origin} (${addressSource})`;
}

function noteOf({ stack }: Subject): string {
  return stack === undefined ? "; without --stack, the configuration of a stack is not read" : "";
}

function regionRemedy(region: string, { stack, addressSource }: Subject): string {
  if (stack === undefined) {
    return `Set WORKATO_REGION=${region} and take WORKATO_HOST out; in a stack \`pulumi config set workato:region ${region}\`.`;
  }
  const isOfAccount = addressSource.startsWith("workato:accounts.");
  const key = isOfAccount ? addressSource.replace(/[^.]+$/, "region") : "workato:region";
  const isBaseUrl = addressSource.endsWith("baseUrl");
  const path = isOfAccount ? "--path " : "";
  const removal = isBaseUrl ? ` and \`pulumi config rm ${path}${addressSource} --stack ${stack}\`` : "";
  return `Run \`pulumi config set ${path}${key} ${region} --stack ${stack}\`${removal}.`;
}

/** What the role behind an accepted token may do. What could not be seen because of the quota is left out. */
export function checkRole({ customers, profiles, connections, customer }: WorkspaceReading): Check[] {
  const notCustomers = refusal(customers, "list customers", "`getCustomers` and `--all` cannot work");
  const notConnections = refusal(connections, "list connections", "nothing can be managed");
  const notProfiles = refusal(profiles, "list custom OAuth profiles", "`OAuthProfileAssignment` cannot work");
  return [
    ...seen("customers", customers, notCustomers, () => {
      const isEmpty = elementsIn(customers)?.length === 0;
      if (!isEmpty) return fine("customers", "the role may list customers");
      return problem(
        "customers",
        "the token sees no customer",
        "Take a token of the Embedded admin workspace that manages your customers; a new one needs a customer first.",
      );
    }),
    ...seen("connections", connections, notConnections, () =>
      fine(
        "connections",
        `the role may list connections (asked for customer ${customer ?? "0, which does not exist"})`,
      ),
    ),
    ...seen("profiles", profiles, notProfiles, () => fine("profiles", "the role may list custom OAuth profiles")),
  ];

  function seen(name: string, { status }: RawAnswer, not: string | undefined, allowed: () => Check): Check[] {
    if (status === HTTP_TOO_MANY_REQUESTS) return [];
    if (not !== undefined) return [problem(name, not, ROLE_REMEDY)];
    // Without a customer to ask for, this is what an allowed list answers.
    const isExpected = isSuccess(status) || (name === "connections" && customer === undefined);
    return [isExpected ? allowed() : problem(name, `an unexpected answer: ${status}`, ADDRESS_REMEDY)];
  }
}

const ROLE_REMEDY = "Give the role of the API client these endpoints, and the privilege oem_vendor.";
const ADDRESS_REMEDY = "Check WORKATO_HOST or WORKATO_REGION, and that the workspace is an Embedded admin workspace.";

function refusal({ status }: RawAnswer, what: string, consequence: string): string | undefined {
  if (status !== HTTP_UNAUTHORIZED && status !== HTTP_FORBIDDEN) return undefined;
  return `the role behind the token may not ${what} (${status}): ${consequence}`;
}

function tried(others: readonly RegionReading[]): string {
  const missed = others.filter(({ status }) => status === undefined).map(({ region }) => region);
  const asked = others.filter(({ status }) => status !== undefined).map(({ region }) => region);
  const refused = asked.length === 0 ? "" : `; in the other regions it is the same: ${asked.join(", ")}`;
  return refused + (missed.length === 0 ? "" : `; not reached: ${missed.join(", ")}`);
}

/** A role that lacks an endpoint is known where it is refused. */
function isAllowed(status: number): boolean {
  return isSuccess(status) || status === HTTP_FORBIDDEN;
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}
