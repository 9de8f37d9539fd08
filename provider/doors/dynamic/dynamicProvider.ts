import type { ResourceProvider } from "@pulumi/pulumi/dynamic";
import { signSecrets } from "../../arguments/engineValues";
import { PartialFailure } from "../../resources/errors";
import type { Resource } from "../../resources/resource";
import { ResumedCreates } from "../../resources/resumedCreates";
import type { Session } from "../../resources/session";
import { shownError } from "../shownError";

/** What the program's side and the SDK add to the inputs and outputs of a dynamic resource. */
interface Added {
  readonly __provider?: unknown;
  /** The resource, as the program knows it: plugins are not told URNs. */
  readonly __resource?: string;
}

type Values = Added & Readonly<Record<string, unknown>>;

/** One kind of resource as the SDK's plugin calls it. */
export function dynamicProvider<Args extends object, State extends object>(
  session: Session,
  resource: Resource<Args, State>,
): ResourceProvider {
  const creates = new ResumedCreates(resource);
  // Equal names of inputs are not enough: the old inputs of a refresh may lack what the program has set since.
  const answer = (values: object, { __resource }: Added) => ({
    ...signSecrets(values, resource.secrets),
    ...(__resource === undefined ? {} : { __resource }),
  });
  const run = async <T>(sources: readonly Values[], added: Added, operation: () => T | Promise<T>): Promise<T> => {
    try {
      return await operation();
    } catch (thrown) {
      const error = shownOnce(thrown, () => resource.secretTexts(sources));
      if (thrown instanceof PartialFailure) {
        // Without `__provider` the engine could not load us for the next operation.
        const properties = { ...answer(thrown.state, added), __provider: added.__provider };
        Object.assign(error, { properties, reasons: [thrown.message] });
      }
      throw error;
    }
  };

  return {
    // Not async: the SDK caches the provider and does not wait for this call.
    configure: ({ config }) => {
      session.configure((key) => config.get(`workato:${key}`));
      return Promise.resolve();
    },

    check: (olds: Values, news: Values) =>
      run([news], news, async () => {
        session.noteProgram();
        const identity = news.__resource;
        const checked = await resource.check({ identity, olds: withoutAdded(olds), news: withoutAdded(news) });
        const failures = checked.problems.map(toFailure);
        return { inputs: answer(checked.inputs, news), failures };
      }),

    diff: (id, olds: Values, news: Values) =>
      run([olds, news], news, () => {
        const { replaces, ...diff } = resource.diff({
          ...inState(id, olds, news),
          news: withoutAdded(news) as Args,
        });
        // A state of the provider plugin: without `__provider`, nobody could refresh or delete it.
        const isOfOtherDoor = news.__provider !== undefined && olds.__provider === undefined;
        return { ...diff, changes: diff.changes || isOfOtherDoor, replaces: [...replaces] };
      }),

    create: (news: Values) =>
      run([news], news, async () => {
        const { id, state } = await creates.create(news.__resource, withoutAdded(news) as Args);
        return { id, outs: answer(state, news) };
      }),

    read: (id, olds: Values = {}) =>
      run([olds], olds, async () => {
        const read = await resource.read(inState(id, olds));
        return read === undefined
          ? { id: "" }
          : { id, props: answer(read.state, olds), inputs: answer(read.inputs, olds) };
      }),

    update: (id, olds: Values, news: Values) =>
      run([olds, news], news, async () => {
        const state = await resource.update({ ...inState(id, olds, news), news: withoutAdded(news) as Args });
        return { outs: answer(state, news) };
      }),

    delete: (id, olds: Values) => run([olds], olds, () => resource.delete(inState(id, olds))),
  };

  /** With `aliases`, the program's name of the resource is newer than the one in state. */
  function inState(id: string, olds: Values, { __resource: identity = olds.__resource }: Added = olds) {
    return { id, identity, olds: withoutAdded(olds) as State };
  }
}

function withoutAdded({ __provider, __resource, ...values }: Values): Readonly<Record<string, unknown>> {
  return values;
}

/** The failure's own `property` stays empty: the engine prints the value beside it, and that may be a credential. */
function toFailure(reason: string): { property: string; reason: string } {
  return { property: "", reason };
}

const [WHO, WHAT] = ["pulumi-workato-embedded", "an operation failed; its error is shown with the resource."];

/** What the SDK prints of an error of ours, beside the error itself: nobody needs to read it. */
export const REPEATED_ERROR = `${WHO}: ${WHAT}`;

/**
 * Shows an error once and without its stack: the SDK prints `${error}: ${error.stack}` of most of what a plugin
 * throws, beside the error itself.
 */
function shownOnce(thrown: unknown, secrets: () => string[]): Error {
  const error = shownError(thrown, secrets);
  error.toString = () => WHO;
  error.stack = WHAT;
  return error;
}
