import { messageOf, SharedAnswers } from "../../api";
import { LOOKUPS, type LookupName } from "../../lookups";
import { readQuestion } from "../../lookups/question";
import type { Session } from "../../resources/session";
import type { Values } from "./values";

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
      const { account, ask } = readQuestion(name as LookupName, args);
      const { client } = this.#session.account(account);
      return await ask(
        client,
        (key, request) => this.#answers.get(JSON.stringify([account, key]), request) as ReturnType<typeof request>,
      );
    } catch (error) {
      throw new Error(`${name}: ${messageOf(error)}`);
    }
  }
}
