import { messageOf } from "../../../api";
import { asId, asText } from "../../../api/json";
import { PreparedProfile } from "./preparedProfile";
import type { ProbedCustomer } from "./probedCustomer";
import { PROBE_PREFIX } from "./probedCustomer";
import { isDone, show } from "./shape";

const HTTP_NOT_FOUND = 404;

/** The first look finds what an earlier run has left, the second what the first was too early for. */
const LOOKS = 2;

/** What became of the connections of a probe. */
export interface CleanUp {
  readonly removed: number;
  /** What may still be there, and why. */
  readonly problems: readonly string[];
}

/**
 * Deletes every connection that this probe or an earlier one has made, and frees the prepared profile; never throws.
 * @param waitForLate waits as long as Workato may still be at work on a create that was not answered
 */
export async function cleanUp(customer: ProbedCustomer, waitForLate: () => Promise<void>): Promise<CleanUp> {
  const { traces } = customer;
  const removed = new Set<string>();
  const refused = new Map<string, string>();
  const removeAll = async (ids: Iterable<string>): Promise<void> => {
    // Children are younger than their parents.
    for (const id of [...ids].sort((a, b) => Number(b) - Number(a))) {
      const answer = await customer.delete(id);
      if (isDone(answer) || answer.status === HTTP_NOT_FOUND) {
        removed.add(id);
        refused.delete(id);
      } else refused.set(id, `connection ${id} cannot be deleted: ${show(answer)}`);
    }
  };
  const removeListed = async (): Promise<void> => {
    await removeAll((await idsOfProbes(customer)).filter((id) => !removed.has(id)));
  };
  try {
    await removeAll(traces.there);
    for (let look = 0; look < LOOKS; look += 1) await removeListed();
    const unknown = [...removed, ...refused.keys()].filter((id) => !traces.answered.has(id));
    if (unknown.length < traces.unanswered) {
      await waitForLate();
      await removeListed();
    }
    await new PreparedProfile(customer.api, customer.managedUserId).release();
    return { removed: removed.size, problems: [...refused.values()] };
  } catch (error) {
    return { removed: removed.size, problems: [...refused.values(), messageOf(error)] };
  }
}

async function idsOfProbes(customer: ProbedCustomer): Promise<string[]> {
  const listed = await customer.list();
  return listed.flatMap(({ id, name }) => (asText(name)?.startsWith(PROBE_PREFIX) === true ? (asId(id) ?? []) : []));
}
