import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const REPOSITORY = path.resolve(__dirname, "../../..");

/** Packs this repository and installs the tarball into an empty project, as a user of the package does. */
export async function installPackage(runFolder: string): Promise<string> {
  const manifest = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8")) as {
    devDependencies: Record<string, string>;
  };
  await buildIfStale();
  const folder = path.join(runFolder, "installed");
  mkdirSync(folder);
  // The build was just looked at, so `prepare` need not build once more.
  const packed = await npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], REPOSITORY);
  const tarball = (JSON.parse(packed) as { filename: string }[])[0]?.filename ?? "";
  const sdk = manifest.devDependencies["@pulumi/pulumi"] ?? "";
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ name: "customer-infrastructure", private: true }));
  await npm(["install", "--prefer-offline", "--no-package-lock", `./${tarball}`, `@pulumi/pulumi@${sdk}`], folder);
  return folder;
}

/** Builds `lib/` when it is not what the sources say. */
export async function buildIfStale(): Promise<void> {
  if (isBuildStale()) {
    await npm(["run", "build", "--if-present"], REPOSITORY);
  }
}

/** Whether `lib/` is missing or older than something that it is made of. */
function isBuildStale(): boolean {
  const built = path.join(REPOSITORY, "lib", "index.js");
  if (!existsSync(built)) {
    return true;
  }
  const sources = ["package.json", "tsconfig.json", "tsconfig.build.json", ...sourcesIn("provider")];
  const builtAt = statSync(built).mtimeMs;
  return sources.some((file) => statSync(path.join(REPOSITORY, file)).mtimeMs > builtAt);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    path.join(folder, file),
  );
}

async function npm(args: string[], cwd: string): Promise<string> {
  // A surrounding `npm run` passes its own settings on as variables; a user's project has none of them.
  const env = Object.fromEntries(Object.entries(process.env).filter(([key]) => !/^(npm_|INIT_CWD$)/.test(key)));
  const quiet = ["--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"];
  const { stdout } = await promisify(execFile)("npm", [...args, ...quiet], { cwd, env, maxBuffer: 16 * 1024 * 1024 });
  return stdout;
}
