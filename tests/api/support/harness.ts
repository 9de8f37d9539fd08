import { WorkatoClient, type WorkatoClientOptions, WorkatoError } from "../../../provider/api";
import type { ClientSeams } from "../../../provider/api/client";
import { startScriptedServer, type ScriptedServer, type Step } from "./scriptedServer";

export const TOKEN = "wrkaus-TOKEN+secret/1234==";

/** Options that wait for nothing. */
export function clientOptions(overrides: Partial<WorkatoClientOptions> = {}): WorkatoClientOptions {
  return {
    baseUrl: "http://127.0.0.1:9",
    apiToken: TOKEN,
    requestTimeoutSeconds: 5,
    retryTimeoutSeconds: 30,
    requestsPerMinute: 1000,
    listRequestsPerMinute: 1000,
    quotaWindowSeconds: 60,
    environment: {},
    writeLine: () => undefined,
    debug: false,
    ...overrides,
  };
}

/** A client and the server that it speaks to. */
export interface Bench {
  readonly client: WorkatoClient;
  readonly server: ScriptedServer;
  readonly lines: string[];
}

const open: { close(): Promise<void> | void }[] = [];

/** To be closed after the test. */
export function keep<T extends { close(): Promise<void> | void }>(thing: T): T {
  open.push(thing);
  return thing;
}

afterEach(async () => {
  for (const thing of open.splice(0).reverse()) await thing.close();
});

/** A client against a script. Back-off is nothing, for the random number is 0. */
export async function bench(
  steps: readonly Step[],
  overrides: Partial<WorkatoClientOptions> = {},
  seams: ClientSeams = { random: () => 0 },
): Promise<Bench> {
  const server = keep(await startScriptedServer(steps));
  const lines: string[] = [];
  const writeLine = (line: string): void => void lines.push(line);
  const client = keep(new WorkatoClient(clientOptions({ baseUrl: server.url, writeLine, ...overrides }), seams));
  return { client, server, lines };
}

/** The WorkatoError that a promise ends with. */
export async function failureOf(promise: Promise<unknown>): Promise<WorkatoError> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof WorkatoError) return error;
    throw error;
  }
  throw new Error("It succeeded.");
}

/** Every text of an error, as a person or a log might see it. */
export function allTexts(error: Error): string {
  const own = Object.getOwnPropertyNames(error).map((key) => JSON.stringify(Reflect.get(error, key)));
  return [error.message, error.stack, String(error), ...own].join("\n");
}

/** Every write with arguments that do not matter, by the name of the endpoint. */
export const WRITES = {
  create: (client: WorkatoClient) => client.createConnection("98178", { name: "a", provider: "jira" }),
  update: (client: WorkatoClient) => client.updateConnection("98178", "36", { name: "a" }),
  disconnect: (client: WorkatoClient) => client.disconnectConnection("98178", "36", { force: false }),
  delete: (client: WorkatoClient) => client.deleteConnection("98178", "36"),
  assign: (client: WorkatoClient) => client.assignOAuthProfile("98178", "322"),
  unassign: (client: WorkatoClient) => client.unassignOAuthProfile("98178", "322", { force: false }),
} satisfies Record<string, (client: WorkatoClient) => Promise<unknown>>;

/** Every read, by the name of the endpoint. */
export const READS = {
  list: (client: WorkatoClient) => client.listConnections("98178"),
  profile: (client: WorkatoClient) => client.getOAuthProfile("322"),
  profiles: (client: WorkatoClient) => client.listOAuthProfiles(),
  customers: (client: WorkatoClient) => client.listCustomers(),
  folders: (client: WorkatoClient) => client.listFolders("98178"),
  projects: (client: WorkatoClient) => client.listProjects("98178"),
  connectionSchema: (client: WorkatoClient) => client.getConnectionInputSchema("98178", "36"),
  connectorSchema: (client: WorkatoClient) => client.getConnectorInputSchema("98178", "jira"),
} satisfies Record<string, (client: WorkatoClient) => Promise<unknown>>;

/** An answer that each endpoint promises. */
export const PROMISED: Record<keyof typeof WRITES | keyof typeof READS, unknown> = {
  list: { result: [{ id: 36, name: "a" }] },
  profile: { result: { id: 322, name: "p", provider: "jira", oem_customers_count: 2 } },
  profiles: { result: [{ id: 322, name: "p", provider: "jira", oem_customers_count: 2 }] },
  customers: { result: [{ id: 98178, external_id: "A2300", name: "Acme" }], count: 1, page: 1, per_page: 100 },
  folders: { result: [{ id: 7, name: "Integrations", parent_id: 1 }] },
  projects: { result: [{ id: 5, folder_id: 7, name: "Integrations", description: "" }] },
  connectionSchema: { result: [{ name: "apitoken" }] },
  connectorSchema: { result: [{ name: "apitoken" }] },
  create: { id: 36, name: "a" },
  update: { id: 36, name: "a" },
  disconnect: { result: { success: true, status: "disconnected" } },
  delete: { result: { success: true, status: "deleted" } },
  assign: { result: { success: true } },
  unassign: { result: { success: true } },
};
