/** What this package says of itself. */
interface OwnPackage {
  readonly name: string;
  readonly version: string;
}

/** Not read from package.json: a program that is bundled into one file has none beside it. A test compares. */
export function ownPackage(): OwnPackage {
  return { name: "pulumi-workato-embedded", version: "0.1.0" };
}
