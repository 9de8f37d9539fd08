export { WorkatoClient } from "./client";
export { isFailed, isLossLaterThanAuthorization, isLostToNetwork, isOlder, isTestedBy } from "./objects/connection";
export type {
  Connection,
  ConnectionAnswer,
  ConnectionBody,
  ConnectionList,
  ListConnectionsQuery,
} from "./objects/connection";
export { ENVIRONMENT_NAMES } from "./objects/customer";
export type { Customer, EnvironmentName, ListedCustomer } from "./objects/customer";
export { environmentAdvice } from "./errors/hints";
export type { Folder } from "./objects/folder";
export type { InputParameter } from "./objects/inputSchema";
export type { OAuthProfile } from "./objects/oauthProfile";
export type { WorkatoClientOptions } from "./options";
export type { CallOptions } from "./pacing/requester";
export { createRedactor, secretStrings, shownWords } from "./redaction";
export { RetryBudget } from "./pacing/retryBudget";
export { isMeant, isRefusal, isWorkatoError, mayBeDone, messageOf, WorkatoError } from "./errors/workatoError";
export { isRecord } from "./json";
export { ownPackage } from "./ownPackage";
export type { WorkatoErrorDetails, WorkatoErrorKind } from "./errors/workatoError";
export { listLagMs, settleMs } from "./errors/settleTime";
export { instantOf, isSameInstant } from "./instant";
export { CONNECTION_FACTS, CONNECTION_FIELDS } from "./objects/connectionFields";
export type { ConnectionFact } from "./objects/connectionFields";
