import { canonicalText } from "../values";

/**
 * What this process knows of the stack's own connections on one Workato origin. Two questions are answered from it:
 * is a connection that a create finds already ours under another resource, and may a delete touch it.
 */
export class StackConnections {
  readonly #own = new Set<string>();
  /** Connections that live on under a resource of the program, with the inputs that its diff was given. */
  readonly #alive = new Map<string, string>();
  readonly #checked = new Set<string>();

  /** A `check` of this process returned these inputs: a resource of the program has them. */
  noteChecked(inputs: object): void {
    this.#checked.add(canonicalText(inputs));
  }

  /** A create made or took over this connection now. */
  noteTaken(connectionId: string): void {
    this.#own.add(connectionId);
    this.#alive.set(connectionId, "");
  }

  /**
   * A diff means that a resource of the program has this connection, and one without a replacement that it keeps it.
   * But only if its inputs come from a check: a refresh calls diff as well, also for resources that are not in the
   * program any more, in the same process that may create or delete next.
   */
  noteDiff(connectionId: string, news: object, replaces: boolean): void {
    const text = canonicalText(news);
    if (!this.#checked.has(text)) return;
    this.#own.add(connectionId);
    if (replaces) this.#alive.delete(connectionId);
    else this.#alive.set(connectionId, text);
  }

  /** A create with the very inputs of a diff is a replacement that the engine decided on: the old one may go. */
  noteCreate(inputs: object): void {
    const text = canonicalText(inputs);
    for (const [connectionId, news] of this.#alive) {
      if (news === text) this.#alive.delete(connectionId);
    }
  }

  isOwn(connectionId: string): boolean {
    return this.#own.has(connectionId);
  }

  isAlive(connectionId: string): boolean {
    return this.#alive.has(connectionId);
  }
}
