import type { CheckFailure } from "@pulumi/pulumi/dynamic";
import type { ResourceType, Values, WireDiff, WireWrite } from "../../runtime/support/pluginProcess";

/** One plugin process as the engine speaks to it: the SDK's own, or both providers in this process. */
export interface Plugin {
  check(type: ResourceType, olds: Values, news: Values): Promise<{ inputs: Values; failures: CheckFailure[] }>;
  diff(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireDiff>;
  create(type: ResourceType, news: Values): Promise<WireWrite>;
  update(type: ResourceType, id: string, olds: Values, news: Values): Promise<WireWrite>;
  read(type: ResourceType, id: string, olds: Values): Promise<{ id: string; outputs: Values; inputs: Values }>;
  delete(type: ResourceType, id: string, olds: Values): Promise<void>;
}
