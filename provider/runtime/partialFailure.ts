/**
 * The resource exists, but not as it should be. The engine keeps it, with this id and these properties, as
 * "failed to initialize", and calls `update` at the next `up`.
 */
export class PartialFailure extends Error {
  readonly id: string;
  readonly properties: Record<string, unknown>;
  readonly reasons: string[];

  /** @param provider `__provider` of the inputs: without it the engine could not load us for the next operation. */
  constructor(id: string, state: object, provider: unknown, reason: string) {
    super(reason);
    this.id = id;
    this.properties = { ...state, __provider: provider };
    this.reasons = [reason];
  }
}
