/** What we need to know about a customer. */
export interface Customer {
  /** Short name: part of logical names and of configuration keys. It must never change. */
  readonly key: string;
  /** The number of the customer's workspace. */
  readonly managedUserId: string;
  readonly jira: { readonly site: string; readonly email: string };
}

export const customers: readonly Customer[] = [
  {
    key: "acme",
    managedUserId: "98178",
    jira: { site: "acme.atlassian.net", email: "integrations@acme.example" },
  },
  {
    key: "borealis",
    managedUserId: "98179",
    jira: { site: "borealis.atlassian.net", email: "it@borealis.example" },
  },
];
