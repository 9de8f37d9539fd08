import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { StackResource } from "../../../tools/pulumi/pulumiProject";
import type { TestProject } from "./engine";
import { IS_SECOND_DOOR } from "../../support/door";

/** The resources of a stack as they are saved; secrets are encrypted. Quicker than `pulumi stack export`. */
export function savedResources(project: TestProject, stack?: string): StackResource[] {
  const saved = JSON.parse(project.stateFile(stack)) as { checkpoint: { latest?: { resources?: StackResource[] } } };
  return saved.checkpoint.latest?.resources ?? [];
}

/** The one resource of this logical name. */
export function savedResource(project: TestProject, name: string, stack?: string): StackResource {
  const found = savedResources(project, stack).filter((resource) => resource.urn.endsWith(`::${name}`));
  if (found.length !== 1 || found[0] === undefined) {
    throw new Error(`${found.length} resources "${name}" in the state`);
  }
  return found[0];
}

/** Ids of our resources by logical name. */
export function savedIds(project: TestProject, stack?: string): Record<string, string | undefined> {
  const own = savedResources(project, stack).filter(({ type }) =>
    /^(pulumi-nodejs:dynamic\/workato|workato:index):/.test(type),
  );
  return Object.fromEntries(own.map(({ urn, id }) => [urn.split("::").at(-1) ?? "", id] as const));
}

/** A value that the state has encrypted; each time it is saved, anew. */
export const ENCRYPTED = expect.objectContaining({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  ciphertext: expect.any(String) as string,
}) as unknown;

/** What a resource has in the state, readable: its outputs, with secrets in clear. */
export async function openedOutputs(project: TestProject, name: string): Promise<Record<string, unknown>> {
  const { deployment } = await project.exportStack({ args: ["--show-secrets"] });
  const { outputs = {} } = deployment.resources?.find(({ urn }) => urn.endsWith(`::${name}`)) ?? {};
  return Object.fromEntries(Object.entries(outputs).map(([key, value]) => [key, opened(value)]));
}

/** There may be secrets in a secret. */
function opened(value: unknown): unknown {
  const isSecret = typeof value === "object" && value !== null && "plaintext" in value;
  return isSecret ? JSON.parse(String(value.plaintext), (_key, within: unknown) => opened(within)) : value;
}

/** Everything that the file backend holds: states, their backups, histories. */
export function backendTexts(project: TestProject): string[] {
  const files = readdirSync(project.backend, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.map((file) => readFileSync(path.join(file.parentPath, file.name), "utf8"));
}

/** URN of a connection in the stack `dev` of the project of these tests. */
export function connectionUrn(name: string): string {
  const type = IS_SECOND_DOOR ? "workato:index" : "pulumi-nodejs:dynamic/workato";
  return `urn:pulumi:dev::customers::${type}:ManagedConnection::${name}`;
}
