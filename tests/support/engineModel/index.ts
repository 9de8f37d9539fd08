export { CommandError, isAssertion, Killed, PluginError } from "./commandError";
export { EngineModel } from "./engineModel";
export type { Config, Plugin, ResourceType, Values, WireDiff, WireRead, WireWrite } from "./plugin";
export type { Declaration, Program, ResourceOptions, UpOptions } from "./program";
export { received } from "./secrets";
export type { PendingDelete, Saved } from "./state";
export { RecordedPlugin, type Call } from "./recordedPlugin";
