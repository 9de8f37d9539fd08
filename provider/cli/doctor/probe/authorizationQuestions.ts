import { instantOf } from "../../../api";
import type { JsonObject } from "../../../api/json";
import type { RawAnswer } from "../rawApi";
import type { PreparedConnections } from "./preparedConnections";
import type { ProbedCustomer } from "./probedCustomer";
import { MADE_UP_INPUT, PROBE_PREFIX } from "./probedCustomer";
import type { Question } from "./question";
import { once } from "./question";
import { differing, isDone, show, valueOf } from "./shape";

/** What moves when credentials are tested. */
const TEST_FIELDS = ["authorization_status", "authorized_at", "authorization_error"];

/** What a PUT did. */
interface Change {
  readonly answer: RawAnswer;
  readonly before: JsonObject;
  readonly after: JsonObject;
}

/** Who tests credentials when, and what is left of a loss. */
export function authorizationQuestions(customer: ProbedCustomer, prepared: PreparedConnections): Question[] {
  const renamed = `${PROBE_PREFIX}renamed`;
  const life = once(async () => {
    const { id, name, element } = await customer.first();
    let before = element;
    const put = async (body: JsonObject): Promise<Change> => {
      const answer = await customer.update(id, body);
      const change = { answer, before, after: await customer.listed(id) };
      before = change.after;
      return change;
    };
    return {
      sameName: await put({ name }),
      credentials: await put({ input: MADE_UP_INPUT, shell_connection: true }),
      madeReal: await put({ shell_connection: false }),
      // A name of its own, so that a refusal which was done all the same is seen.
      renamed: await put({ name: renamed }),
    };
  });
  return [
    {
      question: "What does a PUT with credentials and shell_connection: true do to the status?",
      behaviour: "shell_connection: true goes with every `input` of a shell. Its credentials are never judged.",
      ask: async () => effectOf((await life()).credentials),
    },
    {
      question: "What does a PUT with shell_connection: false do to the status, without credentials?",
      behaviour:
        "When a shell is made real, its credentials are sent with the flag, so nothing depends on what it kept.",
      ask: async () => effectOf((await life()).madeReal),
    },
    {
      question: "Does a shell keep its credentials?",
      behaviour: "Nothing depends on it: a shell that is made real, or reconnected, gets its credentials again.",
      ask: async () => {
        const { madeReal, renamed: last } = await life();
        return [madeReal, last].some(isTested)
          ? "yes: they were tested when it was no shell any more"
          : "not seen: nothing tested them, also when it was no shell any more";
      },
    },
    {
      question: "Does a PUT without `input` test the credentials again?",
      behaviour:
        "An authorization that moved with a write of ours is taken as ours; only a later one counts as somebody else's.",
      ask: async () => {
        const { sameName, renamed: last } = await life();
        const working = await prepared.putSameName();
        const seen = [
          `a shell: ${yesOrNo(isTested(sameName))}`,
          `one that was made real: ${yesOrNo(isTested(last))}`,
          working === undefined ? "one that works: not tried" : `one that works: ${yesOrNo(isTested(working))}`,
        ];
        return seen.join("; ");
      },
    },
    {
      question: "Does a PUT that changes nothing move updated_at?",
      behaviour: "updated_at is shown, and never a difference.",
      ask: async () => {
        const { before, after } = (await life()).sameName;
        return yesOrNo(differing(before, after, ["updated_at"]).length > 0);
      },
    },
    {
      question: "What do refused credentials answer?",
      behaviour:
        "A 2xx with a status other than success and a 4xx both count as refused; the connection keeps its id. The server's words are redacted, and shown only when they answer credentials that were just sent.",
      ask: async () => {
        const { madeReal, renamed: last } = await life();
        const tests = [last, madeReal].filter(isTested);
        if (tests.length === 0) return "not seen: no credentials were tested";
        const test = tests.find(isRefused);
        if (test === undefined) return "not seen: the credentials of nobody were accepted";
        const isQuoting = quotes(test.answer.text) || quotes(String(test.after.authorization_error));
        return `${refusalOf(test)}; ${isQuoting ? "the reason quotes the credentials" : "nothing quotes the credentials"}`;
      },
    },
    {
      question: "Does connection_lost_at stay when a connection works again?",
      behaviour: "A loss that is older than authorized_at is over, whether it is still there or not.",
      ask: async () => {
        const repaired = (await customer.list()).find(isRepaired);
        return repaired === undefined
          ? "not seen: no connection here shows a loss and works again"
          : `yes: connection ${String(repaired.id)} shows a loss that is older than its authorization`;
      },
    },
  ];

  function refusalOf({ answer, before, after }: Change): string {
    const status = String(valueOf(after, "authorization_status"));
    if (isDone(answer)) return `${answer.status}, and the status is ${status}`;
    const isMade = differing(before, after, [...TEST_FIELDS, "name"]).length > 0;
    return `${show(answer)}; ${isMade ? `the write was done, and the status is ${status}` : "the write was not done"}`;
  }
}

/** A refusal comes of a test, too: all that was sent is a name or a flag. */
function isTested({ answer, before, after }: Change): boolean {
  return !isDone(answer) || differing(before, after, TEST_FIELDS).length > 0;
}

function isRefused({ answer, after }: Change): boolean {
  return !isDone(answer) || valueOf(after, "authorization_status") !== "success";
}

function effectOf(change: Change): string {
  const { answer, before, after } = change;
  if (!isDone(answer)) return `it is refused: ${show(answer)}`;
  const status = String(valueOf(after, "authorization_status"));
  return isTested(change)
    ? `it was ${String(valueOf(before, "authorization_status"))} and is ${status}`
    : `none: ${status}`;
}

function isRepaired(element: JsonObject): boolean {
  const [lostAt, authorizedAt] = [element.connection_lost_at, element.authorized_at].map((time) =>
    instantOf(typeof time === "string" ? time : null),
  );
  return (
    element.authorization_status === "success" &&
    lostAt !== undefined &&
    authorizedAt !== undefined &&
    lostAt < authorizedAt
  );
}

function quotes(text: string): boolean {
  return text.includes(MADE_UP_INPUT.user) || text.includes(MADE_UP_INPUT.password);
}

function yesOrNo(isSo: boolean): string {
  return isSo ? "yes" : "no";
}
