/**
 * `npm run bench:plugin [-- --connections 5000]`: what the plugin computes for one customer with so many
 * connections, half as many beside it to see that it grows in proportion. In this process, with the emulator in it, so
 * creates, updates and deletes have the emulator's time too; checks and diffs ask for one list.
 */
import { parseArgs } from "node:util";
import { startEmulator } from "../../emulator";
import { connectionResource } from "../../provider/resources/connection/connectionResource";
import type { ConnectionArguments } from "../../provider/arguments/connection";
import { Session } from "../../provider/resources/session";
import { reportFailure } from "../failure";
import { markdownTable } from "./figures";

const { values } = parseArgs({ options: { connections: { type: "string", default: "5000" } } });
const COUNT = Number(values.connections);

/** As many calls as the engine has under way. */
const PARALLEL = 16;

async function measure(count: number): Promise<[string, number][]> {
  const emulator = await startEmulator();
  const figures: [string, number][] = [];
  const start = () => {
    const session = new Session({ environment: {}, writeLine: () => undefined });
    const config: Readonly<Record<string, string>> = {
      "workato:apiToken": emulator.token,
      "workato:baseUrl": emulator.url,
      "workato:requestsPerMinute": "10000000",
      "workato:listRequestsPerMinute": "10000000",
    };
    session.configure((key) => config[`workato:${key}`]);
    return { session, resource: connectionResource(session) };
  };
  const all = Array.from({ length: count }, (_, index) => index);
  const timed = async (label: string, each: (index: number) => Promise<unknown>) => {
    const waiting = [...all];
    const started = performance.now();
    const work = async () => {
      for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) await each(index);
    };
    await Promise.all(Array.from({ length: PARALLEL }, work));
    figures.push([label, performance.now() - started]);
  };
  const args = (index: number, version: string): ConnectionArguments => ({
    managedUserId: "98178",
    provider: "jira",
    name: `Jira ${index}${version}`,
    input: { host_name: `acme-${index}.atlassian.net`, apitoken: `token-${index}` },
  });

  const ids = new Map<number, string>();
  const states = new Map<number, Partial<ConnectionArguments>>();
  const identity = (index: number) => `connection-${index}`;
  let { session, resource } = start();
  const check = (index: number, olds: object) =>
    Promise.resolve(resource.check({ identity: identity(index), olds, news: { ...args(index, "") } }));
  await timed("check, new", (index) => check(index, {}));
  await timed("create", async (index) => {
    const { id, state } = await resource.create({ identity: identity(index), news: args(index, "") });
    ids.set(index, id);
    states.set(index, state);
  });
  await timed("check, all written", (index) => check(index, {}));
  session.close();

  ({ session, resource } = start());
  const inState = (index: number) => ({
    identity: identity(index),
    id: ids.get(index) ?? "",
    olds: states.get(index) ?? args(index, ""),
  });
  const diff = (index: number, version: string) =>
    Promise.resolve(resource.diff({ ...inState(index), news: args(index, version) }));
  await timed("check, as it is", (index) => check(index, args(index, "")));
  await timed("diff", (index) => diff(index, ""));
  await timed("read", (index) => resource.read(inState(index)));
  await timed("update", async (index) => {
    states.set(index, await resource.update({ ...inState(index), news: args(index, " b") }));
  });
  await timed("read, all written", (index) => resource.read(inState(index)));
  await timed("diff, all written", (index) => diff(index, " b"));
  await timed("delete", (index) => resource.delete(inState(index)));
  session.close();
  await emulator.close();
  return figures;
}

async function main(): Promise<void> {
  const half = await measure(COUNT / 2);
  const whole = await measure(COUNT);
  const rows = whole.map(([label, ms], index) => {
    const before = half[index]?.[1] ?? 0;
    return [label, before.toFixed(0), ms.toFixed(0), (ms / before).toFixed(2)];
  });
  process.stdout.write(`${markdownTable(["ms for all", `${COUNT / 2}`, `${COUNT}`, "times"], rows)}\n`);
  const { maxRSS } = process.resourceUsage();
  process.stdout.write(`memory, with the emulator: ${(maxRSS / 1024).toFixed(0)} MB\n`);
}

main().catch(reportFailure);
