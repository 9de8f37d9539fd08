import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { npm } from "../npm";

const REPOSITORY = path.resolve(__dirname, "../..");

/** The version of `@pulumi/pulumi` in our development dependencies. */
export function developmentSdk(): string {
  const manifest = JSON.parse(readFileSync(path.join(REPOSITORY, "package.json"), "utf8")) as {
    devDependencies: { "@pulumi/pulumi": string };
  };
  return manifest.devDependencies["@pulumi/pulumi"];
}

/**
 * Packs this repository and installs the tarball into an empty project, as a user of the package does, beside a version of
 * `@pulumi/pulumi`.
 */
export async function installPackage(runFolder: string, sdk: string): Promise<string> {
  await buildIfStale();
  const folder = path.join(runFolder, "installed");
  mkdirSync(folder);
  // The build was just looked at, so `prepare` need not build once more.
  const packed = await npm(["pack", "--ignore-scripts", "--json", "--pack-destination", folder], REPOSITORY);
  const tarball = (JSON.parse(packed) as { filename: string }[])[0]?.filename ?? "";
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
  const settings = ["package.json", "tsconfig.json", "tsconfig.build.json", "tsconfig.emulator.json"];
  const sources = [...settings, ...sourcesIn("provider"), ...sourcesIn("emulator")];
  const builtAt = statSync(built).mtimeMs;
  return sources.some((file) => statSync(path.join(REPOSITORY, file)).mtimeMs > builtAt);
}

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(REPOSITORY, folder), { recursive: true, encoding: "utf8" }).map((file) =>
    path.join(folder, file),
  );
}
