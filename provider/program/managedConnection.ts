import * as pulumi from "@pulumi/pulumi";
import { CONNECTION_FACTS } from "../api/objects/connectionFields";
import { namesOf } from "../arguments/argument";
import { CONNECTION_ARGUMENTS } from "../arguments/connection";
import { DynamicResource } from "./dynamicResource";
import { argumentsToAskFor, makeReadable } from "./unsetArguments";
import { objectIdOf } from "../arguments/resourceId";
import type { ConnectorInput, ConnectorName } from "../connectors/inputTypes";
import type { AnyText, OpenInput } from "../connectors/openInput";
import type { OnAuthorizationFailure, OnAuthorizationLost, OnExisting } from "../settings/settings";

/** What the argument `provider` takes: any text, and the names that we know. */
export type ProviderName = ConnectorName | AnyText;

/**
 * Arguments of a {@link ManagedConnection}. `Provider` is the text in `provider`, where the compiler knows it: then it knows
 * the parameters of `input` too.
 */
export interface ManagedConnectionArgs<Provider extends ProviderName = ProviderName> {
  /**
   * The customer: the number of its workspace (each environment has a number of its own), or `externalId("A2300")`.
   * Replaces on change.
   */
  readonly managedUserId: pulumi.Input<string | number>;
  /** The connector, e.g. `"jira"`, `"salesforce"`, or one that this package does not know. Replaces on change. */
  readonly provider: Provider | Promise<string> | pulumi.OutputInstance<string>;
  /**
   * The connection's name in the customer's workspace. Set it: without it, a new logical name means a new connection. Workato
   * gets it in Unicode's form NFC.
   * @default the resource's logical name
   */
  readonly name?: pulumi.Input<string>;
  /** The project or folder that holds the connection. Not managed if omitted. */
  readonly folderId?: pulumi.Input<string | number>;
  /** The parent connection, of the same provider; null clears it. Not managed if omitted. */
  readonly parentId?: pulumi.Input<string | number | null>;
  /** Your own id for the connection, usually that of the user who owns it; null clears it. Not managed if omitted. */
  readonly externalId?: pulumi.Input<string | null>;
  /**
   * Create a shell: Workato does not test its credentials, or it has none yet and someone at the customer authorizes it later.
   * OAuth connectors need this. Once someone has authorized it, `input` is not sent any more, because that would undo the
   * authorization; change `credentialsVersion` to send it all the same.
   * @default false
   */
  readonly shellConnection?: pulumi.Input<boolean>;
  /**
   * The connector's parameters, including its credentials. The whole object is a Pulumi secret. The API never returns it, so the
   * state holds what the program last said. Not managed if omitted.
   *
   * If `provider` is a literal, the compiler checks the parameters that this package knows; others are allowed too.
   * `npx pulumi-workato-embedded connectors <name>` prints an example.
   */
  readonly input?: ConnectorInput<Provider> | Promise<OpenInput> | pulumi.OutputInstance<OpenInput>;
  /**
   * Parameters that come from environment variables of the machine that runs Pulumi. They are read at create and update only,
   * and are never in the state. It maps dotted paths in `input` to names of variables, e.g. `{ "apitoken": "JIRA_TOKEN" }`.
   * A new value in the variable is not noticed: change `credentialsVersion` to send it.
   */
  readonly inputFromEnvironment?: pulumi.Input<{ readonly [path: string]: pulumi.Input<string> }>;
  /**
   * Change it to send the credentials again: after you rotated them behind the same variable, or to overwrite what someone else
   * has authorized.
   */
  readonly credentialsVersion?: pulumi.Input<string | number>;
  /**
   * Keep the connection disconnected. No credentials are sent meanwhile; remove this argument to send them again.
   * @default false
   */
  readonly disconnected?: pulumi.Input<boolean>;
  /**
   * Disconnect even if active recipes use the connection.
   * @default false
   */
  readonly forceDisconnect?: pulumi.Input<boolean>;
  /**
   * If Workato rejects a delete because active recipes use the connection, disconnect it with force and delete it again.
   * @default false
   */
  readonly forceDelete?: pulumi.Input<boolean>;
  /**
   * What to do if Workato refuses the credentials. `error`: the `up` fails, the connection stays in the state with its id, and
   * the next `up` sends them again, unless someone has authorized the connection meanwhile. `warn`: the `up` succeeds with a
   * warning.
   * @default "error", or the configuration `workato:onAuthorizationFailure`
   */
  readonly onAuthorizationFailure?: pulumi.Input<OnAuthorizationFailure>;
  /**
   * What to do if a refresh sees that a working connection has stopped working. `report`: a warning. `repair`: the next `up`
   * sends the credentials again, unless the network is to blame or someone else has authorized the connection meanwhile.
   * @default "report", or the configuration `workato:onAuthorizationLost`
   */
  readonly onAuthorizationLost?: pulumi.Input<OnAuthorizationLost>;
  /**
   * What a create does if the customer already has the same connection: same provider, name and, if the program sets them,
   * folder, parent and external id. `error`: send nothing and fail. `adopt`: take it over. `create`: create another one beside it.
   * @default "error", or the configuration `workato:onExisting`
   */
  readonly onExisting?: pulumi.Input<OnExisting>;
  /**
   * A create takes over exactly this connection instead of creating one, and fails if it does not exist. Only a create looks
   * at this argument.
   */
  readonly adoptConnectionId?: pulumi.Input<string | number>;
  /**
   * The entry of `workato:accounts` in the configuration that the customer belongs to.
   * @default the stack's own token and region
   */
  readonly account?: pulumi.Input<string>;
}

/** What {@link ManagedConnection.get} may be told. */
export interface ManagedConnectionState {
  /** The entry of `workato:accounts` in the configuration that the customer belongs to. */
  readonly account?: pulumi.Input<string>;
}

/** The compiler keeps the table and the arguments of the class the same. */
const ARGUMENTS: readonly (keyof ManagedConnectionArgs)[] = namesOf(
  CONNECTION_ARGUMENTS satisfies Record<keyof ManagedConnectionArgs, unknown>,
);

/** The class; programs see it as {@link TypedManagedConnection}. */
class ManagedConnection extends DynamicResource {
  /** The connection's number in Workato, known in previews once the connection exists. Use it as `parentId`. */
  readonly connectionId: pulumi.Output<string>;
  declare readonly managedUserId: pulumi.Output<string>;
  declare readonly provider: pulumi.Output<string>;
  declare readonly name: pulumi.Output<string>;
  declare readonly folderId: pulumi.Output<string | undefined>;
  declare readonly parentId: pulumi.Output<string | null | undefined>;
  declare readonly externalId: pulumi.Output<string | null | undefined>;
  declare readonly shellConnection: pulumi.Output<boolean | undefined>;
  /** Secret. The `input` that the program said last, also where Workato refused it or did not get it. */
  declare readonly input: pulumi.Output<Record<string, unknown> | undefined>;
  declare readonly inputFromEnvironment: pulumi.Output<Record<string, string> | undefined>;
  declare readonly credentialsVersion: pulumi.Output<string | undefined>;
  declare readonly disconnected: pulumi.Output<boolean | undefined>;
  declare readonly forceDisconnect: pulumi.Output<boolean | undefined>;
  declare readonly forceDelete: pulumi.Output<boolean | undefined>;
  declare readonly onAuthorizationFailure: pulumi.Output<OnAuthorizationFailure | undefined>;
  declare readonly onAuthorizationLost: pulumi.Output<OnAuthorizationLost | undefined>;
  declare readonly onExisting: pulumi.Output<OnExisting | undefined>;
  declare readonly adoptConnectionId: pulumi.Output<string | undefined>;
  declare readonly account: pulumi.Output<string | undefined>;
  /** `success`, `failed` or `exception`; undefined if it was never authorized or is disconnected. */
  declare readonly authorizationStatus: pulumi.Output<string | undefined>;
  /** Why Workato refused the credentials. Secret, because Workato may quote credentials; those that we know are redacted. */
  declare readonly authorizationError: pulumi.Output<string | undefined>;
  /** When Workato last accepted credentials. ISO 8601, like all times here. */
  declare readonly authorizedAt: pulumi.Output<string | undefined>;
  /** When the connection was created. */
  declare readonly createdAt: pulumi.Output<string | undefined>;
  /** When the connection was last changed. */
  declare readonly updatedAt: pulumi.Output<string | undefined>;
  /** Whom it is connected as, in the connector's words, e.g. a QuickBooks realm id after an e-mail address. */
  declare readonly identity: pulumi.Output<string | undefined>;
  /** When a working connection stopped working. */
  declare readonly connectionLostAt: pulumi.Output<string | undefined>;
  /** Why it stopped working. Secret, because Workato may quote credentials; those that we know are redacted. */
  declare readonly connectionLostReason: pulumi.Output<string | undefined>;
  /** Handles of the connection's tags. */
  declare readonly tags: pulumi.Output<string[] | undefined>;

  /**
   * @param name the resource's logical name, and the connection's name unless `args.name` says otherwise
   * @throws Error when `opts.import` is set: use `adoptConnectionId`.
   */
  constructor(name: string, args: ManagedConnectionArgs, opts?: pulumi.CustomResourceOptions) {
    const set = opts?.id === undefined ? withSecretInput(name, args) : { ...args };
    const asked = [...CONNECTION_FACTS, ...argumentsToAskFor(ARGUMENTS, opts)];
    super("ManagedConnection", name, set, asked, pulumi.mergeOptions(opts, { additionalSecretOutputs: ["input"] }));
    this.connectionId = this.id.apply(objectIdOf);
  }

  static {
    makeReadable(this.prototype, ARGUMENTS);
  }

  /**
   * Reads an existing connection without managing it: it is never changed, and `destroy` never deletes it.
   *
   * @param id `<managedUserId>/<connectionId>`, the first part URI-encoded
   * @example
   * const jira = ManagedConnection.get("jira", "98178/36");
   */
  static get(
    name: string,
    id: pulumi.Input<pulumi.ID>,
    state?: ManagedConnectionState,
    opts?: pulumi.CustomResourceOptions,
  ): ManagedConnection {
    // The other arguments come from the server: for a read, the engine wants none of them.
    return new ManagedConnection(name, { ...state } as ManagedConnectionArgs, { ...opts, id });
  }

  /** Is this value a ManagedConnection, also one of another copy of this package? */
  static override isInstance(value: unknown): value is ManagedConnection {
    return DynamicResource.isResourceOf("ManagedConnection", value);
  }
}

/**
 * The class as programs see it: its constructor knows what the connector in `provider` takes. A class with a type parameter
 * would say the same, and cost the compiler one copy of all outputs a connector.
 */
interface ManagedConnectionClass extends Pick<typeof ManagedConnection, keyof typeof ManagedConnection> {
  /**
   * @param name the resource's logical name, and the connection's name unless `args.name` says otherwise
   * @throws Error when `opts.import` is set: use `adoptConnectionId`.
   */
  new <Provider extends ProviderName = ProviderName>(
    name: string,
    args: ManagedConnectionArgs<Provider>,
    opts?: pulumi.CustomResourceOptions,
  ): ManagedConnection;
}

/**
 * A connection in an Embedded customer's workspace, authorized with the credentials in `input`.
 *
 * Its id is `<managedUserId>/<connectionId>`, the first part URI-encoded. Errors name the property or the API's reason, and the
 * remedy. A connection whose credentials were refused stays in the state with its id.
 * Source: the endpoints under `/api/managed_users/:managed_user_id/connections`.
 *
 * @example
 * const config = new pulumi.Config();
 * const jira = new ManagedConnection("acme-jira", {
 *   managedUserId: externalId("A2300"),
 *   provider: "jira",
 *   name: "Jira",
 *   input: {
 *     host_name: "acme.atlassian.net",
 *     auth_type: "api_token",
 *     email: "integrations@acme.example",
 *     apitoken: config.requireSecret("jiraToken"),
 *   },
 * });
 * export const status = jira.authorizationStatus;
 */
const TypedManagedConnection = ManagedConnection as ManagedConnectionClass;
/** A connection in an Embedded customer's workspace. */
type TypedManagedConnection = ManagedConnection;
export { TypedManagedConnection as ManagedConnection };

function withSecretInput(name: string, args: Partial<ManagedConnectionArgs> | undefined): pulumi.Inputs {
  // The type of a nested input is too deep for the compiler to unwrap, and nothing here looks inside.
  const { input, ...others }: { input?: unknown; name?: pulumi.Input<string> } = args ?? {};
  return { ...others, name: others.name ?? name, ...(input === undefined ? {} : { input: pulumi.secret(input) }) };
}
