import type { Terminal } from "../commandLine";
import { startOfLastColumn, table } from "../table";
import { countOf, cut, visible } from "../text";
import type { Group } from "./connectionStatus";
import { GROUP_TITLES, GROUPS } from "./connectionStatus";
import type { CustomerNames } from "../customers/customerLabel";
import { customerLabel } from "../customers/customerLabel";
import type { StatusReport, StatusRow } from "./statusReport";
import { worstFirst } from "./statusReport";

const HEADINGS = ["CUSTOMER", "CONNECTION", "CONNECTOR", "STATE", "SINCE (UTC)", "REASON"];
const STATE_COLUMN = HEADINGS.indexOf("STATE");
const REASON_COLUMN = HEADINGS.indexOf("REASON");

/** In columns; one long name must not push the reasons of all others out of sight. */
const LONGEST_NAME = 40;
const SHORTEST_REASON = 20;

/** What a terminal calls red, yellow, blue, dim and green (ECMA-48). */
const COLOURS: Readonly<Record<Group, number>> = { lost: 31, refused: 33, waiting: 34, disconnected: 2, working: 32 };

/** What the table needs to know of where it is printed. */
export interface TableOptions {
  readonly names: CustomerNames;
  readonly colours: boolean;
  /** Its width cuts the reasons; without a terminal, they are printed whole. */
  readonly terminal: Terminal | undefined;
}

/** The connections for people, one a line, the worst first, and how many there are of each group. */
export function statusTable(report: StatusReport, { names, colours, terminal }: TableOptions): string {
  const rows = worstFirst(report);
  if (rows.length === 0) return `${summaryLine(report)}\n`;
  const cells = [HEADINGS, ...rows.map((row) => cellsOf(row, names))];
  const room = Math.max(SHORTEST_REASON, (terminal?.columns ?? Infinity) - startOfLastColumn(cells));
  const fitting = cells.map((line) => line.map((cell, column) => (column === REASON_COLUMN ? cut(cell, room) : cell)));
  const text = table(fitting, (cell, line, column) => {
    const group = rows[line - 1]?.connection.group;
    const isPainted = colours && column === STATE_COLUMN && group !== undefined;
    return isPainted ? `\u001b[${COLOURS[group]}m${cell}\u001b[0m` : cell;
  });
  return `${text}\n\n${summaryLine(report)}\n`;
}

/** "1 lost, 0 refused, 2 waiting for a person, 0 disconnected, 97 working: 100 connections of 12 customers." */
export function summaryLine({ summary, customers }: StatusReport): string {
  const counts = GROUPS.map((group) => `${summary[group].toLocaleString("en-US")} ${GROUP_TITLES[group]}`).join(", ");
  const total = GROUPS.reduce((sum, group) => sum + summary[group], 0);
  const read = customers.filter(({ error }) => error === undefined).length;
  return `${counts}: ${countOf(total, "connection")} of ${countOf(read, "customer")}.`;
}

/** "Jira (Support) [36]" */
export function connectionLabel({ connection: { name, connectionId } }: StatusRow): string {
  return name === null ? `[${connectionId}]` : `${cut(visible(name), LONGEST_NAME)} [${connectionId}]`;
}

/** "2026-11-24 09:45", of a time in ISO 8601. */
export function minuteOf(isoTime: string): string {
  return isoTime.slice(0, "2026-11-24T09:45".length).replace("T", " ");
}

function cellsOf(row: StatusRow, names: CustomerNames): string[] {
  const { provider, group, since, reason } = row.connection;
  return [
    cut(visible(customerLabel(row.managedUserId, names)), LONGEST_NAME),
    connectionLabel(row),
    cut(visible(provider ?? ""), LONGEST_NAME),
    GROUP_TITLES[group],
    since === null ? "" : minuteOf(since),
    visible(reason ?? ""),
  ];
}
