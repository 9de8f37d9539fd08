import type { InUse, PreparedConnections } from "./preparedConnections";
import { PREPARED_PREFIX } from "./preparedConnections";
import type { ProbedCustomer } from "./probedCustomer";
import type { Question } from "./question";
import { differing, isDone, show, valueOf } from "./shape";

/** What a shell cannot show, because no recipe can use it: only tried with connections that a person has prepared. */
export function inUseQuestions(customer: ProbedCustomer, prepared: PreparedConnections): Question[] {
  const ask = (answer: (inUse: InUse) => string) => async (): Promise<string> => {
    const inUse = await prepared.use();
    return inUse === undefined ? NOT_PREPARED : answer(inUse);
  };
  return [
    {
      question: "What does a delete answer while active recipes use the connection?",
      behaviour:
        "success: false with the status rejected, on any HTTP status, is an error that names forceDelete and WORKATO_FORCE_DELETE.",
      ask: ask(({ deleted }) => (isDone(deleted) ? NOT_USED : show(deleted))),
    },
    {
      question: "What does a disconnect answer while active recipes use the connection?",
      behaviour: "The same rejection is an error that names forceDisconnect.",
      ask: ask(({ disconnected }) => (disconnected === undefined ? NOT_USED : show(disconnected))),
    },
    {
      question: "Where does a disconnect's force count, in query or body?",
      behaviour: "It is sent in both.",
      ask: ask(({ disconnected, force }) => {
        if (disconnected === undefined) return NOT_USED;
        return force ?? "not seen: the disconnect passed without it";
      }),
    },
    {
      question: "Does a delete pass after a forced disconnect?",
      behaviour:
        "With forceDelete, a rejected delete is followed by a forced disconnect and one more delete. When that is rejected too, the error says to stop the recipes.",
      ask: ask(({ deletedAfterForce }) => {
        if (deletedAfterForce === undefined) return NOT_USED;
        return isDone(deletedAfterForce) ? "yes" : `no: ${show(deletedAfterForce)}`;
      }),
    },
    {
      question: "Does a disconnect clear authorized_at?",
      behaviour: "Whether a connection is connected is read from its status alone.",
      ask: async () => {
        const { before, after } = (await prepared.use()) ?? {};
        if (before !== undefined && after !== undefined && valueOf(after, "authorization_status") === null) {
          return differing(before, after, ["authorized_at"]).length > 0 ? "yes" : "no: it stays";
        }
        const disconnected = (await customer.list()).find(
          (element) => valueOf(element, "authorization_status") === null && valueOf(element, "authorized_at") !== null,
        );
        return disconnected === undefined
          ? "not seen: no connection here was authorized and is disconnected"
          : `no: it stays, as connection ${String(disconnected.id)} shows`;
      },
    },
  ];
}

const NOT_PREPARED =
  `not tried: it takes a connection that works and that an active recipe uses, with a name that begins with ` +
  `"${PREPARED_PREFIX}". The probe forces and deletes it.`;

const NOT_USED = "not seen: no active recipe uses the prepared connection, so it is deleted now";
