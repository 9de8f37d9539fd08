import * as pulumi from "@pulumi/pulumi";
import type { WorkatoClient } from "../api";
import { messageOf } from "../api/errors/workatoError";
import { isRecord } from "../api/json";
import { SharedAnswers } from "../api/sharedAnswers";
import type { LookupName } from "../lookups";
import { readQuestion, type LookupResult } from "../lookups/question";
import { openClient } from "../settings/openClient";
import { Settings } from "../settings/settings";
import { programError } from "./programError";
import { checkStackConfiguration } from "./stackConfiguration";

/**
 * Runs a lookup in the program's process.
 * @param args as the program gives them, not checked yet
 * @throws RunError with the name of the lookup and without a stack
 */
export async function runLookup<Name extends LookupName>(name: Name, args: unknown): Promise<LookupResult<Name>> {
  const fail = (error: unknown): never => {
    throw pulumi.RunError.isInstance(error) ? error : programError(`${name}: ${messageOf(error)}`);
  };
  try {
    refuseOutputs(name, args);
    checkStackConfiguration();
    const question = readQuestion(name, args);
    const mocks = findMocks();
    if (mocks !== undefined) return (await askMocks(mocks, name, args)) as LookupResult<Name>;
    const { api, answers } = lookupClient(question.account);
    return await question.ask(api, (key, ask) => answers.get(key, () => ask().catch(fail)) as ReturnType<typeof ask>);
  } catch (error) {
    return fail(error);
  }
}

type CallMocks = Pick<pulumi.runtime.Mocks, "call">;

/** Under `pulumi.runtime.setMocks` the program's test answers for Workato, as for every function of a provider. */
function findMocks(): CallMocks | undefined {
  const monitor: object | undefined = pulumi.runtime.getMonitor();
  return monitor !== undefined && "mocks" in monitor ? (monitor.mocks as CallMocks) : undefined;
}

/** Not by the SDK's `invoke`, which loses what the mock throws. */
async function askMocks(mocks: CallMocks, name: LookupName, args: unknown): Promise<unknown> {
  const given = Object.entries(isRecord(args) ? args : {}).filter(([, value]) => value !== undefined);
  return await mocks.call({ token: `workato:index:${name}`, inputs: Object.fromEntries(given) });
}

/** @throws Error that names the form of the lookup for outputs */
function refuseOutputs(name: LookupName, args: unknown): void {
  for (const [argument, value] of Object.entries(isRecord(args) ? args : {})) {
    if (pulumi.Output.isInstance(value)) throw new Error(`${argument} is an output: use ${name}Output.`);
  }
}

/** Where lookups with the same settings ask. */
interface LookupClient {
  readonly api: WorkatoClient;
  /** Nothing is kept: a program lives as long as its `up`, which may make what it looks for next. */
  readonly answers: SharedAnswers<unknown>;
}

/**
 * One client for each settings, so that all lookups of a program share its queues. A process of the Automation API runs
 * several stacks, each with settings of its own.
 */
const clients = new Map<string, LookupClient>();

/** @throws SettingsError that names the key and the remedy. */
function lookupClient(account: string | undefined): LookupClient {
  // Not Config.get: it warns that the token is a secret, which is why we take care of it ourselves.
  const settings = new Settings((key) => pulumi.runtime.getConfig(`workato:${key}`), process.env).account(account);
  const key = JSON.stringify(settings);
  const known = clients.get(key);
  if (known !== undefined) return known;
  const api = openClient(settings, {
    environment: process.env,
    writeLine: (line) => {
      process.stderr.write(`${line}\n`);
    },
  });
  const client = { api, answers: new SharedAnswers<unknown>("underWay") };
  clients.set(key, client);
  return client;
}
