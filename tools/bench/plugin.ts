/**
 * `npm run bench:plugin [-- --connections 5000]`: what the plugin computes for one customer with so many
 * connections, half as many beside it to see that it grows in proportion. In this process, with the emulator in it, so
 * creates, updates and deletes have the emulator's time too; checks and diffs ask for one list.
 */
import { parseArgs } from "node:util";
import { startEmulator } from "../../emulator";
import { managedConnectionProvider } from "../../provider/resources/connection/connectionResource";
import type { ConnectionArguments } from "../../provider/arguments/connection";
import { Session } from "../../provider/resources/session";
import { reportFailure } from "../failure";
import { markdownTable } from "./figures";

const { values } = parseArgs({ options: { connections: { type: "string", default: "5000" } } });
const COUNT = Number(values.connections);

type Provider = ReturnType<typeof managedConnectionProvider>;

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
    return { session, provider: managedConnectionProvider(session) as Required<Provider> };
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
  const states = new Map<number, ConnectionArguments>();
  let { session, provider } = start();
  await timed("check, new", (index) => provider.check({} as ConnectionArguments, args(index, "")));
  await timed("create", async (index) => {
    const { id, outs } = await provider.create(args(index, ""));
    ids.set(index, id);
    states.set(index, outs as ConnectionArguments);
  });
  await timed("check, all written", (index) => provider.check({} as ConnectionArguments, args(index, "")));
  session.close();

  ({ session, provider } = start());
  const id = (index: number) => ids.get(index) ?? "";
  const state = (index: number) => states.get(index) ?? args(index, "");
  await timed("check, as it is", (index) => provider.check(args(index, ""), args(index, "")));
  await timed("diff", (index) => provider.diff(id(index), state(index), args(index, "")));
  await timed("read", (index) => provider.read(id(index), state(index)));
  await timed("update", async (index) => {
    const { outs } = await provider.update(id(index), state(index), args(index, " b"));
    states.set(index, outs as ConnectionArguments);
  });
  await timed("read, all written", (index) => provider.read(id(index), state(index)));
  await timed("diff, all written", (index) => provider.diff(id(index), state(index), args(index, " b")));
  await timed("delete", (index) => provider.delete(id(index), state(index)));
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
