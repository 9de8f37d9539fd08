import type { Terminal } from "../commandLine";
import { table, tableWidth } from "../table";
import { countOf, countText, cut, visible } from "../text";
import type { Group } from "./connectionStatus";
import { GROUP_TITLES, GROUPS, NEEDS_ATTENTION } from "./connectionStatus";
import { customerLabel, type CustomerNames } from "../customers/customerIds";
import type { StatusReport, StatusRow } from "./statusReport";
import { worstFirst } from "./statusReport";

const HEADINGS = ["CUSTOMER", "CONNECTION", "CONNECTOR", "STATE", "SINCE (UTC)", "REASON"];
const STATE_COLUMN = HEADINGS.indexOf("STATE");
const REASON_COLUMN = HEADINGS.indexOf("REASON");

/** In columns; one long name must not push the reasons of all others out of sight. */
const LONGEST_NAME = 40;
/** What names are cut to until a line fits the terminal; then it is the terminal that breaks it. */
const SHORTER_NAMES = [24, 12];

const BELOW = "    ";

const ROWS_OF_A_SCREEN = 20;
const MOST_REPEATED = 5;

/** What a terminal calls red, yellow, blue, dim and green (ECMA-48). */
const COLOURS: Readonly<Record<Group, number>> = { lost: 31, refused: 33, waiting: 34, disconnected: 2, working: 32 };

/** What the table needs to know of where it is printed. */
export interface TableOptions {
  readonly names: CustomerNames;
  readonly colours: boolean;
  /** What does not fit its width has its reason below, and is cut; without a terminal, all is printed whole. */
  readonly terminal: Terminal | undefined;
}

/**
 * The connections for people, one a line, the worst first, and how many there are of each group. A table longer than a
 * screen says the worst again at its end, where people look.
 */
export function statusTable(report: StatusReport, options: TableOptions): string {
  const rows = worstFirst(report);
  const attention = rows.filter(({ connection }) => NEEDS_ATTENTION.includes(connection.group));
  const parts = [];
  if (rows.length > 0) parts.push(tableOf(rows, options));
  if (rows.length > ROWS_OF_A_SCREEN && attention.length > 0) {
    const title =
      attention.length > MOST_REPEATED
        ? `The worst of ${countText(attention.length)} that need attention:`
        : "Needs attention:";
    parts.push(title, tableOf(attention.slice(0, MOST_REPEATED), options));
  }
  return [...parts, `${summaryLine(report)}\n`].join("\n\n");
}

function tableOf(rows: readonly StatusRow[], { names, colours, terminal }: TableOptions): string {
  const paint = (cell: string, line: number, column: number): string => {
    const group = rows[line - 1]?.connection.group;
    const isPainted = colours && column === STATE_COLUMN && group !== undefined;
    return isPainted ? `\u001b[${COLOURS[group]}m${cell}\u001b[0m` : cell;
  };
  const whole = linesOf(rows, names, LONGEST_NAME);
  const columns = terminal?.columns ?? Infinity;
  return tableWidth(whole) <= columns ? table(whole, paint) : narrowTable(rows, names, columns, paint);
}

/** Each reason is a line of its own, below its connection. */
function narrowTable(
  rows: readonly StatusRow[],
  names: CustomerNames,
  columns: number,
  paint: (cell: string, line: number, column: number) => string,
): string {
  const withoutReasons = (longestName: number): string[][] =>
    linesOf(rows, names, longestName).map((cells) => cells.slice(0, REASON_COLUMN));
  let fitting = withoutReasons(LONGEST_NAME);
  for (const longestName of SHORTER_NAMES) {
    if (tableWidth(fitting) > columns) fitting = withoutReasons(longestName);
  }
  const lines = table(fitting, paint).split("\n");
  const reasons = [undefined, ...rows.map(({ connection }) => connection.reason)];
  return lines
    .map((line, index) => {
      const reason = visible(reasons[index] ?? "");
      return reason === "" ? line : `${line}\n${BELOW}${cut(reason, columns - BELOW.length)}`;
    })
    .join("\n");
}

/** "1 lost, 0 refused, 2 waiting for a person, 0 disconnected, 97 working: 100 connections of 12 customers." */
export function summaryLine({ summary, customers }: StatusReport): string {
  const counts = GROUPS.map((group) => `${countText(summary[group])} ${GROUP_TITLES[group]}`).join(", ");
  const total = GROUPS.reduce((sum, group) => sum + summary[group], 0);
  return `${counts}: ${countOf(total, "connection")} of ${readText({ customers })}.`;
}

/** "12 customers"; with their environments, "36 workspaces". How many could be read. */
export function readText({ customers }: Pick<StatusReport, "customers">): string {
  const hasEnvironments = customers.some(({ environment = "original" }) => environment !== "original");
  const read = customers.filter(({ error }) => error === undefined).length;
  return countOf(read, hasEnvironments ? "workspace" : "customer");
}

/** "Jira (Support) [36]" */
export function connectionLabel({ connection: { name, connectionId } }: StatusRow, longestName = LONGEST_NAME): string {
  return name === null ? `[${connectionId}]` : `${cut(visible(name), longestName)} [${connectionId}]`;
}

/** "2026-11-24 09:45", of a time in ISO 8601. */
export function minuteOf(isoTime: string): string {
  return isoTime.slice(0, "2026-11-24T09:45".length).replace("T", " ");
}

function linesOf(rows: readonly StatusRow[], names: CustomerNames, longestName: number): string[][] {
  return [HEADINGS, ...rows.map((row) => cellsOf(row, names, longestName))];
}

function cellsOf(row: StatusRow, names: CustomerNames, longestName: number): string[] {
  const { provider, group, since, reason } = row.connection;
  return [
    cut(visible(customerLabel(row.managedUserId, names)), longestName),
    connectionLabel(row, longestName),
    cut(visible(provider ?? ""), longestName),
    GROUP_TITLES[group],
    since === null ? "" : minuteOf(since),
    visible(reason ?? ""),
  ];
}
