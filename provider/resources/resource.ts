/** A request of a door: which resource it is about. */
interface About {
  /** The resource, as the program knows it; undefined where only an old state is at hand. */
  readonly identity: string | undefined;
}

/** A resource in state. */
export interface InState<State> extends About {
  readonly id: string;
  readonly olds: State;
}

/** What a check answers: normalised inputs, or why there are none. Each reason names the argument and the remedy. */
export interface CheckAnswer<Args> {
  readonly inputs: Args;
  readonly problems: readonly string[];
}

export interface DiffAnswer {
  readonly changes: boolean;
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace?: boolean;
}

/**
 * A kind of resource, as every door calls it. Requests and answers are plain objects: what Pulumi's SDK and its state add to
 * them is the door's affair.
 */
export interface Resource<Args extends object, State extends object> {
  /** The properties of inputs and state that are secret wherever they stand. */
  readonly secrets: readonly string[];
  /** Texts in these inputs and states that nobody may see. */
  readonly secretTexts: (sources: readonly object[]) => string[];
  /** @param request `olds` are old inputs, empty for a new resource */
  readonly check: (
    request: About & { readonly olds: object; readonly news: Readonly<Record<string, unknown>> },
  ) => CheckAnswer<Args> | Promise<CheckAnswer<Args>>;
  readonly diff: (request: InState<State> & { readonly news: Args }) => DiffAnswer;
  readonly create: (
    request: About & { readonly news: Args },
  ) => Promise<{ readonly id: string; readonly state: State }>;
  /** Answers undefined for what is gone. */
  readonly read: (
    request: InState<State>,
  ) => Promise<{ readonly state: State; readonly inputs: Partial<Args> } | undefined>;
  readonly update: (request: InState<State> & { readonly news: Args }) => Promise<State>;
  readonly delete: (request: InState<State>) => Promise<void>;
}
