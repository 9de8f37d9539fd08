import type { OAuthProfile, WorkatoClient } from "../../api";

/**
 * The custom OAuth profiles of one account, each looked up once a process: one profile is usually assigned to
 * hundreds of customers, and its endpoints allow 60 requests a minute.
 * Source: GET /api/custom_oauth_profiles/:id
 */
export class OAuthProfiles {
  readonly #client: WorkatoClient;
  readonly #profiles = new Map<string, Promise<OAuthProfile>>();

  constructor(client: WorkatoClient) {
    this.#client = client;
  }

  get(profileId: string): Promise<OAuthProfile> {
    let profile = this.#profiles.get(profileId);
    if (profile === undefined) {
      const asked = this.#client.getOAuthProfile(profileId);
      this.#profiles.set(profileId, asked);
      // What failed may be better for whoever asks next.
      asked.catch(() => {
        if (this.#profiles.get(profileId) === asked) this.#profiles.delete(profileId);
      });
      profile = asked;
    }
    return profile;
  }

  /** An assignment changed: the count of its customers is not known any more. */
  drop(profileId: string): void {
    this.#profiles.delete(profileId);
  }
}
