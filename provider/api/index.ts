export { WorkatoClient } from "./client";
export type { WorkatoClientOptions } from "./options";
export { environmentAdvice } from "./errors/hints";
export { listLagMs, settleMs } from "./errors/settleTime";
export {
  isRefusal,
  isWorkatoError,
  mayHaveTakenEffect,
  messageOf,
  refusalMeans,
  WorkatoError,
} from "./errors/workatoError";
// Under these two names provider/resources still has them.
export type { WorkatoErrorDetails, WorkatoErrorKind } from "./errors/workatoError";
export { isFailed, isLossLaterThanAuthorization, isLostToNetwork, isOlder, isTestedBy } from "./objects/connection";
export type { ConnectionAnswer, ConnectionBody, ConnectionList, ListConnectionsQuery } from "./objects/connection";
export { CONNECTION_FACTS, CONNECTION_FIELDS } from "./objects/connectionFields";
export type { Connection, ConnectionFact } from "./objects/connectionFields";
export type { Customer, EnvironmentName, Environments } from "./objects/customer";
export { ENVIRONMENT_NAMES } from "./objects/customer";
export type { Folder } from "./objects/folder";
export type { InputParameter } from "./objects/inputSchema";
export type { OAuthProfile } from "./objects/oauthProfile";
export type { CallOptions } from "./pacing/requester";
export { RetryBudget } from "./pacing/retryBudget";
export { defined } from "./defined";
export { instantOf, isSameInstant } from "./instant";
export { isRecord } from "./json";
export { ownPackage } from "./ownPackage";
export { createRedactor, secretStrings, shownWords } from "./redaction";
export { CLOCK_ROUNDING_MS, CLOCK_TOLERANCE_MS, MS_PER_SECOND } from "./time";
export { SharedAnswers } from "./sharedAnswers";
export { literal, quoted, visible, visibleLines } from "./text";
