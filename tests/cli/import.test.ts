import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { readFolder, runCommand, temporaryFolder } from "./support/commandLine";
import { parseProgram } from "./support/parsedProgram";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({
    seed: {
      customers: [
        {
          id: 98178,
          externalId: "A2300",
          connections: [
            {
              id: 40,
              name: "Jira (Support)",
              provider: "jira",
              parentId: 36,
              folderId: 9,
              externalId: "U1",
              tags: ["a"],
            },
            { id: 36, name: "Jira", provider: "jira" },
            { id: 50, name: "Jira of a user", provider: "jira", runtime: true },
          ],
        },
        { id: 98179, externalId: "B/23 00", connections: [{ id: 60, name: "CRM", provider: "salesforce" }] },
      ],
    },
  });
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
});

const namesIn = (text: string) => parseProgram(text).resources.map(({ args }) => args.name);

describe("one customer", () => {
  test("is read with one list, tags included, and becomes a project with one program", async () => {
    const out = join(temporaryFolder(), "acme");
    const { exitCode, out: printed, errors } = await runCommand(["import", "98178", "--out", out], emulator);
    expect(exitCode).toBe(0);
    expect(emulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /api/managed_users/98178/connections?includes[]=tags",
    ]);
    const files = readFolder(out);
    expect(Object.keys(files)).toEqual(["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"]);
    const { resources } = parseProgram(files["index.ts"]!);
    expect(resources.map(({ args }) => args)).toEqual([
      expect.objectContaining({ name: "Jira", adoptConnectionId: "36" }),
      {
        managedUserId: { reference: "managedUserId" },
        provider: "jira",
        name: "Jira (Support)",
        folderId: "9",
        parentId: { reference: "jira.connectionId" },
        externalId: "U1",
        adoptConnectionId: "40",
      },
    ]);
    expect(files["index.ts"]).toContain("// Tags: a\n");
    expect(files["Pulumi.yaml"]).toMatch(/^name: acme\n/);
    expect(JSON.parse(files["package.json"]!)).toMatchObject({
      main: "index.ts",
      dependencies: { "pulumi-workato-embedded": expect.any(String) as string },
    });
    expect(printed).toContain("2 connections of 1 customer");
    expect(errors).toBe("1 of 1 customer\n");
  });

  test("comes with its runtime user connections where they are asked for", async () => {
    const out = temporaryFolder();
    await runCommand(["import", "98178", "--out", out, "--runtime-connections"], emulator);
    expect(namesIn(readFolder(out)["index.ts"]!)).toEqual(["Jira", "Jira (Support)", "Jira of a user"]);
  });

  test("without connections becomes a program without resources", async () => {
    emulator.addCustomer({ id: 7 });
    const out = temporaryFolder();
    expect((await runCommand(["import", "7", "--out", out], emulator)).exitCode).toBe(0);
    expect(namesIn(readFolder(out)["index.ts"]!)).toEqual([]);
  });

  test("again makes the same text and says that nothing changed", async () => {
    const out = temporaryFolder();
    await runCommand(["import", "98178", "--out", out], emulator);
    const before = readFolder(out);
    const again = await runCommand(["import", "98178", "--out", out, "--json"], emulator);
    expect(again.exitCode).toBe(0);
    expect(readFolder(out)).toEqual(before);
    const { files } = JSON.parse(again.out) as { files: { status: string }[] };
    expect(files.map(({ status }) => status)).toEqual(["kept", "kept", "kept", "unchanged"]);
  });
});

describe("several customers", () => {
  test("become a module each, by the ids as they were given", async () => {
    const out = temporaryFolder();
    const { exitCode } = await runCommand(["import", "98178", "EB/23 00", "98178", "--out", out], emulator);
    expect(exitCode).toBe(0);
    const files = readFolder(out);
    const modules = Object.keys(files).filter((path) => path.startsWith("customers/"));
    expect(modules).toEqual(["customers/98178.ts", expect.stringMatching(/^customers\/EB-23-00-[0-9a-f]{10}\.ts$/)]);
    expect(files[modules[1]!]).toContain('const managedUserId = "EB/23 00";');
    expect(files["index.ts"]).toContain('"EB/23 00": customer_EB_23_00_');
    // Alone or with others, a customer's resources have the same names.
    const alone = temporaryFolder();
    await runCommand(["import", "98178", "--out", alone], emulator);
    expect(readFolder(alone)["index.ts"]).toBe(files["customers/98178.ts"]);
  });

  test("write nothing when one cannot be read, and say which", async () => {
    const out = join(temporaryFolder(), "customers");
    const result = await runCommand(["import", "98178", "4711", "--out", out], emulator);
    expect(result.exitCode).toBe(1);
    expect(result.errors).toContain("error: customer 4711: Workato: GET /api/managed_users/4711/connections");
    expect(result.errors).toContain("1 customer of 2 could not be read; nothing was written. --keep-going writes");
    expect(result.out).toBe("");
    expect(existsSync(out)).toBe(false);
  });

  test("write the others with --keep-going, and still fail", async () => {
    const out = temporaryFolder();
    const result = await runCommand(["import", "98178", "4711", "--out", out, "--keep-going", "--json"], emulator);
    expect(result.exitCode).toBe(1);
    expect(JSON.parse(result.out)).toEqual({
      out,
      connections: 2,
      customers: [
        { managedUserId: "98178", connections: 2, leftOut: [], file: "customers/98178.ts" },
        { managedUserId: "4711", error: expect.stringContaining("404 Not found") as string },
      ],
      files: expect.arrayContaining([{ path: "customers/98178.ts", status: "written" }]) as unknown[],
      notes: [],
      linesToAdd: [],
      packagesToAdd: [],
    });
    expect(Object.keys(readFolder(out))).toContain("customers/98178.ts");
  });

  test("are refused when two ids are of one customer", async () => {
    const out = temporaryFolder();
    const { exitCode, errors } = await runCommand(["import", "98178", "EA2300", "--out", out], emulator);
    expect(exitCode).toBe(1);
    expect(errors).toContain("customers 98178 and EA2300 both have connection 36: they are one customer");
    expect(readFolder(out)).toEqual({});
  });
});

test("an id that ends like an environment is refused with where the number is", async () => {
  const { exitCode, errors } = await runCommand(["import", "98178_prod", "--out", temporaryFolder()], emulator);
  expect(exitCode).toBe(1);
  expect(errors).toMatch(
    /customer 98178_prod: .* 404 .*\n.* no environment; each environment is a workspace with a number/,
  );
});

describe("files of a person", () => {
  test.each([[[]], [["--force"]]])(
    "a program of their own is never touched, and what to add to it is said: %j",
    async (more) => {
      const out = temporaryFolder();
      const own = {
        "Pulumi.yml": "name: mine\n",
        "index.ts": 'const managedUserId = "98178";\n',
        "package.json": "{}\n",
        "tsconfig.json": "{}",
      };
      for (const [path, text] of Object.entries(own)) writeFileSync(join(out, path), text);
      const { exitCode, out: printed } = await runCommand(["import", "98178", "--out", out, ...more], emulator);
      expect(exitCode).toBe(0);
      const { "customers/98178.ts": program, ...others } = readFolder(out);
      expect(namesIn(program!)).toEqual(["Jira", "Jira (Support)"]);
      expect(others).toEqual(own);
      expect(printed).toContain('  add to index.ts, which is your own program:\n    import "./customers/98178";\n');
      expect(printed).not.toContain("stack init");
      // Once it is there, there is nothing more to add.
      writeFileSync(join(out, "index.ts"), "import './customers/98178.js';\n");
      const again = await runCommand(["import", "98178", "--out", out, ...more], emulator);
      expect(again.out).not.toContain("add to index.ts");
    },
  );

  test("a folder that cannot be one is an error without a stack", async () => {
    const out = join(temporaryFolder(), "file");
    writeFileSync(out, "");
    const { exitCode, errors } = await runCommand(["import", "98178", "--out", out], emulator);
    expect(exitCode).toBe(1);
    expect(errors).toBe(`error: the program cannot be written to ${out}: it is a file.\n`);
    expect(emulator.requests).toEqual([]);
    mkdirSync(`${out}2/index.ts`, { recursive: true });
    expect((await runCommand(["import", "98178", "--out", `${out}2`, "--force"], emulator)).exitCode).toBe(1);
  });
});

describe("what is wrong is said, with an exit code", () => {
  test.each([
    [["import", "98178"], "required option '--out <folder>'"],
    [["import", "--out", "x"], "name the customers, or give --all for every customer"],
    [["import", "98178", "--all", "--out", "x"], "name the customers, or give --all for every customer"],
    [["import", "98178", "--environment", "prod", "--out", "x"], "--environment goes with --all"],
    [["import", "--all", "--environment", "staging", "--out", "x"], "Allowed choices are dev, test, prod"],
    [["import", "98178", "--out", "x", "--jsn"], "unknown option '--jsn'"],
    [["import", " ", "--out", "x"], "cannot be a customer"],
    [["import", "98\n178", "--out", "x"], '"98\\n178" cannot be a customer'],
    [["imprt"], "unknown command 'imprt'"],
    [[], "Usage: pulumi-workato-embedded"],
  ])("%j is a wrong use: 2, nothing sent", async (argv, message) => {
    const { exitCode, out, errors } = await runCommand(argv, emulator);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(errors).toContain(message);
    expect(emulator.requests).toEqual([]);
  });

  test.each([
    [{}, "no Workato API token: set the environment variable WORKATO_API_TOKEN"],
    [{ WORKATO_API_TOKEN: "t", WORKATO_REGION: "mars" }, 'WORKATO_REGION is "mars"'],
    [{ WORKATO_API_TOKEN: "t", WORKATO_HOST: "http://workato.example" }, "would travel in plain text"],
  ])("settings %j: 2, and where settings come from", async (environment, message) => {
    const { exitCode, errors } = await runCommand(["import", "98178", "--out", "x"], undefined, environment);
    expect(exitCode).toBe(2);
    expect(errors).toContain(message);
    expect(errors).toContain("Only the environment was read");
  });

  test("a refused token ends everything with its hint, and is not shown", async () => {
    const out = temporaryFolder();
    emulator.failNext({ body: { message: "no access for wrong-token-123" }, status: 401, times: 99 });
    const customers = Array.from({ length: 30 }, (_, index) => String(index + 1));
    const { exitCode, errors } = await runCommand(["import", ...customers, "--out", out, "--keep-going"], emulator, {
      WORKATO_API_TOKEN: "wrong-token-123",
    });
    expect(exitCode).toBe(1);
    expect(errors).toContain("401");
    expect(errors).toContain("The token came from the environment variable WORKATO_API_TOKEN.");
    expect(errors).toMatch(/could not be read \(\d+ more not tried\); nothing was written/);
    expect(errors).not.toContain("wrong-token-123");
    expect(emulator.requests.length).toBeLessThan(30);
    expect(readFolder(out)).toEqual({});
  });

  test.each([[["--help"]], [["import", "--help"]], [["connectors", "--help"]], [["--version"]]])(
    "%j prints to stdout and is a success",
    async (argv) => {
      const { exitCode, out, errors } = await runCommand(argv);
      expect([exitCode, errors]).toEqual([0, ""]);
      expect(out).toMatch(argv[0] === "--version" ? /^\d+\.\d+\.\d+/ : /Exit codes:\n {2}0 {2}done/);
    },
  );

  test("the help of import names every region that there is", async () => {
    const { errors } = await runCommand(["import", "98178", "--out", "x"], undefined, {
      WORKATO_API_TOKEN: "token",
      WORKATO_REGION: "moon",
    });
    const regions = /must be one of ([a-z, ]+)\./.exec(errors)?.[1]?.split(", ") ?? [];
    expect(regions).toContain("us");
    const { out } = await runCommand(["import", "--help"]);
    const [line = ""] = /^ *WORKATO_REGION .*$/m.exec(out) ?? [];
    expect(regions.filter((region) => !new RegExp(`\\b${region}\\b`).test(line))).toEqual([]);
  });
});
