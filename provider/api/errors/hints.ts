import { customerOf } from "../path";
import { MS_PER_SECOND } from "../time";
import type { Failure } from "./failure";

/** What the hints tell of the account and of the request. */
export interface HintContext {
  readonly origin: string;
  readonly path: string;
  readonly describeUnauthorized?: string;
  readonly describeAddress?: string;
}

/** After these the address may be another one than meant. */
const ABOUT_THE_ADDRESS: readonly Failure["kind"][] = [
  "notFound",
  "unauthorized",
  "redirect",
  "network",
  "timeout",
  "unexpectedAnswer",
];

/** What to check after a failure, on one line; undefined when the message says it all. */
export function hintFor(failure: Failure, context: HintContext): string | undefined {
  const hint = hintOf(failure, context);
  const { describeAddress } = context;
  const isAboutAddress = ABOUT_THE_ADDRESS.includes(failure.kind);
  return hint === undefined || describeAddress === undefined || !isAboutAddress ? hint : `${hint} ${describeAddress}`;
}

function hintOf(failure: Failure, { origin, path, describeUnauthorized }: HintContext): string | undefined {
  if (failure.hint !== undefined) return failure.hint;
  const isMissing = failure.kind === "notFound" || failure.status === 404;
  if (isMissing) {
    const customer = customerOf(path);
    const advice = customer === undefined ? undefined : environmentAdvice(customer);
    return (
      (advice === undefined ? "" : `Check the customer id ${customer}: ${advice}. `) +
      `Check the region or base URL (${origin}), the customer id (an external id needs the prefix E), ` +
      "that the token belongs to the workspace that manages this customer, and that the connection or OAuth profile exists."
    );
  }
  switch (failure.kind) {
    case "unauthorized": {
      const token = `Check the API token: it must be valid for ${origin} and belong to an API client of the Embedded admin workspace.`;
      return describeUnauthorized === undefined ? token : `${token} ${describeUnauthorized}`;
    }
    case "forbidden":
      return "Check the role of the API client: it needs these endpoints and the privilege oem_vendor.";
    case "rateLimited": {
      const asked = Math.ceil((failure.retryAfterMs ?? 0) / MS_PER_SECOND);
      const wait = asked > 0 ? `Workato asks to wait ${asked} s. ` : "";
      return `${wait}The quota is shared by everything that uses the API of this Workato workspace: lower requestsPerMinute, or run fewer deployments at once.`;
    }
    case "redirect":
      return `Check the region or base URL (${origin}).`;
    case "network":
      return `Check the network and that ${origin} can be reached, then run the command again.`;
    case "timeout":
      return "Run the command again later, or raise requestTimeoutSeconds (and check the network) if it stays so slow.";
    case "server":
      return "Workato or a gateway in front of it has a problem: run the command again later.";
    case "unexpectedAnswer":
      return `Check that ${origin} is Workato itself, not a login page or a gateway, then run the command again.`;
    default:
      // The API's own message says what is wrong with the request.
      return undefined;
  }
}

/** The vendor's pages have such placeholders (`:managed_user_id_dev`), which are easily taken for ids. */
const SUFFIX = /._(?:dev|test|prod)$/;

/** What to say of an id that names no customer and ends like an environment; undefined for any other id. */
export function environmentAdvice(managedUserId: string): string | undefined {
  return SUFFIX.test(managedUserId) ? ENVIRONMENT_ADVICE : undefined;
}

const ENVIRONMENT_ADVICE =
  "_dev, _test and _prod at the end of an id name no environment; each environment is a workspace with a number of its " +
  "own, which is in the Embedded admin workspace, in the settings of that environment's workspace, and an external id " +
  "names the original workspace";
