import { messageOf, SharedAnswers } from "../../api";
import type { account } from "../../arguments/rules";
import { LOOKUPS, type LookupName } from "../../lookups";
import { type Asking, checkArguments, type Lookup } from "../../lookups/lookup";
import type { Session } from "../../resources/session";
import type { Values } from "./values";

/** Each takes what its own rules have read. */
type AnyLookup = Lookup<{ account: typeof account }, object>;

/** Runs the functions of the package: every lookup there is. */
export class Invokes {
  readonly #session: Session;
  /** One request for all who ask the same at the same time; nothing is kept. */
  readonly #answers = new SharedAnswers<unknown>("underWay");

  constructor(session: Session) {
    this.#session = session;
  }

  /** @throws Error with the name of the lookup */
  async run(token: string, args: Values): Promise<object> {
    const name = token.split(":").at(-1) ?? "";
    try {
      if (!Object.hasOwn(LOOKUPS, name)) throw new Error("there is no such function in this package");
      const { rules, find } = LOOKUPS[name as LookupName] as unknown as AnyLookup;
      const checked = checkArguments(args, rules);
      const { client: api } = this.#session.account(checked.account);
      const once: Asking["once"] = (question, ask) => {
        const key = JSON.stringify([name, checked.account, question]);
        return this.#answers.get(key, ask) as ReturnType<typeof ask>;
      };
      return await once(checked, () => find(checked, { api, once }));
    } catch (error) {
      throw new Error(`${name}: ${messageOf(error)}`);
    }
  }
}
