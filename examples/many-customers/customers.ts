/** The connectors that we offer, and what we need to know about a customer for each of them. */
export interface Customer {
  /** Short name: part of logical names and of configuration keys. It must never change. */
  readonly key: string;
  /** Our own id for the customer: its external id in Workato. */
  readonly externalId: string;
  readonly jira?: { readonly site: string; readonly email: string };
  readonly zendesk?: { readonly subdomain: string; readonly username: string };
  /** Salesforce is authorized by the customer; we only prepare it. */
  readonly salesforce?: boolean;
}

export const customers: readonly Customer[] = [
  {
    key: "acme",
    externalId: "A2300",
    jira: { site: "acme.atlassian.net", email: "integrations@acme.example" },
    salesforce: true,
  },
  {
    key: "borealis",
    externalId: "B/23 00",
    jira: { site: "borealis.atlassian.net", email: "it@borealis.example" },
    zendesk: { subdomain: "borealis", username: "it@borealis.example" },
  },
];
