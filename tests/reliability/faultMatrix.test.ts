import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { startEmulator, type Emulator } from "../../emulator";
import { OTHER_FORMS } from "../support/otherForms";
import { expectedOf, judgeServer } from "./support/matrixExpectation";
import { Gate } from "./support/gate";
import { runCell, settingsOf, type Cell, type CellRun, type Plugins } from "./support/matrixCell";
import { MATRIX_FAULTS } from "./support/matrixFaults";
import { MATRIX_ROWS } from "./support/matrixRows";
import { checkReliabilityDocument } from "./support/reliabilityDocument";
import { SdkPlugin } from "./support/sdkPlugin";

const TOKEN = "planted-api-token-of-the-matrix";
/** Quick: waits are a hundredth of the real ones. A new resource is looked at when it is made, not before: what is counted is that. */
const QUICK = {
  quotaWindowSeconds: "0.6",
  settleTimeoutSeconds: "0.4",
  previewLookups: "false",
  requestsPerMinute: "1000000",
  listRequestsPerMinute: "1000000",
};
const CELLS_AT_ONCE = 32;

const cells: Cell[] = [];
/** Cells whose server answers in every form that is not documented; every row, fault and phase has some. */
const otherForms = new Set<Cell["customer"]>();
for (const [rowIndex, row] of MATRIX_ROWS.entries()) {
  for (const [faultIndex, fault] of MATRIX_FAULTS.entries()) {
    for (const [phaseIndex, phase] of (["once", "always"] as const).entries()) {
      const number = 100_000 + cells.length;
      if ((rowIndex + faultIndex + phaseIndex) % 2 === 1) otherForms.add(String(number));
      cells.push({
        row,
        fault,
        phase,
        customer: String(number),
        profile: number,
        account: `account${number}`,
        // A workspace is a token: a rate limit of one cell is no matter of another.
        token: `planted-${number}-token`,
        secret: `planted-${number}-secret`,
      });
    }
  }
}

let documented: Emulator;
let undocumented: Emulator;
const emulatorOf = ({ customer }: Cell): Emulator => (otherForms.has(customer) ? undocumented : documented);
let other: Server;
let plugins: Plugins;
const visitors: string[] = [];
const gates: Gate[] = [];
const runs = new Map<Cell, CellRun>();
const broken = new Map<Cell, unknown>();

beforeAll(async () => {
  const tokens = { token: TOKEN, moreTokens: cells.map(({ token }) => token) };
  documented = await startEmulator(tokens);
  undocumented = await startEmulator({ ...tokens, behaviour: OTHER_FORMS });
  for (const cell of cells) {
    emulatorOf(cell).addCustomer({ id: cell.customer });
    emulatorOf(cell).addProfile({ id: cell.profile, provider: "salesforce" });
  }
  other = createServer((request, response) => {
    visitors.push(`${request.method ?? ""} ${request.headers.authorization ?? ""}`);
    response.end("{}");
  });
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const otherOrigin = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  const gated = new Map<Cell, Gate>();
  for (const cell of cells.filter(({ fault }) => fault.title === "connection refused")) {
    const gate = await Gate.open(emulatorOf(cell).url);
    gates.push(gate);
    gated.set(cell, gate);
  }
  const account = (cell: Cell, baseUrl: string, more: object = {}) => [
    cell.account,
    { apiToken: cell.token, baseUrl, ...more },
  ];
  const base = { apiToken: TOKEN, baseUrl: documented.url, ...QUICK };
  const plain = {
    ...base,
    accounts: JSON.stringify(Object.fromEntries(cells.map((c) => account(c, emulatorOf(c).url)))),
  };
  const during = cells.map((cell) => account(cell, gated.get(cell)?.url ?? emulatorOf(cell).url, settingsOf(cell)));
  plugins = {
    before: await SdkPlugin.start(plain),
    during: await SdkPlugin.start({ ...base, accounts: JSON.stringify(Object.fromEntries(during)) }),
    after: await SdkPlugin.start(plain),
  };
  // What takes long begins first.
  const waiting = [...cells].sort((a, b) => Number(b.fault.isSlow ?? false) - Number(a.fault.isSlow ?? false));
  const work = async (): Promise<void> => {
    for (let cell = waiting.shift(); cell !== undefined; cell = waiting.shift()) {
      const gate = gated.get(cell);
      try {
        runs.set(cell, await runCell({ ...cell, ...(gate ? { gate } : {}) }, plugins, emulatorOf(cell), otherOrigin));
      } catch (error) {
        broken.set(cell, error);
      }
    }
  };
  await Promise.all(Array.from({ length: CELLS_AT_ONCE }, work));
});

afterAll(async () => {
  await Promise.all(Object.values(plugins).map((plugin: SdkPlugin) => plugin.close()));
  for (const gate of gates) gate.shut();
  other.close();
  await documented.close();
  await undocumented.close();
});

const titled = cells.map((cell) => [cell.row.title, cell.fault.title, cell.phase, cell] as const);

describe.each(MATRIX_ROWS.map(({ title }) => title))("%s", (title) => {
  test.each(titled.filter(([row]) => row === title))("%s: %s, %s", (_row, _fault, _phase, cell) => {
    if (broken.has(cell)) throw broken.get(cell);
    const run = runs.get(cell)!;
    const expected = expectedOf(cell);
    const { method, path } = cell.row.request(cell);

    expect(run.error === undefined ? "succeeds" : `fails: ${run.error}`).toMatch(
      expected.succeeds ? /^succeeds$/ : /^fails/,
    );
    expect(run.tried()).toBeGreaterThanOrEqual(expected.fewest);
    expect(run.tried()).toBeLessThanOrEqual(expected.most);
    if (run.error !== undefined) {
      // What was sent, where, and what to do; never a mishap of ours.
      expect(run.error).toContain(`Workato: ${method} `);
      expect(run.error).toMatch(new RegExp(path.source.replace(/\$$/, "")));
      // The API's own "no" says itself what is wrong.
      expect(run.error).toMatch(cell.fault.title.includes("success false") ? /Not now/ : /\b(again|Check|lower)\b/);
      expect(run.error).not.toMatch(/TypeError|undefined|\[object|Cannot read|is not a function/);
    }
    // What has an id keeps it, whatever happens.
    if (run.error !== undefined) expect(run.idsAfter).toEqual(expect.arrayContaining([...run.idsBefore]));

    expect(run.nextError).toBeUndefined();
    expect(run.adopted).toBe(expected.adopts);
    expect(Object.values(run.lastSteps).filter((step) => step !== "same")).toEqual([]);
    expect(run.lastRequests).toBe(0);
    judgeServer(cell, run, emulatorOf(cell));
  });
});

test("no secret and no mishap in any error or line: neither the token nor any credential, whatever a server quotes", () => {
  const errors = [...runs.values()].flatMap(({ error, nextError }) => [error ?? "", nextError ?? ""]);
  const lines = Object.values(plugins).flatMap((plugin: SdkPlugin) => plugin.lines);
  const shown = [...errors, ...lines].join("\n");
  expect(shown).not.toMatch(/planted-/);
  expect(shown).not.toMatch(/TypeError|UnhandledPromise|Cannot read|\bat .*\.js:\d+/);
});

test("nothing is sent to the host of a redirect", () => {
  expect(visitors).toEqual([]);
});

test("docs/reliability.md says what was seen", () => {
  expect(runs.size).toBe(cells.length);
  checkReliabilityDocument(runs);
});
