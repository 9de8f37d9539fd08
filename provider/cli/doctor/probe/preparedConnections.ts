import { defined } from "../../../api";
import type { JsonObject } from "../../../api/json";
import { asId, asText } from "../../../api/json";
import type { RawAnswer } from "../rawApi";
import type { ForcePlaces, ProbedCustomer } from "./probedCustomer";
import { once } from "./question";
import { isDone } from "./shape";

/** A person may prepare connections of these names, which work and which active recipes use; only they are ever forced. */
export const PREPARED_PREFIX = "pulumi-workato-embedded prepared";

/** What was tried with connections that active recipes use. */
export interface InUse {
  readonly deleted: RawAnswer;
  /** Undefined when the delete has taken it away. */
  readonly disconnected?: RawAnswer;
  /** Where `force` counts: as it was found; undefined when a disconnect needs none. */
  readonly force?: string;
  readonly deletedAfterForce?: RawAnswer;
  /** Before and after the disconnect. */
  readonly before: JsonObject;
  readonly after?: JsonObject;
}

/** The connections that a person has prepared for what shells cannot show. The probe uses them up. */
export class PreparedConnections {
  readonly #find = once(async () => {
    const listed = await this.customer.list();
    return listed.filter(
      ({ name, authorization_status: status }) =>
        asText(name)?.startsWith(PREPARED_PREFIX) === true && status === "success",
    );
  });

  /** Sends the first one the name that it has; undefined when there is none. */
  readonly putSameName = once(async () => {
    const [first] = await this.#find();
    const id = asId(first?.id);
    if (first === undefined || id === undefined) return undefined;
    const answer = await this.customer.update(id, { name: first.name });
    return { answer, before: first, after: await this.customer.listed(id) };
  });

  /** Deletes and disconnects, without force and with it; undefined when there is none. */
  readonly use = once(async (): Promise<InUse | undefined> => {
    await this.putSameName();
    const [first, second] = (await this.#find()).map(({ id }) => asId(id));
    if (first === undefined) return undefined;
    const before = await this.customer.listed(first);
    const deleted = await this.customer.delete(first);
    if (isDone(deleted)) return { deleted, before };
    const disconnected = await this.customer.disconnect(first);
    const force = isDone(disconnected) ? undefined : await this.#whereForceCounts(first, second);
    const after = await this.customer.listed(first);
    const deletedAfterForce = await this.customer.delete(first);
    return { deleted, disconnected, before, after, deletedAfterForce, ...defined({ force }) };
  });

  constructor(readonly customer: ProbedCustomer) {}

  /** One that was disconnected shows no more, so whether query and body each suffice takes a second one. */
  async #whereForceCounts(first: string, second: string | undefined): Promise<string> {
    const isForced = async (id: string, places: ForcePlaces): Promise<boolean> =>
      isDone(await this.customer.disconnect(id, places));
    if (await isForced(first, { query: true })) {
      if (second === undefined) return "in the query; whether in the body too takes a second prepared connection";
      return (await isForced(second, { body: true })) ? "in either, query or body" : "in the query";
    }
    if (await isForced(first, { body: true })) return "in the body";
    return (await isForced(first, { query: true, body: true })) ? "in both at once, query and body" : "nowhere";
  }
}
