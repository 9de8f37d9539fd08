import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findPulumiCli } from "../../tools/pulumi/findPulumiCli";
import type { FindOptions } from "../../tools/pulumi/findPulumiCli";
import { PINNED_CLI, PINNED_VERSION } from "../../tools/pulumi/pinnedCli";
import { cacheFolder, cachedExecutable, makeOnce } from "../../tools/toolCache";

let folder: string;
let env: Record<string, string>;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "find-cli-"));
  env = { PATH: path.join(folder, "bin"), HOME: folder, XDG_CACHE_HOME: path.join(folder, "cache") };
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** An executable that answers every command as `pulumi version` does. */
function fakeCli(file: string, version: string): string {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho v${version}\n`, { mode: 0o755 });
  return file;
}

const onPath = () => path.join(folder, "bin", "pulumi");
const inCache = (tool = PINNED_CLI) => cachedExecutable(cacheFolder(env), tool);

const fails = (message: string) => () => Promise.reject(new Error(message));
const makes = (cache: string) => Promise.resolve(fakeCli(cachedExecutable(cache, PINNED_CLI), PINNED_VERSION));

/** Finds with neither network nor Go, unless a test says otherwise. */
const find = (options: FindOptions = {}) =>
  findPulumiCli({ env, log: () => undefined, download: fails("no network"), build: fails("no Go"), ...options });

describe("the first that works is taken, in this order", () => {
  test("$PULUMI_CLI", async () => {
    env["PULUMI_CLI"] = fakeCli(path.join(folder, "mine"), "3.230.0");
    fakeCli(onPath(), "3.240.0");
    expect(await find()).toMatchObject({ path: env["PULUMI_CLI"], version: "3.230.0" });
  });

  test("pulumi on PATH", async () => {
    fakeCli(onPath(), "3.216.0");
    fakeCli(inCache(), PINNED_VERSION);
    expect(await find()).toMatchObject({ path: onPath(), version: "3.216.0" });
  });

  test("our cache", async () => {
    fakeCli(inCache(), PINNED_VERSION);
    const cli = await find({ download: makes });
    expect(cli).toMatchObject({ path: inCache(), version: PINNED_VERSION });
    expect(cli.explanation).toContain("from our cache");
  });

  test("the official download", async () => {
    const cli = await find({ download: makes, build: makes });
    expect(cli).toMatchObject({ path: inCache(), version: PINNED_VERSION });
    expect(cli.explanation).toContain("downloaded from Pulumi");
  });

  test("the build from the pinned Go module", async () => {
    const cli = await find({ build: makes });
    expect(cli).toMatchObject({ path: inCache(), version: PINNED_VERSION });
  });
});

describe("only the pinned version is taken from our cache", () => {
  test("one of another version lies there untouched", async () => {
    const old = fakeCli(inCache({ ...PINNED_CLI, name: "pulumi-3.217.0" }), "3.217.0");
    const cli = await find({ build: makes });
    expect(cli).toMatchObject({ path: inCache(), version: PINNED_VERSION });
    expect(existsSync(old)).toBe(true);
  });

  test("one that is not what its folder says is removed and made again", async () => {
    fakeCli(inCache(), "3.217.0");
    const cli = await find({ build: makes });
    expect(cli.version).toBe(PINNED_VERSION);
    expect(cli.explanation).toContain(`${inCache()} is 3.217.0`);
  });

  test("one that does not run is removed and made again", async () => {
    writeFileSync(fakeCli(inCache(), PINNED_VERSION), "not an executable of this machine");
    expect((await find({ build: makes })).explanation).toContain("does not run");
  });
});

describe("it says what was taken and why the earlier ones were not", () => {
  test("a pulumi on PATH that is too old is passed over", async () => {
    fakeCli(onPath(), "3.99.1");
    const { explanation } = await find({ build: makes });
    expect(explanation).toContain(`pulumi CLI ${PINNED_VERSION} built from tools/pulumi/cli, cached at`);
    expect(explanation).toContain(`${onPath()} is 3.99.1, older than 3.216.0`);
    expect(explanation).toContain("no network");
  });

  test("nothing works: one error with every reason and the remedies", async () => {
    const message = await find().then(String, (error: unknown) => String(error));
    for (const part of ["no pulumi on PATH", "no network", "no Go", "PULUMI_CLI", "https://go.dev/dl/"]) {
      expect(message).toContain(part);
    }
  });
});

describe("a $PULUMI_CLI that cannot be used is an error, never silently replaced", () => {
  beforeEach(() => {
    fakeCli(onPath(), "3.240.0");
  });

  test("it does not exist", async () => {
    env["PULUMI_CLI"] = path.join(folder, "nowhere");
    await expect(find()).rejects.toThrow(/PULUMI_CLI=.*nowhere does not run/);
  });

  test("it is too old", async () => {
    env["PULUMI_CLI"] = fakeCli(path.join(folder, "old"), "3.215.9");
    await expect(find()).rejects.toThrow("3.216.0 or newer is needed");
  });
});

describe("making a tool in the cache", () => {
  const tool = { name: "pulumi-1.0.0", executable: "bin/pulumi" };
  const log: string[] = [];
  const make = async (work: string) => {
    await new Promise((resolve) => setImmediate(resolve));
    fakeCli(path.join(work, "bin", "pulumi"), "1.0.0");
  };

  test("two that want it at once make it once", async () => {
    const cache = cacheFolder(env);
    let made = 0;
    const counted = (work: string) => {
      made++;
      return make(work);
    };
    const say = (line: string) => log.push(line);
    const files = await Promise.all([1, 2].map(() => makeOnce(cache, tool, say, counted)));
    expect(files).toEqual([cachedExecutable(cache, tool), cachedExecutable(cache, tool)]);
    expect(made).toBe(1);
    expect(log.join()).toContain(`waiting for process ${process.pid}`);
  });

  test("a lock whose process is gone does not block", async () => {
    const cache = cacheFolder(env);
    writeFileSync(path.join(cache, "pulumi-1.0.0.lock"), "2147483646");
    expect(existsSync(await makeOnce(cache, tool, () => undefined, make))).toBe(true);
  });

  test("a failure leaves nothing behind", async () => {
    const cache = cacheFolder(env);
    await expect(makeOnce(cache, tool, () => undefined, fails("broken"))).rejects.toThrow("broken");
    expect(readdirSync(cache)).toEqual([]);
  });

  test("a cache folder that cannot be written gives way to the temporary folder", () => {
    const file = path.join(folder, "file");
    writeFileSync(file, "");
    const cache = cacheFolder({ XDG_CACHE_HOME: file, TMPDIR: folder });
    expect(cache).toBe(path.join(folder, "pulumi-workato-embedded"));
  });
});
