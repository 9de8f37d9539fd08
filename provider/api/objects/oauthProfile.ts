import { UnexpectedAnswer } from "../errors/failure";
import { asId, asObject, asTextOrNull, type JsonObject } from "../json";
import { elementsOf } from "./elements";

/** A custom OAuth profile, as `GET /api/custom_oauth_profiles` lists it and `GET /api/custom_oauth_profiles/:id` answers it. */
export interface OAuthProfile {
  readonly profileId: string;
  readonly name: string | null;
  readonly provider: string | null;
  /** Customers that the profile is assigned to (`oem_customers_count`). */
  readonly assignedCustomers: number | null;
}

/** Reads the answer of `GET /api/custom_oauth_profiles/:id`. */
export function fromProfileResponse(payload: unknown, expectedId: string): OAuthProfile {
  const profile = asObject(payload);
  const profileId = asId(profile?.id);
  if (profile === undefined || profileId === undefined) {
    throw new UnexpectedAnswer("an answer without the id of the OAuth profile");
  }
  if (profileId !== expectedId) throw new UnexpectedAnswer("an answer about another OAuth profile");
  return toProfile(profileId, profile);
}

/** Reads a page of `GET /api/custom_oauth_profiles`, by id. */
export function fromProfileListResponse(payload: unknown): Map<string, OAuthProfile> {
  return new Map(elementsOf(payload, "OAuth profile").map(({ id, element }) => [id, toProfile(id, element)]));
}

function toProfile(profileId: string, profile: JsonObject): OAuthProfile {
  const assigned = asId(profile.oem_customers_count);
  return {
    profileId,
    name: asTextOrNull(profile.name) ?? null,
    provider: asTextOrNull(profile.provider) ?? null,
    assignedCustomers: assigned === undefined ? null : Number(assigned),
  };
}
