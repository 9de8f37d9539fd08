import { CONNECTION_FACTS } from "../../api";
import type { ArgumentTable } from "../../arguments/argument";
import { namesOf } from "../../arguments/argument";
import { ASSIGNMENT_ARGUMENTS } from "../../arguments/assignment";
import { CONNECTION_ARGUMENTS } from "../../arguments/connection";
import { objectIdOf } from "../../arguments/resourceId";
import { assignmentResource } from "../../resources/assignment";
import { connectionResource } from "../../resources/connection/connectionResource";
import type { Resource } from "../../resources/resource";
import { ResumedCreates } from "../../resources/resumedCreates";
import type { Session } from "../../resources/session";
import type { Values } from "./values";

/** A kind of resource, and what this door adds to it. */
export interface Kind {
  readonly resource: Resource<object, object>;
  readonly creates: ResumedCreates<object, object>;
  readonly arguments: ArgumentTable;
  /** Arguments that null clears. Languages without null write "". */
  readonly clearable: readonly string[];
  /** Outputs that only the server knows. */
  readonly facts: readonly string[];
  /** Outputs that the id tells, so that previews know them: the classes of the other door compute them in the program. */
  readonly outputsOf: (id: string) => Values;
}

/** Every kind of resource, by the last part of its type. */
export function kindsOf(session: Session): Readonly<Record<string, Kind>> {
  return {
    ManagedConnection: kindOf(connectionResource(session), {
      arguments: CONNECTION_ARGUMENTS,
      facts: CONNECTION_FACTS,
      outputsOf: (id) => ({ connectionId: objectIdOf(id) }),
    }),
    OAuthProfileAssignment: kindOf(assignmentResource(session), {
      arguments: ASSIGNMENT_ARGUMENTS,
      facts: [],
      outputsOf: () => ({}),
    }),
  };
}

function kindOf<Args extends object, State extends object>(
  resource: Resource<Args, State>,
  own: Pick<Kind, "arguments" | "facts" | "outputsOf">,
): Kind {
  // What a kind's own check has read and its own create has made is what it gets back.
  const anyResource = resource as unknown as Kind["resource"];
  const clearable = namesOf(own.arguments, ({ rule }) => isCleared(rule));
  return { ...own, clearable, resource: anyResource, creates: new ResumedCreates(anyResource) };
}

function isCleared(rule: (given: unknown) => unknown): boolean {
  try {
    return rule(null) === null;
  } catch {
    return false;
  }
}
