import type { Answer } from "./answer";
import type { QuotaKind } from "../server/quota";
import type { State } from "../state/state";

/** A request that has passed the token, as a route sees it. */
export interface RouteRequest {
  readonly state: State;
  /** The parts of the path that begin with ":" in the route, URL-decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

/** One endpoint. Handlers do their work in one go, so no request sees half of another's. */
export interface Route {
  readonly method: string;
  /** E.g. "/api/managed_users/:customer/connections". */
  readonly path: string;
  readonly kind: QuotaKind;
  handle(request: RouteRequest): Answer;
}

/** The route of a request with its parameters. */
export function findRoute(
  routes: readonly Route[],
  method: string,
  pathname: string,
): { route: Route; params: Record<string, string> } | undefined {
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.path, pathname) : undefined;
    if (params !== undefined) return { route, params };
  }
  return undefined;
}

/** Segments are split before they are decoded, so an external id may hold an encoded slash. */
function matchPath(template: string, pathname: string): Record<string, string> | undefined {
  const expected = template.split("/");
  const actual = pathname.split("/");
  if (expected.length !== actual.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of expected.entries()) {
    const value = decode(actual[index] ?? "");
    if (value === undefined) return undefined;
    if (part.startsWith(":")) params[part.slice(1)] = value;
    else if (part !== value) return undefined;
  }
  return params;
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}
