import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { DriftRow } from "./driftRow";

const FILE = path.resolve(__dirname, "../../../docs/drift.md");

/** Set it to write the table instead of comparing it. */
const UPDATE_VARIABLE = "UPDATE_DOCS";

const HEAD = ["changed by hand", "the program", "`refresh` shows", "`preview`", "`up`"];

function cellsOf({ change, program, shows, warns, sends }: DriftRow): string[] {
  const shown = shows === "removed" ? "it leaves the state" : shows.map(code).join(", ");
  const seen = [shown, ...(warns === undefined ? [] : ["a warning"])].filter((text) => text !== "").join("; ");
  const announced = shows === "removed" ? "create" : "update";
  return [change, program, seen || "nothing", sends === undefined ? "no change" : announced, sentOf(sends)];
}

const code = (text: string) => `\`${text}\``;

/** The method and the fields: the values are those of the test. */
function sentOf(sends: string | undefined): string {
  if (sends === undefined) return "sends nothing";
  const [method, rest] = [sends.slice(0, sends.indexOf(" ")), sends.slice(sends.indexOf(" ") + 1)];
  if (!rest.startsWith("{")) return code(`POST ${rest}`);
  const fields = Object.keys(JSON.parse(rest) as object).join(", ");
  return method === "POST" ? "creates it again" : `${code("PUT")} with only ${code(fields)}`;
}

/** As Prettier writes it. */
function tableOf(rows: readonly DriftRow[]): string {
  const lines = [HEAD, ...rows.map(cellsOf)];
  const widths = HEAD.map((_cell, column) => Math.max(...lines.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |\n`;
  const [head = "", ...body] = lines.map(line);
  return head + line(widths.map((width) => "-".repeat(width))) + body.join("");
}

/** Compares the table in docs/drift.md with the rows that were just executed, or writes it. */
export function checkDriftDocument(rows: readonly DriftRow[]): void {
  const text = readFileSync(FILE, "utf8");
  const table = tableOf(rows);
  const written = text.replace(/^\| changed by hand .*\n(\|.*\n)*/m, () => table);
  if (process.env[UPDATE_VARIABLE] === "1") writeFileSync(FILE, written);
  expect(text.includes(table) || process.env[UPDATE_VARIABLE] === "1").toBe(true);
}
