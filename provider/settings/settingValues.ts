import { isToken } from "../api/http/address";

/** A configuration key that cannot be used. The message names the key and the remedy. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** @throws SettingsError that does not show the text, which is a token in part at least. */
export function tokenOf(text: string, key: string): string {
  if (isToken(text)) return text;
  throw new SettingsError(`${key} has a space or another character that no API token has: set it again.`);
}
