import type { ProfileSeed } from "../seed/seed";

/** A custom OAuth profile of the admin workspace, as the emulator keeps it. */
export interface StoredProfile {
  readonly id: number;
  name: string;
  readonly provider: string;
  clientId: string;
  sharedAccounts: number;
}

/** A profile as a seed describes it. */
export function profileFromSeed({ id, provider, name, clientId, sharedAccounts }: ProfileSeed): StoredProfile {
  return {
    id,
    name: name ?? `${provider} app ${id}`,
    provider,
    clientId: clientId ?? `client-${id}`,
    sharedAccounts: sharedAccounts ?? 0,
  };
}
