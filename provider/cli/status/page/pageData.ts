import { visible } from "../../text";
import { ageText } from "../age";
import type { Group } from "../connectionStatus";
import { GROUP_TITLES, GROUPS, NEEDS_ATTENTION } from "../connectionStatus";
import type { CustomerStatus, StatusReport } from "../statusReport";
import { worstFirst } from "../statusReport";

/** A customer of the page: its id, its name, and the environment that it is, each empty where it is not known. */
export type PageCustomer = readonly [managedUserId: string, name: string, environment: string];

/** The connections of a page: places in the lists of customers, connectors, groups and ages; id, name, since, reason. */
export type PageRow = readonly [
  customer: number,
  connector: number,
  group: number,
  age: number,
  connectionId: string,
  name: string,
  since: string,
  reason: string,
];

/** What the script of the page reads. Every text in it is visible as it stands. */
export interface PageData {
  readonly customers: readonly PageCustomer[];
  readonly connectors: readonly string[];
  readonly groups: readonly { readonly name: Group; readonly title: string }[];
  /** The groups that need attention. */
  readonly attention: readonly Group[];
  /** How long connections are in their groups; the first is empty: not known. */
  readonly ages: readonly string[];
  /** The worst first. */
  readonly rows: readonly PageRow[];
}

/** What stands for a connector that has no name. */
const NO_CONNECTOR = "(none)";

/** Puts the connections into the form that is small in a file and quick to open. */
export function pageData(report: StatusReport): PageData {
  const rows = worstFirst(report);
  const now = new Date(report.at);
  const customers = report.customers.filter(({ connections }) => connections.length > 0);
  const customerIndexes = new Map(customers.map(({ managedUserId }, index) => [managedUserId, index]));
  const connectors = placesOf(rows.map(({ connection }) => connectorText(connection.provider)).sort());
  const ages = placesOf(["", ...rows.map(({ connection }) => ageText(connection.since, now) ?? "")]);
  return {
    customers: customers.map(pageCustomer),
    connectors: [...connectors.keys()],
    groups: GROUPS.map((name) => ({ name, title: GROUP_TITLES[name] })),
    attention: NEEDS_ATTENTION,
    ages: [...ages.keys()],
    rows: rows.map(({ managedUserId, connection }) => [
      customerIndexes.get(managedUserId) ?? -1,
      connectors.get(connectorText(connection.provider)) ?? -1,
      GROUPS.indexOf(connection.group),
      ages.get(ageText(connection.since, now) ?? "") ?? 0,
      connection.connectionId,
      visible(connection.name ?? ""),
      connection.since ?? "",
      visible(connection.reason ?? ""),
    ]),
  };
}

export function pageCustomer({ managedUserId, name, environment }: CustomerStatus): PageCustomer {
  return [visible(managedUserId), visible(name ?? ""), environment ?? ""];
}

/** "98178 Acme (prod)" */
export function customerText([managedUserId, name, environment]: PageCustomer): string {
  const suffix = environment === "" || environment === "original" ? "" : `(${environment})`;
  return [managedUserId, name, suffix].filter((part) => part !== "").join(" ");
}

function connectorText(provider: string | null): string {
  return visible(provider ?? "") || NO_CONNECTOR;
}

/** Each text once, with its place. */
function placesOf(texts: readonly string[]): Map<string, number> {
  return new Map([...new Set(texts)].map((text, index) => [text, index]));
}
