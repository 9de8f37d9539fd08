import type { WorkatoClient } from "../api";
import type { account } from "../arguments/rules";
import { LOOKUPS, type LookupName } from "./index";
import { type Asking, checkArguments, type Lookup } from "./lookup";

/** What a lookup finds. */
export type LookupResult<Name extends LookupName> = Awaited<ReturnType<(typeof LOOKUPS)[Name]["find"]>>;

/** One request for all who ask the same, by this key, at the same time. */
type Share = <T>(key: string, ask: () => Promise<T>) => Promise<T>;

/** A lookup with its arguments, ready to be asked. */
export interface Question<Result> {
  /** Whom to ask: an entry of `workato:accounts`. */
  readonly account: string | undefined;
  readonly ask: (api: WorkatoClient, share: Share) => Promise<Result>;
}

/**
 * Reads what is asked, for whoever runs the lookup.
 * @throws Error that names the arguments and the remedies
 */
export function readQuestion<Name extends LookupName>(name: Name, args: unknown): Question<LookupResult<Name>> {
  // Each takes what its own rules have read.
  const { rules, find } = LOOKUPS[name] as unknown as Lookup<{ account: typeof account }, LookupResult<Name>>;
  const checked = checkArguments(args, rules);
  return {
    account: checked.account,
    ask: (api, share) => {
      const once: Asking["once"] = (question, ask) => share(JSON.stringify([name, question]), ask);
      return once(checked, () => find(checked, { api, once }));
    },
  };
}
