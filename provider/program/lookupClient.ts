import * as pulumi from "@pulumi/pulumi";
import type { WorkatoClient } from "../api";
import type * as Opening from "../settings/openClient";
import { Settings } from "../settings/settings";
import { UnderWay } from "./underWay";

/** Where look-ups with the same settings ask. */
export interface LookUpClient {
  readonly api: WorkatoClient;
  readonly underWay: UnderWay;
}

/**
 * One client for each settings, so that all look-ups of a program share its queues. A process of the Automation API runs
 * several stacks, each with settings of its own.
 */
const clients = new Map<string, LookUpClient>();

/** @throws SettingsError that names the key and the remedy. */
export function lookUpClient(account: string | undefined): LookUpClient {
  // Not Config.get: it warns that the token is a secret, which is why we take care of it ourselves.
  const settings = new Settings((key) => pulumi.runtime.getConfig(`workato:${key}`), process.env).account(account);
  const key = JSON.stringify(settings);
  let client = clients.get(key);
  if (client === undefined) {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a program without look-ups must not load axios
    const { openClient } = require("../settings/openClient") as typeof Opening;
    const api = openClient(settings, {
      environment: process.env,
      writeLine: (line) => {
        process.stderr.write(`${line}\n`);
      },
    });
    client = { api, underWay: new UnderWay() };
    clients.set(key, client);
  }
  return client;
}
