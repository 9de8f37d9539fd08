/** What an unknown value of a preview looks like to a plugin, at any depth of its inputs. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The key by which Pulumi marks objects of its own, at any depth of inputs: what is left of them here is a file or an archive. */
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What stands under that key in a secret. */
const SECRET = "1b47061264138c4ac30d75fd1eb44270";

/** Is it a `FileAsset`, a `StringAsset` or an archive? */
export function isAsset(value: object): boolean {
  return SIGNATURE in value;
}

export function isUnknown(value: unknown): boolean {
  return value === UNKNOWN;
}

/** The same values; the engine shows none of the named ones, and encrypts them in state. */
export function signSecrets(values: object, names: readonly string[]): Record<string, unknown> {
  const signed: Record<string, unknown> = { ...values };
  for (const name of names) {
    const value = signed[name];
    if (value !== undefined && value !== null && !isUnknown(value)) signed[name] = { [SIGNATURE]: SECRET, value };
  }
  return signed;
}
