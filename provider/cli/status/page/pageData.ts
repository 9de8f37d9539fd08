import { visible } from "../../text";
import type { Group } from "../connectionStatus";
import { GROUP_TITLES, GROUPS } from "../connectionStatus";
import { customerLabel, type CustomerNames } from "../../customers/customerIds";
import type { StatusReport } from "../statusReport";
import { worstFirst } from "../statusReport";

/** The connections of a page: places in the lists of customers, connectors and groups; id, name, since, reason. */
export type PageRow = readonly [
  customer: number,
  connector: number,
  group: number,
  connectionId: string,
  name: string,
  since: string,
  reason: string,
];

/** What the script of the page reads. Every text in it is visible as it stands. */
export interface PageData {
  readonly customers: readonly string[];
  readonly connectors: readonly string[];
  readonly groups: readonly { readonly name: Group; readonly title: string }[];
  /** The worst first. */
  readonly rows: readonly PageRow[];
}

/** Puts the connections into the form that is small in a file and quick to open. */
export function pageData(report: StatusReport, names: CustomerNames): PageData {
  const rows = worstFirst(report);
  const customers = report.customers.filter(({ connections }) => connections.length > 0);
  const customerIndexes = new Map(customers.map(({ managedUserId }, index) => [managedUserId, index]));
  const providers = [...new Set(rows.map(({ connection }) => connection.provider ?? ""))].sort();
  const connectorIndexes = new Map(providers.map((provider, index) => [provider, index]));
  return {
    customers: customers.map(({ managedUserId }) => visible(customerLabel(managedUserId, names))),
    connectors: providers.map(visible),
    groups: GROUPS.map((name) => ({ name, title: GROUP_TITLES[name] })),
    rows: rows.map(({ managedUserId, connection }) => [
      customerIndexes.get(managedUserId) ?? -1,
      connectorIndexes.get(connection.provider ?? "") ?? -1,
      GROUPS.indexOf(connection.group),
      connection.connectionId,
      visible(connection.name ?? ""),
      connection.since ?? "",
      visible(connection.reason ?? ""),
    ]),
  };
}
