import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { LOOKUPS } from "../../provider/lookups";

const ROOT = path.join(__dirname, "../..");
const NAMES = [
  "externalId",
  "ManagedConnection",
  "OAuthProfileAssignment",
  "getConnectionsOutput",
  ...Object.keys(LOOKUPS),
];
/** For what is shown without its beginning. */
const BEGINNING = `import * as pulumi from "@pulumi/pulumi";\nimport { ${NAMES.join(", ")} } from "pulumi-workato-embedded";\n`;

/** Tests that a person writes against the emulator; they are run as they stand by a test of their own. */
const TESTS = "docs/testing.md";

/** Every block of TypeScript in the documents, as a file of its own. */
function programs(): Map<string, string> {
  const documents = ["README.md", ...readdirSync(path.join(ROOT, "docs")).map((file) => `docs/${file}`)].filter(
    (file) => file !== TESTS,
  );
  const found = new Map<string, string>();
  for (const document of documents.filter((file) => file.endsWith(".md"))) {
    const blocks = readFileSync(path.join(ROOT, document), "utf8").matchAll(/^ *```ts\n([^]*?)^ *```$/gm);
    [...blocks].forEach(([, block = ""], index) => {
      const text = block.includes("import ") ? block : BEGINNING + block;
      // What awaits outside of a function is an ES module.
      const extension = /^(?!\s).*\bawait /m.test(block) ? "mts" : "ts";
      const file = path.join(ROOT, `${document.replace(/\W/g, "-")}-${index + 1}.${extension}`);
      found.set(file, `${text}\nexport {};\n`);
    });
  }
  return found;
}

/** What the compiler says of programs that have the package by its name. */
function problemsOf(files: ReadonlyMap<string, string>): string[] {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ["node"],
    paths: { "pulumi-workato-embedded": [path.join(ROOT, "provider/index.ts")] },
  };
  const host = ts.createCompilerHost(options);
  const onDisk = { ...host };
  host.fileExists = (file) => files.has(file) || onDisk.fileExists(file);
  host.readFile = (file) => files.get(file) ?? onDisk.readFile(file);
  host.getSourceFile = (file, languageVersion, ...others) => {
    const text = files.get(file);
    if (text !== undefined) return ts.createSourceFile(file, text, languageVersion);
    return onDisk.getSourceFile(file, languageVersion, ...others);
  };
  host.getCurrentDirectory = () => ROOT;
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((file) => {
    const source = program.getSourceFile(file);
    const diagnostics = ts.getPreEmitDiagnostics(program, source);
    return diagnostics.map(
      ({ messageText }) => `${path.basename(file)}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
    );
  });
}

test("every program in the documents compiles against the package", () => {
  const files = programs();
  expect(files.size).toBeGreaterThan(5);
  // What must be seen is seen: an argument that there is not.
  const wrong = path.join(ROOT, "wrong.ts");
  files.set(wrong, `${BEGINNING}new ManagedConnection("a", { managedUserId: 1, provider: "jira", inputs: {} });`);
  const problems = problemsOf(files);
  expect(problems.filter((problem) => !problem.startsWith("wrong.ts"))).toEqual([]);
  expect(problems).toEqual([expect.stringContaining("inputs")]);
});

/** The connections of a program that get their name in Workato from their logical name. */
function unnamed(file: string, text: string): string[] {
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && /^(workato\.)?ManagedConnection$/.test(node.expression.getText())) {
      const [, args] = node.arguments ?? [];
      const names =
        args && ts.isObjectLiteralExpression(args) ? args.properties.map((each) => each.name?.getText()) : [];
      if (!names.includes("name")) found.push(`${path.relative(ROOT, file)}: ${node.getText()}`);
    }
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true));
  return found;
}

// Another logical name would make another connection, and delete the one that somebody has authorized.
test("every program in documents, examples, template and docstrings names its connections", () => {
  const written = ["examples", "templates", "provider"].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/node_modules|\.test\.ts$/.test(file))
      .map((file) => path.join(ROOT, folder, file)),
  );
  const texts = written.map((file) => {
    const text = readFileSync(file, "utf8");
    // The programs of docstrings, without their stars.
    const examples = [...text.matchAll(/@example\n([^]*?)\*\//g)].map(([, example = ""]) =>
      example.replace(/^ *\* ?/gm, ""),
    );
    return [file, file.includes("/provider/") ? examples.join("\n") : text] as const;
  });
  const all = [...programs(), ...texts];
  expect(all.flatMap(([file, text]) => unnamed(file, text))).toEqual([]);
  expect(unnamed("wrong.ts", `new ManagedConnection("jira", { managedUserId: 1, provider: "jira" });`)).toHaveLength(1);
});
