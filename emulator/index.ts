/** The Workato Embedded API on this machine, for tests: see docs/testing.md. Uses nothing but Node's own modules. */
export { startEmulator, type Emulator, type EmulatorOptions } from "./emulator";
export { readSeed } from "./seed/seedFile";
export type { Behaviour } from "./behaviour";
export type { AuthorizationLoss, ConnectionEdit } from "./edits";
export type { ConnectionAnswer } from "./routes/connectionAnswer";
export type { CustomerAnswer } from "./routes/customers";
export type { FolderAnswer, ProjectAnswer } from "./routes/folders";
export type { ProfileAnswer } from "./routes/profiles";
export type {
  AuthorizationStatus,
  ConnectionSeed,
  CustomerSeed,
  EnvironmentSeed,
  FolderSeed,
  ProfileSeed,
  Seed,
  WorkspaceSeed,
} from "./seed/seed";
export type { Fault, FaultHandle } from "./server/faults";
export type { Hold, HoldOptions } from "./server/holds";
export type { JournalEntry } from "./server/journalEntry";
export type { QuotaKind, QuotaOptions } from "./server/quota";
export type { RequestMatcher, RequestPattern } from "./server/requestPattern";
export type { StoredConnection } from "./state/connection";
export type { ConnectorSchema, SchemaField } from "./seed/connectorSchema";
export type { Credentials, RefusalRule } from "./seed/credentials";
export type { StoredCustomer } from "./state/customer";
export type { StoredFolder } from "./state/folder";
export type { StoredProfile } from "./state/profile";
