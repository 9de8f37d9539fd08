import type { Connection } from "../../provider/api";
import { statusOf } from "../../provider/cli/status/connectionStatus";
import { worstFirst } from "../../provider/cli/status/statusReport";
import { reportOf } from "./support/reportOf";
import { connection } from "./support/connections";

const CREATED = "2026-01-01T00:00:00.000Z";
const AUTHORIZED = "2026-02-02T00:00:00.000Z";
const LATER = "2026-03-03T00:00:00.000Z";
const UPDATED = "2026-04-04T00:00:00.000Z";

const statusFor = (facts: Partial<Connection>) => {
  const dates = { createdAt: CREATED, updatedAt: UPDATED };
  const { group, since, reason } = statusOf(connection("36", { ...dates, ...facts }));
  return [group, since, reason];
};

describe("the group of a connection, since when, and why", () => {
  test.each<[string, Partial<Connection>, unknown[]]>([
    ["authorized", { authorizationStatus: "success", authorizedAt: AUTHORIZED }, ["working", AUTHORIZED, null]],
    ["authorized, nobody says when", { authorizationStatus: "success", authorizedAt: null }, ["working", null, null]],
    [
      "authorized again after a loss, which the server still tells",
      {
        authorizationStatus: "success",
        authorizedAt: LATER,
        connectionLostAt: AUTHORIZED,
        connectionLostReason: "network_failure",
      },
      ["working", LATER, null],
    ],
    [
      "authorized again at the very instant of the loss",
      { authorizationStatus: "success", authorizedAt: LATER, connectionLostAt: LATER },
      ["working", LATER, null],
    ],
    [
      "lost, and the status does not say so",
      {
        authorizationStatus: "success",
        authorizedAt: AUTHORIZED,
        connectionLostAt: LATER,
        connectionLostReason: "network_failure",
      },
      ["lost", LATER, "network_failure"],
    ],
    [
      "lost, with a status and two reasons",
      {
        authorizationStatus: "failed",
        authorizedAt: AUTHORIZED,
        authorizationError: "token revoked",
        connectionLostAt: LATER,
        connectionLostReason: "authentication_failure",
      },
      ["lost", LATER, "authentication_failure: token revoked"],
    ],
    [
      "lost, with one reason told twice",
      { authorizationStatus: "failed", connectionLostAt: LATER, connectionLostReason: "x", authorizationError: "x" },
      ["lost", LATER, "x"],
    ],
    [
      "failed after it was authorized",
      { authorizationStatus: "failed", authorizedAt: AUTHORIZED, authorizationError: "401" },
      ["lost", UPDATED, "401"],
    ],
    [
      "failed after it was authorized again: the earlier loss tells neither when nor why",
      {
        authorizationStatus: "exception",
        authorizedAt: LATER,
        connectionLostAt: AUTHORIZED,
        connectionLostReason: "network_failure",
      },
      ["lost", UPDATED, null],
    ],
    [
      "lost, and the authorization was cleared with it",
      { authorizationStatus: null, authorizedAt: null, connectionLostAt: LATER },
      ["lost", LATER, null],
    ],
    [
      "refused",
      { authorizationStatus: "failed", authorizationError: "bad password" },
      ["refused", CREATED, "bad password"],
    ],
    ["refused by an exception", { authorizationStatus: "exception" }, ["refused", CREATED, null]],
    ["of a status that nobody knows", { authorizationStatus: "pending" }, ["refused", CREATED, null]],
    ["never authorized", { authorizationStatus: null }, ["waiting", CREATED, null]],
    [
      "disconnected by a person",
      { authorizationStatus: null, authorizedAt: AUTHORIZED, authorizationError: "an old one" },
      ["disconnected", UPDATED, null],
    ],
  ])("%s", (_, facts, expected) => {
    expect(statusFor(facts)).toEqual(expected);
  });

  test("times are compared as instants, and told in UTC", () => {
    // Both are one instant; as texts the loss is later.
    const lost = { connectionLostAt: "2026-02-02T02:00:00+02:00", authorizedAt: "2026-02-02T00:00:00Z" };
    expect(statusFor({ authorizationStatus: "success", ...lost })).toEqual(["working", AUTHORIZED, null]);
    expect(statusFor({ authorizationStatus: "success", authorizedAt: "2026-02-01T16:00:00-08:00" })[1]).toBe(
      AUTHORIZED,
    );
    expect(statusFor({ authorizationStatus: "success", authorizedAt: "some day" })).toEqual(["working", null, null]);
  });
});

describe("a report", () => {
  const at = (connectionId: string, facts: Partial<Connection>) => connection(connectionId, facts);
  const readings = [
    {
      managedUserId: "1",
      connections: [
        at("10", { authorizedAt: AUTHORIZED }),
        at("11", { authorizationStatus: null }),
        at("12", { authorizationStatus: "failed", authorizedAt: CREATED, connectionLostAt: AUTHORIZED }),
        at("13", { authorizationStatus: "failed", authorizedAt: CREATED }),
      ],
    },
    { managedUserId: "2", failure: "404 Not found" },
    {
      managedUserId: "3",
      connections: [
        at("30", { authorizationStatus: "failed" }),
        at("31", { authorizationStatus: "failed", authorizedAt: CREATED, connectionLostAt: LATER }),
        at("32", { authorizationStatus: null, authorizedAt: CREATED }),
      ],
    },
  ];
  const report = reportOf(["1", "2", "3", "4"], readings, (text) => text.replace("404", "[redacted]"));

  test("counts each group, and has every customer that was asked for", () => {
    expect(report.summary).toEqual({ working: 1, lost: 3, refused: 1, waiting: 1, disconnected: 1 });
    expect(report.customers.map(({ managedUserId, error }) => [managedUserId, error])).toEqual([
      ["1", undefined],
      ["2", "404 Not found"],
      ["3", undefined],
      ["4", expect.stringContaining("not tried")],
    ]);
  });

  test("shows the worst first, the latest loss before the others, and what has no time last", () => {
    expect(worstFirst(report).map((row) => row.connection.connectionId)).toEqual([
      "31",
      "12",
      "13",
      "30",
      "11",
      "32",
      "10",
    ]);
  });

  test("does so in whatever order the losses come", () => {
    const lostAt = (id: string, connectionLostAt: string) => at(id, { authorizedAt: CREATED, connectionLostAt });
    const connections = [lostAt("2", LATER), lostAt("3", AUTHORIZED), lostAt("1", UPDATED), lostAt("4", "2026-01-02")];
    const mixed = reportOf(["1"], [{ managedUserId: "1", connections }], (text) => text);
    expect(worstFirst(mixed).map((row) => row.connection.connectionId)).toEqual(["1", "2", "3", "4"]);
  });

  test("takes the token out of the server's words", () => {
    const facts = { name: "a 404", provider: "b 404", authorizationStatus: "failed", authorizationError: "c 404" };
    const one = [{ managedUserId: "1", connections: [connection("10", facts)] }];
    const [customer] = reportOf(["1"], one, (text) => text.replace("404", "[redacted]")).customers;
    expect(customer?.connections[0]).toMatchObject({
      name: "a [redacted]",
      provider: "b [redacted]",
      reason: "c [redacted]",
    });
  });
});
