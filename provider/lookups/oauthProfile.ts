import type { OAuthProfile } from "../api";
import { literal, visible } from "../api";
import { account, type ArgumentRules, optional, text } from "../arguments/rules";
import { joinNames, similarNames } from "../arguments/suggestions";
import { lookup } from "./lookup";

/** Arguments of `getOAuthProfile`: what the profile has, exactly as Workato shows it. */
export interface GetOAuthProfileArgs {
  /** The connector, e.g. `"salesforce"`. Needed if profiles of several connectors match. */
  readonly provider?: string;
  /** The name of the profile. Needed if a connector has several profiles. */
  readonly name?: string;
  /**
   * The entry of `workato:accounts` in the configuration to use.
   * @default the stack's own token and region
   */
  readonly account?: string;
}

/** A custom OAuth profile of the Embedded admin workspace. */
export interface GetOAuthProfileResult {
  /** Its number. Use it as `profileId` of an assignment. */
  readonly profileId: string;
  /** The name that Workato shows. */
  readonly name: string | null;
  /** The connector. */
  readonly provider: string | null;
}

/** What a profile is found by. */
const CRITERIA = ["provider", "name"] as const;

type Wanted = Partial<Record<(typeof CRITERIA)[number], string>>;

export const oauthProfileLookup = lookup({
  rules: {
    provider: optional(text('give the connector\'s name, such as "salesforce", or leave it out')),
    name: optional(text("give the profile's name, or leave it out")),
    account,
  } satisfies ArgumentRules<GetOAuthProfileArgs>,
  find: async ({ account: _, ...wanted }, { api, once }): Promise<GetOAuthProfileResult> => {
    const { profileId, name, provider } = onlyProfile(await once("profiles", () => api.listOAuthProfiles()), wanted);
    return { profileId, name, provider };
  },
});

/** @throws Error when none or several are what is wanted */
function onlyProfile(profiles: readonly OAuthProfile[], wanted: Wanted): OAuthProfile {
  const matches = profiles.filter((profile) => isLike(profile, wanted, (one, other) => one === other));
  const [match, ...others] = matches;
  if (match !== undefined && others.length === 0) return match;

  const given = CRITERIA.flatMap((key) => {
    const value = wanted[key];
    return value === undefined ? [] : [`${key} ${literal(value)}`];
  });
  const what = given.length === 0 ? "" : ` with ${given.join(" and ")}`;
  if (match !== undefined) {
    const missing = CRITERIA.filter((key) => wanted[key] === undefined);
    const remedy = missing.length === 0 ? "give the number that you mean as profileId" : `add ${missing.join(" or ")}`;
    const listed = joinNames(matches.map(described));
    throw new Error(`there are ${matches.length} custom OAuth profiles${what}: ${listed}. To say which, ${remedy}.`);
  }
  if (profiles.length === 0) {
    throw new Error("there is no custom OAuth profile: create one in the Embedded admin workspace, or check account.");
  }
  const [meant] = profiles.filter((profile) => isLike(profile, wanted, isSimilar));
  const remedy = meant === undefined ? "Correct the arguments." : `Did you mean ${described(meant)}?`;
  throw new Error(`there is no custom OAuth profile${what}, but ${joinNames(profiles.map(described))}. ${remedy}`);
}

function isLike(profile: OAuthProfile, wanted: Wanted, like: (one: string, other: string) => boolean): boolean {
  return CRITERIA.every((key) => {
    const [value, actual] = [wanted[key], profile[key]];
    return value === undefined || (actual !== null && like(value, actual));
  });
}

function isSimilar(one: string, other: string): boolean {
  return similarNames(one, [other]).length > 0;
}

function described({ profileId, name, provider }: OAuthProfile): string {
  return `${profileId} ${literal(name ?? "")} (${visible(provider ?? "no connector")})`;
}
