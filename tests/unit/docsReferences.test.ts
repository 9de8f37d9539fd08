import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../provider/cli/run";

const ROOT = path.join(__dirname, "../..");
const DOCUMENTS = [
  ...["README.md", "SECURITY.md", "CHANGELOG.md", "CONTRIBUTING.md"],
  ...readdirSync(path.join(ROOT, "docs")).map((file) => `docs/${file}`),
].filter((file) => file.endsWith(".md"));

const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const scriptsOf = (file: string) =>
  Object.keys((JSON.parse(textOf(file)) as { scripts?: Record<string, string> }).scripts ?? {});

/** Those of the repository, and of each example that the document links to. */
function scriptsFor(document: string): string[] {
  const linked = [...textOf(document).matchAll(/\]\(\.\.\/(examples\/[\w-]+)\)/g)].map(([, example = ""]) => example);
  const manifests = ["", ...linked].map((folder) => path.join(folder, "package.json"));
  return manifests.filter((file) => existsSync(path.join(ROOT, file))).flatMap(scriptsOf);
}

/** The anchors of a document's headings, as the usual hosts make them. */
function anchorsOf(file: string): string[] {
  const titles = [...textOf(file).matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title);
  return titles.map((title) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );
}

function isThere(from: string, link: string): boolean {
  const [file = "", anchor] = link.split("#");
  const target = file === "" ? from : path.join(path.dirname(from), file);
  if (!existsSync(path.join(ROOT, target))) return false;
  return anchor === undefined || anchorsOf(target).includes(anchor);
}

test.each(DOCUMENTS)("%s: every link to a file or a heading leads there", (document) => {
  const links = [...textOf(document).matchAll(/(?:\]\(|\bsrc(?:set)?=")([^)"\s]+)[)"]/g)].map(([, link = ""]) => link);
  expect(links.filter((link) => !link.includes("://") && !isThere(document, link))).toEqual([]);
});

test.each(DOCUMENTS)("%s: every script that it names exists", (document) => {
  const named = [...textOf(document).matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  const scripts = scriptsFor(document);
  expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
});

// docs/testing.md has a test of its own, tests/emulator/shipped.test.ts.
const OF_PROGRAMS = DOCUMENTS.filter((document) => document !== "docs/testing.md");

test.each(OF_PROGRAMS)("%s: every command of ours that it names exists", async (document) => {
  const named = textOf(document).matchAll(/npx pulumi-workato-embedded (\w+)/g);
  for (const command of new Set([...named].map(([, name = ""]) => name))) {
    const said: string[] = [];
    const write = (text: string): void => {
      said.push(text);
    };
    expect(await run([command, "--help"], { environment: {}, writeOut: write, writeError: write })).toBe(0);
    expect(said.join("")).toContain(`pulumi-workato-embedded ${command}`);
  }
});

// Where a person pastes it into zsh, the comment becomes arguments.
test.each(DOCUMENTS)("%s: no command has a comment behind it", (document) => {
  const blocks = [...textOf(document).matchAll(/^ *```(?:sh|bash)\n([^]*?)^ *```$/gm)].map(([, block = ""]) => block);
  expect(blocks.flatMap((block) => block.split("\n")).filter((command) => /\s#\s/.test(command))).toEqual([]);
});
