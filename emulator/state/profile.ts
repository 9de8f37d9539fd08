/** A custom OAuth profile of the admin workspace, as the emulator keeps it. */
export interface StoredProfile {
  readonly id: number;
  name: string;
  readonly provider: string;
  clientId: string;
  sharedAccounts: number;
}

/** A profile as the API shows it. */
export interface ProfileAnswer {
  id: number;
  name: string;
  provider: string;
  data: { client_id: string };
  shared_accounts_count: number;
  oem_customers_count: number;
}

export function profileAnswer(stored: StoredProfile, customers: number): ProfileAnswer {
  return {
    id: stored.id,
    name: stored.name,
    provider: stored.provider,
    data: { client_id: stored.clientId },
    shared_accounts_count: stored.sharedAccounts,
    oem_customers_count: customers,
  };
}
