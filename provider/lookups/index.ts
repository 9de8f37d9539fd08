import { connectionsLookup } from "./connections";
import { customerLookup } from "./customer";
import { customersLookup } from "./customers";
import { folderLookup } from "./folder";
import { oauthProfileLookup } from "./oauthProfile";

/** Every lookup, by the name of the function that programs call: from this list come what runs, the exports and the docs. */
export const LOOKUPS = {
  getConnections: connectionsLookup,
  getCustomer: customerLookup,
  getCustomers: customersLookup,
  getFolder: folderLookup,
  getOAuthProfile: oauthProfileLookup,
};

export type LookupName = keyof typeof LOOKUPS;
