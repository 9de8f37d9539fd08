import type { ConnectionSeed, CustomerSeed } from "../../../emulator";

/** What stands on a page. */
export interface Contents {
  readonly customers: readonly CustomerSeed[];
  /** The id of a customer that cannot be read. */
  readonly unreadable: string;
  /** The server's words on it. */
  readonly error: string;
}

const UNREADABLE = "98099";
const CONNECTIONS_A_CUSTOMER = 200;

const FIRST_WORDS = ["Acme", "Borealis", "Cobalt", "Dunmore & Daughters", "Elm Street", "Fjord", "Größe", "Harbour"];
const SECOND_WORDS = ["Corp", "Logistics", "Health", "Foods of the Northern Hemisphere", "Bank", "Retail"];
const CONNECTORS = [
  "salesforce",
  "jira",
  "netsuite",
  "snowflake",
  "slack",
  "workday",
  "hubspot",
  "google_sheets",
  "service_now",
  "zendesk",
  "quickbooks",
  "acme_warehouse_connector_98178_1700000000",
];
const PURPOSES = ["orders", "support", "people", "invoices of all subsidiaries", "leads", "stock"];

/** When a nightly job would have made the page. */
const NOW = Date.UTC(2026, 10, 24, 2);

/** What can be the matter, in the share in which it is. */
const STATES: readonly Partial<ConnectionSeed>[] = [
  { authorizationStatus: "success" },
  {
    authorizationStatus: "failed",
    authorizationError: "invalid_grant: expired access/refresh token",
    connectionLostReason: "authentication_failure",
  },
  { authorizationStatus: "success" },
  { authorizationStatus: "success" },
  { authorizationStatus: "failed", authorizationError: "401 Unauthorized", authorizedAt: null },
  { authorizationStatus: "success" },
  { authorizationStatus: null, authorizedAt: null, shell: true },
  { authorizationStatus: "success" },
  { authorizationStatus: null },
  { authorizationStatus: "success" },
  { authorizationStatus: "failed", connectionLostReason: "The host name acme.example does not resolve any more" },
  { authorizationStatus: "success" },
];

/** So many connections of customers of about the same size. One customer cannot be read. */
export function manyConnections(count: number): Contents {
  const customers = Math.max(3, Math.ceil(count / CONNECTIONS_A_CUSTOMER));
  return {
    customers: [
      ...Array.from({ length: customers }, (_, customer) => ({
        id: 98100 + customer,
        name: `${at(FIRST_WORDS, customer)} ${at(SECOND_WORDS, Math.floor(customer / FIRST_WORDS.length) + customer)}`,
        connections: Array.from({ length: count }, (_, index) => index)
          .filter((index) => index % customers === customer)
          .map(connectionOf),
      })),
      { id: UNREADABLE, name: "Zephyr" },
    ],
    unreadable: UNREADABLE,
    error: "Managed user not found",
  };
}

function connectionOf(index: number): ConnectionSeed {
  const provider = at(CONNECTORS, index + Math.floor(index / 7));
  const authorizedAt = minutesAgo(100_000 + index * 31);
  const state = { authorizedAt, ...at(STATES, index + Math.floor(index / 50)) };
  const connectionLostAt = minutesAgo(1 + index * 7);
  return {
    id: 1001 + index,
    name: `${provider.replaceAll("_", " ")}, ${at(PURPOSES, Math.floor(index / 5))} ${index + 1}`,
    provider,
    ...state,
    ...(state.connectionLostReason === undefined ? {} : { connectionLostAt }),
  };
}

const minutesAgo = (minutes: number): string => new Date(NOW - minutes * 60_000).toISOString();

/** Says by a variable of the page that it was run. */
const RUN = "globalThis.ran=true";

/** Texts that want to be more than a text, and how the page shows them. */
export const HOSTILE_TEXTS = [
  ["a script", `<script>${RUN}</script>`],
  ["the end of an attribute and an image", `"><img src=x onerror=${RUN}>`],
  ["the end of the page's own script", `</script><script>${RUN}</script><!--`],
  ["an attribute", `" autofocus onfocus="${RUN}" x='`],
  ["the end of lists and headings", `</title></option></select></style><svg onload=${RUN}>`],
  ["a text that turns around", "photo\u202egpj.exe", "photo\\u202egpj.exe"],
  ["a text from right to left", "שלום (1) עולם"],
  ["a text of several lines", "one\ntwo\r\u2028three", "one\\ntwo\\r\\u2028three"],
  ["a very long word", `long${"x".repeat(600)}`],
  ["a key of every object", "__proto__"],
  ["a formula", '=HYPERLINK("https://acme.example","Go")'],
].map(([what = "", text = "", shown = text]) => ({ what, text, shown }));

/** Every hostile text as the name of a connection, of its connector and of its customer, and as the reason of a loss. */
export function hostileConnections(): Contents {
  const customers = HOSTILE_TEXTS.map(({ text }, index) => ({
    id: 98100 + index,
    name: text,
    connections: [
      {
        id: 1001 + index,
        name: text,
        provider: text,
        authorizationStatus: "failed" as const,
        authorizedAt: "2026-01-01T00:00:00Z",
        authorizationError: text,
      },
    ],
  }));
  const all = HOSTILE_TEXTS.map(({ text }) => text).join(" ");
  return { customers: [...customers, { id: UNREADABLE, name: all }], unreadable: UNREADABLE, error: all };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error("an empty list");
  return item;
}
