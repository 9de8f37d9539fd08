/** The customer's workspaces that we keep. */
export type Environment = "dev" | "prod";

export interface Customer {
  /** Short name: part of logical names and of variables' names. It must never change. */
  readonly key: string;
  /** Our own id of the customer, as Workato has it. */
  readonly externalId: string;
  readonly jira: { readonly site: string; readonly email: string };
}

/** Customers that share a stack in each environment. A customer who moves to another group is made anew there. */
export interface Group {
  readonly name: string;
  readonly environments: readonly Environment[];
  readonly customers: readonly Customer[];
}

export const groups: readonly Group[] = [
  {
    name: "north",
    environments: ["dev", "prod"],
    customers: [
      {
        key: "acme",
        externalId: "A2300",
        jira: { site: "acme.atlassian.net", email: "integrations@acme.example" },
      },
    ],
  },
  {
    name: "south",
    environments: ["prod"],
    customers: [
      {
        key: "borealis",
        externalId: "B/23 00",
        jira: { site: "borealis.atlassian.net", email: "it@borealis.example" },
      },
    ],
  },
];
