import { mkdirSync, mkdtempSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { createServer } from "node:tls";
import { connect, type AddressInfo } from "node:net";
import type { Emulator } from "../../emulator";
import { startEmulator } from "../../emulator";
import { CERTIFICATE } from "../api/support/certificate";
import { startConnectProxy, type ConnectProxy } from "../api/support/connectProxy";
import { readmeText, resultsOf, session, stepsOf, type StepResult } from "./support/readmeRun";
import { npmEnvironment, packedPackage, userProject } from "./support/userProject";
import { testRun } from "./support/testRun";

const { folder: runFolder, cli, sdk, version } = testRun();
const ACCOUNT = "Use it with your Workato account";

/** A long chain of commands of npm and Pulumi; this only ends what hangs. */
jest.setTimeout(900_000);

let workato: Emulator;
let proxy: ConnectProxy;
let port: number;
const tunnelEnd = createServer(CERTIFICATE, (socket) => {
  const target = connect(Number(new URL(workato.url).port), "127.0.0.1");
  socket.pipe(target).pipe(socket);
  socket.on("error", () => target.destroy());
  target.on("error", () => socket.destroy());
});

// Workato itself is behind the proxy of this reader's company: the token is the one that the README writes.
beforeAll(async () => {
  workato = await startEmulator({ token: "..." });
  await new Promise<void>((resolve) => tunnelEnd.listen(0, "127.0.0.1", resolve));
  proxy = await startConnectProxy((tunnelEnd.address() as AddressInfo).port, ["forward"]);
  // A port that was free a moment ago.
  const passing = await startEmulator();
  port = Number(new URL(passing.url).port);
  await passing.close();
});
afterAll(async () => {
  await proxy.close();
  await new Promise((resolve) => tunnelEnd.close(resolve));
  await workato.close();
});

/** The three things that are not as written: the package comes from its tarball, the SDK is that of the run, the port is a free one. */
function asHere(command: string): string {
  return command
    .replace(/^npm install (.*) pulumi-workato-embedded$/, `npm install $1 ${packedPackage()}`)
    .replace("@pulumi/pulumi ", `@pulumi/pulumi@${sdk} `)
    .replaceAll("4010", String(port));
}

/** Does what a README says in an empty folder. */
async function follow(text: string): Promise<{ results: StepResult[]; folder: string }> {
  const reader = mkdtempSync(path.join(runFolder, "reader-"));
  const folder = path.join(reader, "empty");
  mkdirSync(folder);
  const steps = stepsOf(text);
  const behindProxy = [`HTTPS_PROXY=http://127.0.0.1:${proxy.port}`, "NO_PROXY=127.0.0.1"].join(" ");
  const typed = steps.map(({ text: command, file, section, ...rest }, index) => ({
    ...rest,
    section,
    text:
      (section === ACCOUNT && steps[index - 1]?.section !== ACCOUNT ? `export ${behindProxy}\n` : "") + asHere(command),
    ...(file === undefined ? {} : { file }),
  }));
  const user = userProject(folder);
  // What npm's launcher of Pulumi would download.
  const cached = path.join(reader, "pulumi", "pulumi-home", "versions", version, "bin");
  mkdirSync(cached, { recursive: true });
  symlinkSync(cli, path.join(cached, "pulumi"));
  const { output } = await user.type(session(typed, "a token that was typed"), {
    ...npmEnvironment(),
    HOME: reader,
    PULUMI_VERSION: version,
    PULUMI_SKIP_CONFIRMATIONS: "true",
    NODE_EXTRA_CA_CERTS: path.resolve(__dirname, "../api/support/localhost.cert.pem"),
  });
  return { results: resultsOf(typed, output), folder };
}

/** The commands that did not go as the README says, with what they printed. */
const wrong = (results: readonly StepResult[]) =>
  results
    .filter(
      ({ file, exitCode, fails = false }) =>
        file === undefined && (exitCode === undefined || (exitCode !== 0) !== fails),
    )
    .map(({ text, output, exitCode }) => `${text}\n${exitCode}: ${output}`);

test("every command and program of the README works in its order, as it is written, in an empty folder", async () => {
  const { results, folder } = await follow(readmeText());
  expect(wrong(results)).toEqual([]);
  const printedBy = (command: RegExp) => results.filter(({ text }) => command.test(text)).map(({ output }) => output);

  const [first, refused, repaired] = printedBy(/^npx pulumi up(?! --refresh)/);
  expect(first).toContain("+ 4 created");
  expect(refused).toContain("refused");
  expect(repaired).toContain("~ 1 updated");
  expect(printedBy(/status 98178/)[0]).toMatch(/Jira .*working/);
  // The API in the background was the package's own, and it is ended.
  const journal = readFileSync(path.join(folder, "emulator.log"), "utf8");
  expect(journal).toContain("POST /api/managed_users/98178/connections 200");
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();

  // The other half went to Workato in Europe.
  expect([...new Set(proxy.targets)]).toEqual(["app.eu.workato.com:443"]);
  const made = workato.connections("98181").map(({ name, receivedInput }) => [name, receivedInput?.["apitoken"]]);
  expect(made.sort()).toEqual([
    ["Jira", "a token that was typed"],
    ["Salesforce", undefined],
  ]);
  expect(readFileSync(path.join(folder, "status.html"), "utf8")).toContain("Salesforce");
  expect(readFileSync(path.join(folder, "connections/index.ts"), "utf8")).toContain("adoptConnectionId");
});

test("a README with a mistake is found out at the very command", async () => {
  const mistaken = readmeText().replace("npm pkg delete main", "npm pkg forget main");
  const { results } = await follow(mistaken);
  expect(wrong(results)[0]).toContain("npm pkg forget main");
  expect(results[0]?.exitCode).not.toBe(0);
  expect(results.at(-1)?.exitCode).toBeUndefined();
});
