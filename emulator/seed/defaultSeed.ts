import type { Seed } from "./seed";

const folders = ["Integrations/CRM"];

/**
 * What an emulator holds that is started without a seed, and for each part that a seed leaves out. The programs of README.md and
 * of examples/single-customer find in it what they look up.
 */
export const DEFAULT_SEED: Required<Seed> = {
  customers: [
    {
      id: 98178,
      externalId: "A2300",
      folders,
      environments: { test: { id: 98180, folders }, prod: { id: 98181, folders } },
    },
    { id: 98179, externalId: "B/23 00", folders },
  ],
  profiles: [
    { id: 322, provider: "salesforce", name: "Acme for Salesforce" },
    { id: 323, provider: "hubspot", name: "Acme for HubSpot" },
    { id: 324, provider: "salesforce", name: "Acme for Salesforce (sandbox)" },
  ],
  schemas: {
    jira: {
      fields: [
        { name: "host_name", label: "Host name", type: "string", control_type: "subdomain", optional: false },
        {
          name: "auth_type",
          label: "Authentication type",
          type: "string",
          control_type: "select",
          optional: false,
          pick_list: [
            ["API token", "api_token"],
            ["OAuth 2.0", "oauth"],
          ],
        },
      ],
      extended: [
        {
          when: { auth_type: "api_token" },
          fields: [
            { name: "email", label: "Email", type: "string", control_type: "text", optional: false },
            { name: "apitoken", label: "API token", type: "string", control_type: "password", optional: false },
          ],
        },
      ],
    },
    snowflake: {
      fields: [
        { name: "subdomain", label: "Account identifier", type: "string", control_type: "text", optional: false },
        { name: "warehouse", label: "Warehouse", type: "string", control_type: "text", optional: true },
        { name: "username", label: "Username", type: "string", control_type: "text", optional: false },
        { name: "password", label: "Password", type: "string", control_type: "password", optional: false },
      ],
    },
  },
};
