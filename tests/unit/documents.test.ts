import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.join(__dirname, "../..");
const textOf = (file: string) => readFileSync(path.join(ROOT, file), "utf8");
const { scripts } = JSON.parse(textOf("package.json")) as { scripts: Record<string, string> };
const ROOMS = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "lib");

describe.each(["docs/architecture.md", "CONTRIBUTING.md"])("%s", (document) => {
  const text = textOf(document);
  const code = [...text.matchAll(/`([^`\n]+)`/g)].map(([, inside = ""]) => inside);
  const blocks = [...text.matchAll(/```sh\n(.*?)```/gs)].map(([, inside = ""]) => inside);

  test("every path that it names is there", () => {
    const paths = [...code.flatMap((inside) => inside.split(/\s+/))].filter((word) =>
      ROOMS.some(({ name }) => word === name || word.startsWith(`${name}/`)),
    );
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((name) => !existsSync(path.join(ROOT, name)))).toEqual([]);
  });

  test("every link leads to a file", () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)\)/g)].map(([, link = ""]) => link);
    expect(links.filter((link) => !existsSync(path.join(ROOT, path.dirname(document), link)))).toEqual([]);
  });

  test("every script that it names exists", () => {
    const named = [...code, ...blocks].flatMap((inside) => [...inside.matchAll(/\bnpm run ([\w:-]+)/g)]);
    expect(named.length).toBeGreaterThan(0);
    expect(named.map(([, name = ""]) => name).filter((name) => scripts[name] === undefined)).toEqual([]);
  });

  test("every command for one test finds one", () => {
    const commands = code.filter((inside) => /^npx jest |^npm run test:\w+ -- /.test(inside));
    for (const command of commands) {
      const [, project = "", option = "", , word = ""] =
        /(?:--selectProjects |run test:)(\w+) (?:-- )?(-t|--testPathPatterns) ("?)([^"]+)\3$/.exec(command) ?? [];
      const folder = path.join(ROOT, "tests", project);
      const files = readdirSync(folder).filter((file) => file.endsWith(".test.ts"));
      const title = new RegExp(`\\b(test|describe)\\b[^;]*${word}`, "i");
      const found = files.filter((file) =>
        option === "-t" ? title.test(readFileSync(path.join(folder, file), "utf8")) : file.includes(word),
      );
      expect([command, found.length > 0]).toEqual([command, true]);
    }
  });
});

test("the folders of the architecture are all the rooms of the provider", () => {
  const text = textOf("docs/architecture.md");
  const rooms = readdirSync(path.join(ROOT, "provider"), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(rooms.filter(({ name }) => !text.includes(`\`provider/${name}\``)).map(({ name }) => name)).toEqual([]);
});
