import type { Check } from "../../../provider/cli/doctor/check";
import { diagnose, type DoctorSeams } from "../../../provider/cli/doctor/doctorCommand";
import { temporaryFolder } from "./commandLine";

/** What `doctor --json` told. */
export interface Diagnosis {
  readonly exitCode: number;
  /** Everything that was written. */
  readonly written: string;
  readonly checks: readonly Check[];
  /** Of the workspace, by name: ok, or what to do. */
  readonly findings: Readonly<Record<string, string>>;
}

const TOOLCHAIN = ["project", "node", "sdk", "cli", "typescript", "package"];

/** Runs it, in an empty folder unless a seam says otherwise. */
export async function diagnosed(environment: Record<string, string>, seams: DoctorSeams = {}): Promise<Diagnosis> {
  let out = "";
  let errors = "";
  const commandLine = {
    environment,
    writeOut: (text: string) => (out += text),
    writeError: (text: string) => (errors += text),
  };
  const exitCode = await diagnose({ json: true }, commandLine, { workingDirectory: temporaryFolder(), ...seams });
  const { checks } = JSON.parse(out) as { checks: Check[] };
  const ofWorkspace = checks.filter(({ name }) => !TOOLCHAIN.includes(name));
  const findings = Object.fromEntries(ofWorkspace.map(({ name, ok, remedy }) => [name, ok ? "ok" : (remedy ?? "")]));
  return { exitCode, written: out + errors, checks, findings };
}

export function messageOf({ checks }: Diagnosis, name: string): string | undefined {
  return checks.find((check) => check.name === name)?.message;
}

export function allOk(...names: string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, "ok"]));
}

/** What is ok when the API answers, and takes the token. */
export const REACHED = allOk("token", "region", "proxy", "network", "tls", "clock", "quota");

export function containing(part: string): string {
  return expect.stringContaining(part) as string;
}
