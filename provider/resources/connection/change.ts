import type { ConnectionArguments, ArgumentName } from "../../arguments/connection";
import { changesOf } from "../../arguments/connection";
import type { ConnectionState } from "./state";

/** What one operation is about, computed where it begins: nobody compares arguments again. */
export interface Change {
  /** The resource, as the program knows it. */
  readonly identity: string | undefined;
  /** The mark of this life of the resource. */
  readonly mark: string | undefined;
  /** What the state has; nothing for a create. */
  readonly olds: ConnectionState;
  readonly news: ConnectionArguments;
  /** The arguments that the program has otherwise than the state. */
  readonly changed: readonly ArgumentName[];
}

export function changeOf(
  subject: { readonly identity: string | undefined; readonly mark: string | undefined },
  olds: ConnectionState,
  news: ConnectionArguments,
): Change {
  return { identity: subject.identity, mark: subject.mark, olds, news, changed: changesOf(olds, news) };
}

/** Nothing of the resource is in state yet: every connection that has been saved has its provider. */
export function isNew({ provider }: { readonly provider?: string }): boolean {
  return provider === undefined;
}
