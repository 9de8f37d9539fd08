import type { Workspace } from "../state/customer";
import type { State } from "../state/state";
import { notFound, ok, type Answer } from "./answer";
import { pageOf } from "./page";
import type { Route, RouteRequest } from "./route";

export const customerRoutes: readonly Route[] = [
  { method: "GET", path: "/api/managed_users", kind: "customers", handle: list },
  { method: "GET", path: "/api/managed_users/:customer", kind: "customers", handle: get },
];

/**
 * A customer as the API shows it. The vendor's list has some twenty fields more (plan, trial, billing, counts).
 * `environments` is a list of objects or null, and names test and production; the keys of its objects were not seen, and
 * the behaviour has other forms.
 */
export interface CustomerAnswer {
  id: number;
  external_id: string | null;
  name: string;
  environments?: { id: number; name: "test" | "prod" }[] | Record<string, number> | string[] | null;
  plan_id: string;
  in_trial: boolean;
  time_zone: string;
  created_at: string;
  updated_at: string;
}

/** Environments are part of their customer, not customers of the list. That `count` is of all pages is a guess. */
function list(request: RouteRequest): Answer {
  const { state } = request;
  const customers = [...state.customers.values()]
    .filter(({ environment }) => environment === null)
    .sort((a, b) => Number(a.id) - Number(b.id));
  const { items, page, perPage } = pageOf(customers, request);
  const result = items.map((customer) => customerAnswer(customer, state));
  return ok({ result, count: customers.length, page, per_page: perPage });
}

/** Flat, unlike every other lookup of one thing. */
function get({ state, params }: RouteRequest): Answer {
  const customer = state.workspace(params.customer ?? "");
  return customer === undefined ? notFound() : ok(customerAnswer(customer, state));
}

function customerAnswer({ id, externalId, name, createdAt }: Workspace, state: State): CustomerAnswer {
  return {
    id: Number(id),
    external_id: externalId,
    name,
    ...environmentsAnswer(id, state),
    plan_id: "oem",
    in_trial: false,
    time_zone: "Pacific Time (US & Canada)",
    created_at: createdAt,
    updated_at: createdAt,
  };
}

function environmentsAnswer(customerId: string, state: State): Pick<CustomerAnswer, "environments"> {
  const environments = state.environmentsOf(customerId).flatMap((workspace) => {
    return workspace.environment === null ? [] : [{ id: Number(workspace.id), name: workspace.environment.name }];
  });
  const { environmentsAs } = state.behaviour;
  if (environmentsAs === "unsaid") return {};
  if (environments.length === 0) return { environments: null };
  switch (environmentsAs) {
    case "objects":
      return { environments };
    case "numbers":
      return { environments: Object.fromEntries(environments.map(({ id, name }) => [name, id])) };
    case "names":
      return { environments: environments.map(({ name }) => name) };
  }
}
