import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { startEmulator } from "../../emulator";
import { ownPackage } from "../../provider/api";

const ROOT = path.join(__dirname, "..", "..");

const PROGRAM = `
import { getCustomer, getFolder, ManagedConnection } from "./provider";
async function main() {
  const { managedUserId } = await getCustomer({ externalId: "A2300" });
  console.log(typeof ManagedConnection, (await getFolder({ managedUserId, path: "CRM" })).name);
}
void main();
`;

test("the package knows its name and version, as package.json has them", () => {
  const { name, version } = JSON.parse(readFileSync(path.join(ROOT, "package.json"), "utf8")) as Record<
    string,
    unknown
  >;
  expect(ownPackage()).toEqual({ name, version });
});

test("lookups work in a program that is bundled into one file", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "bundled-"));
  const seed = { customers: [{ id: 98178, externalId: "A2300", folders: ["CRM"] }] };
  const emulator = await startEmulator({ seed });
  try {
    const outfile = path.join(folder, "program.js");
    await build({
      stdin: { contents: PROGRAM, resolveDir: ROOT },
      bundle: true,
      minify: true,
      platform: "node",
      external: ["@pulumi/pulumi"],
      outfile,
    });
    const env = {
      PATH: process.env.PATH,
      NODE_PATH: path.join(ROOT, "node_modules"),
      WORKATO_HOST: emulator.url,
      WORKATO_API_TOKEN: emulator.token,
    };
    const { stdout } = await promisify(execFile)(process.execPath, [outfile], { cwd: folder, env });
    expect(stdout).toBe("function CRM\n");
  } finally {
    await emulator.close();
    rmSync(folder, { recursive: true });
  }
});
