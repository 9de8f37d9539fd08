import type * as pulumi from "@pulumi/pulumi";
import { namesOf } from "../arguments/argument";
import { ASSIGNMENT_ARGUMENTS } from "../arguments/assignment";
import { DynamicResource } from "./dynamicResource";
import { argumentsToAskFor, makeReadable } from "./unsetArguments";

/** Arguments of an {@link OAuthProfileAssignment}. */
export interface OAuthProfileAssignmentArgs {
  /**
   * The customer: the number of its workspace (each environment has a number of its own), or `externalId("A2300")`.
   * Replaces on change.
   */
  readonly managedUserId: pulumi.Input<string | number>;
  /** The custom OAuth profile of the Embedded admin workspace, an integer. Replaces on change. */
  readonly profileId: pulumi.Input<string | number>;
  /**
   * Unassign the profile even if connections of the customer use it.
   * @default false
   */
  readonly forceUnassign?: pulumi.Input<boolean>;
  /**
   * The entry of `workato:accounts` in the configuration that the customer belongs to.
   * @default the stack's own token and region
   */
  readonly account?: pulumi.Input<string>;
}

/** The compiler keeps the table and the arguments of the class the same. */
const ARGUMENTS: readonly (keyof OAuthProfileAssignmentArgs)[] = namesOf(
  ASSIGNMENT_ARGUMENTS satisfies Record<keyof OAuthProfileAssignmentArgs, unknown>,
);

/**
 * Assigns a custom OAuth profile to a customer: OAuth connections of that application then authorize with your own OAuth
 * client. A customer has one profile per application, so a replacement first unassigns the old one.
 *
 * Its id is `<managedUserId>/<profileId>`, the first part URI-encoded. The API cannot list a customer's assignments, so a
 * refresh notices a removed one only if the profile is gone or is assigned to nobody.
 * Source: `POST /api/managed_users/:managed_user_id/custom_oauth_profiles/:id/assign` and `DELETE .../unassign`.
 *
 * @example
 * const profile = new OAuthProfileAssignment("acme-salesforce", { managedUserId: "98178", profileId: 322 });
 * new ManagedConnection(
 *   "acme-salesforce",
 *   { managedUserId: "98178", provider: "salesforce", name: "Salesforce", shellConnection: true },
 *   { dependsOn: profile },
 * );
 */
export class OAuthProfileAssignment extends DynamicResource {
  declare readonly managedUserId: pulumi.Output<string>;
  declare readonly profileId: pulumi.Output<string>;
  declare readonly forceUnassign: pulumi.Output<boolean | undefined>;
  declare readonly account: pulumi.Output<string | undefined>;

  /** @throws Error when `opts.import` is set: assigning again changes nothing. */
  constructor(name: string, args: OAuthProfileAssignmentArgs, opts?: pulumi.CustomResourceOptions) {
    super("OAuthProfileAssignment", name, { ...args }, argumentsToAskFor(ARGUMENTS, opts), opts);
  }

  static {
    makeReadable(this.prototype, ARGUMENTS);
  }

  /** Is this value an OAuthProfileAssignment, also one of another copy of this package? */
  static override isInstance(value: unknown): value is OAuthProfileAssignment {
    return DynamicResource.isResourceOf("OAuthProfileAssignment", value);
  }
}
