import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** What the processes of one run took. */
export interface ProcessUsage {
  /** The program's process: seconds of computing in user mode, and the most memory that it had. */
  readonly programSeconds: number;
  readonly programMegabytes: number;
  /** The plugin's. Zero where there was none. */
  readonly pluginSeconds: number;
  readonly pluginMegabytes: number;
}

/**
 * Loaded into every Node process of a run. The engine kills plugins, so what was used is written down again and again; an
 * end that the process sees itself writes it a last time.
 */
const RECORDER = `
const { renameSync, writeFileSync } = require("node:fs");
const script = process.argv[1] ?? "";
const role = /dynamic-provider|run-plugin/.test(script) ? "plugin" : /\\bcmd\\Wrun\\b/.test(script) ? "program" : undefined;
if (role !== undefined) {
  const file = require("node:path").join(process.env.BENCH_USAGE, role + "-" + process.pid + ".json");
  const write = () => {
    const { userCPUTime, maxRSS } = process.resourceUsage();
    writeFileSync(file + ".part", JSON.stringify({ role, userCPUTime, maxRSS }));
    renameSync(file + ".part", file);
  };
  setInterval(write, 200).unref();
  process.on("exit", write);
  if (process.env.BENCH_PROFILES !== undefined) {
    const session = new (require("node:inspector").Session)();
    session.connect();
    session.post("Profiler.enable");
    session.post("Profiler.start");
    process.on("exit", () => {
      session.post("Profiler.stop", (_error, { profile }) => {
        writeFileSync(process.env.BENCH_PROFILES + "/" + role + "-" + process.pid + ".cpuprofile", JSON.stringify(profile));
      });
    });
  }
}
`;

/** Clock ticks a second in /proc; the same on every Linux. */
const TICKS = 100;

/** Seconds of computing of all processes that this one has started and that have ended, with theirs; 0 where /proc is not. */
export function endedChildrenSeconds(): number {
  if (process.platform !== "linux") return 0;
  // The name of the command is in brackets, and may have blanks.
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
  const [user = 0, system = 0] = fields.slice(13, 15).map(Number);
  return (user + system) / TICKS;
}

interface Recorded {
  readonly role: "program" | "plugin";
  readonly userCPUTime: number;
  readonly maxRSS: number;
}

/** Sees what the program's and the plugin's process of a run take. */
export class UsageRecorder {
  readonly #folder: string;
  readonly #script: string;

  readonly #profiles: Record<string, string>;

  /** @param profiles where CPU profiles go, if they are wanted */
  constructor(folder: string, profiles?: string) {
    this.#folder = path.join(folder, "usage");
    mkdirSync(this.#folder);
    this.#script = path.join(folder, "recordUsage.js");
    writeFileSync(this.#script, RECORDER);
    if (profiles !== undefined) mkdirSync(profiles, { recursive: true });
    this.#profiles = profiles === undefined ? {} : { BENCH_PROFILES: path.resolve(profiles) };
  }

  /** What a run needs in its environment. */
  get environment(): Record<string, string> {
    return { BENCH_USAGE: this.#folder, NODE_OPTIONS: `--require=${this.#script}`, ...this.#profiles };
  }

  /** What was used since the last call. */
  take(): ProcessUsage {
    const written = readdirSync(this.#folder).filter((name) => name.endsWith(".json"));
    const files = written.map((name) => path.join(this.#folder, name));
    const recorded = files.map((file) => JSON.parse(readFileSync(file, "utf8")) as Recorded);
    for (const file of files) rmSync(file);
    const of = (role: Recorded["role"]) => recorded.filter((each) => each.role === role);
    const seconds = (role: Recorded["role"]) => of(role).reduce((sum, { userCPUTime }) => sum + userCPUTime / 1e6, 0);
    const megabytes = (role: Recorded["role"]) => Math.max(0, ...of(role).map(({ maxRSS }) => maxRSS / 1024));
    return {
      programSeconds: seconds("program"),
      programMegabytes: megabytes("program"),
      pluginSeconds: seconds("plugin"),
      pluginMegabytes: megabytes("plugin"),
    };
  }
}
