import type { Values } from "../../support/engineModel";
import type { Bench } from "./bench";
import { jira } from "./bench";
import { sentInputs } from "./requests";
import type { Declaration } from "./stack";

export const SETTINGS = { host_name: "acme.atlassian.net" };
export const OTHER = { host_name: "umbrella.atlassian.net" };

/** A shell with settings, which a person is to authorize. */
export const shell = (args: Values = {}): Declaration => jira({ shellConnection: true, input: SETTINGS, ...args });

/** Nothing was sent that would replace what the person's authorization has put there. */
export function expectUntouched({ emulator }: Bench, id = 1001): void {
  expect(sentInputs(emulator)).toEqual([]);
  expect(emulator.connection(id)).toMatchObject({ authorizationStatus: "success", authorizedBy: "person" });
}
