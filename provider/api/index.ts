export { WorkatoClient } from "./client";
export type { Connection, ConnectionAnswer, ConnectionBody, ListConnectionsQuery } from "./connection";
export type { OAuthProfile } from "./oauthProfile";
export type { CallOptions, WorkatoClientOptions } from "./options";
export { createRedactor, secretStrings } from "./redaction";
export { RetryBudget } from "./pacing/retryBudget";
export { isWorkatoError, WorkatoError } from "./workatoError";
export type { WorkatoErrorDetails, WorkatoErrorKind } from "./workatoError";
