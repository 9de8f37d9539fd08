import { buildIfStale } from "../../../tools/pulumi/installedPackage";

/** The plugin of the SDK loads `lib/`, as in a person's project. */
export default async function globalSetup(): Promise<void> {
  await buildIfStale();
}
