import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");
const OTHERS = "Messages of others";

/** The sections of ours, each with the messages that its items begin with. */
const SECTIONS = readFileSync(path.join(ROOT, "docs/troubleshooting.md"), "utf8")
  .split(/^## /m)
  .slice(1)
  .filter((section) => !section.startsWith(OTHERS))
  .map((section): [string, string[]] => [section.slice(0, section.indexOf("\n")), messagesOf(section)]);

/** The code spans at the beginning of each item, up to the first sentence. */
function messagesOf(section: string): string[] {
  return section
    .split(/^- /m)
    .slice(1)
    .flatMap((item) => {
      const [heads = ""] = /^(`[^`]+`[^`\n.]*\n?\s*)+/.exec(item) ?? [];
      return [...heads.matchAll(/`([^`]+)`/g)].map(([, message = ""]) => message);
    });
}

/** All source as one text: texts that are put together are one, and quotation marks are as people see them. */
const SOURCE = readdirSync(path.join(ROOT, "provider"), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => readFileSync(path.join(ROOT, "provider", file), "utf8"))
  .join("\n")
  .replace(/["'`]\s*\+\s*(\/\/.*\n\s*)?["'`]/g, "")
  .replace(/\\(["'`])/g, "$1")
  .replace(/\$\{quoted\(([^)]*)\)\}/g, '"${$1}"');

/** Parts that are too short to be found by chance do not prove anything. */
const SHORTEST_PART = 4;

test.each(SECTIONS)("%s: every message stands in the source", (_section, messages) => {
  expect(messages.length).toBeGreaterThan(0);
  const parts = messages.flatMap((message) => message.split("…").map((part) => part.trim()));
  const told = parts.filter((part) => part.length >= SHORTEST_PART);
  expect(told.filter((part) => !SOURCE.includes(part))).toEqual([]);
});
