/**
 * What is known of Workato's connectors, for help and for warnings. Whoever does not need it on every run loads it late:
 * the start-up of a program and of the plugin must not pay for it.
 */
import { CONNECTOR_TABLE } from "./table";

/** Said wherever these facts are shown. */
export const CATALOG_NOTE =
  "Facts of 2024-05, not authoritative: connectors have changed since, and custom connectors are not listed.";

/** One key of a connector's `input`. */
export interface ConnectorParameter {
  /** In dots when it is inside another parameter, e.g. `advanced_settings.api_scope`. */
  readonly name: string;
  readonly optional: boolean;
  /** `string`, `boolean` (often the texts "true" and "false"), `number`, `integer`, `object` or `select`. */
  readonly type: string;
  /** Empty when it takes anything, or when the list is not known. */
  readonly allowedValues: readonly string[];
  /** It may take other values too: some lists are of labels that people see, and lists of versions grow. */
  readonly isListOpen: boolean;
  /** To be kept secret. */
  readonly isCredential: boolean;
  /** A credential, or what says whose it is. */
  readonly isForAuthorization: boolean;
}

/** One connector, as `provider` names it. */
export interface Connector {
  readonly name: string;
  readonly title: string;
  /** Someone at the customer can authorize it. */
  readonly oauth: boolean;
  /** Only someone at the customer can authorize it: it takes no credential, and is created as a shell. */
  readonly oauthOnly: boolean;
  /** It takes `profile`, the name of an on-prem agent's connection profile. */
  readonly onPrem: boolean;
  readonly parameters: readonly ConnectorParameter[];
}

/** What a credential is called in `input`; `token_endpoint` and `public_key` are none. */
const CREDENTIAL_NAME = /^(?!public_)(?!.*(url|endpoint)$).*(pass|secret|token|key|cert)/i;

/** What says who it is that authorizes. */
const LOGIN_NAME = /user_?name|login|e-?mail|client_id/i;

let catalog: ReadonlyMap<string, Connector> | undefined;

/** Every connector by its name, in the order of the names. */
export function connectorCatalog(): ReadonlyMap<string, Connector> {
  catalog ??= new Map(
    CONNECTOR_TABLE.trim()
      .split("\n")
      .map(parseConnector)
      .map((connector) => [connector.name, connector]),
  );
  return catalog;
}

function parseConnector(line: string): Connector {
  const [name = "", title = "", kind = "", list = ""] = line.split("|").map((cell) => cell.trim());
  const parameters = list === "" ? [] : list.split(", ").map(parseParameter);
  return {
    name,
    title,
    oauth: kind === "oauth",
    oauthOnly: kind === "oauth" && !parameters.some((parameter) => parameter.isForAuthorization),
    onPrem: parameters.some((parameter) => parameter.name === "profile"),
    parameters,
  };
}

function parseParameter(text: string): ConnectorParameter {
  const [, name = "", optional, type = "string", values] = /^([^?:=]+)(\?)?(?::([a-z]+))?(?:=(.+))?$/.exec(text) ?? [];
  const allowedValues = values?.split("/") ?? [];
  const isCredential = type === "string" && allowedValues.length === 0 && CREDENTIAL_NAME.test(name);
  return {
    name,
    optional: optional !== undefined,
    type,
    allowedValues,
    isListOpen: allowedValues.some((allowed) => /^\d|\s/.test(allowed)),
    isCredential,
    // What is inside `advanced_settings` tunes the OAuth flow, and `read_email_permission` is a boolean.
    isForAuthorization: type === "string" && (isCredential || LOGIN_NAME.test(name)) && !name.includes("."),
  };
}
