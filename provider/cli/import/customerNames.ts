import { createHash } from "node:crypto";

/** What a customer's module is called in a project of several. */
export interface CustomerModule {
  /** The file, without folder and ending. */
  readonly file: string;
  /** What `index.ts` calls it. */
  readonly identifier: string;
}

/** What a file name has room for, everywhere. */
const LONGEST_KEY_CHARACTERS = 100;

/** What is left of an id that is told apart by its digest. */
const LONGEST_BEGINNING_CHARACTERS = 40;

/** More than chance or a UUID's last group would make. */
const DIGEST_CHARACTERS = 10;

/** How an id with a digest ends; no other key may. */
const DIGEST_END = new RegExp(`[-_][0-9a-f]{${DIGEST_CHARACTERS}}$`, "i");

/** Windows gives these names to devices, whatever ending a file has. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** The customer's id as a part of names: as it is where it is a plain word, else told apart by a digest. */
export function customerKey(managedUserId: string): string {
  const isPlain = /^[\w-]+$/.test(managedUserId) && managedUserId.length <= LONGEST_KEY_CHARACTERS;
  const isPossible = isPlain && !DEVICE.test(managedUserId) && !DIGEST_END.test(managedUserId);
  return isPossible ? managedUserId : keyWithDigest(managedUserId);
}

/** What customers that are not asked for are called already. */
export interface ModulesInUse {
  /** The files of the customers that have one, by their ids, without folder and ending. */
  readonly files: ReadonlyMap<string, string>;
  /** Files of which nobody knows whose they are. */
  readonly otherFiles: readonly string[];
  readonly hasIdentifier: (identifier: string) => boolean;
}

const NO_MODULES_IN_USE: ModulesInUse = { files: new Map(), otherFiles: [], hasIdentifier: () => false };

/**
 * The modules of several customers, by their ids: no two alike, not even on a disk that does not tell upper case from lower
 * case. The order of the customers does not matter. A customer that has a file keeps it.
 */
export function customerModules(
  managedUserIds: readonly string[],
  { files: existing, otherFiles, hasIdentifier }: ModulesInUse = NO_MODULES_IN_USE,
): Map<string, CustomerModule> {
  const newIds = managedUserIds.filter((id) => !existing.has(id));
  const taken = new Set([...existing.values(), ...otherFiles].map((file) => file.toLowerCase()));
  const sharedFiles = shared(newIds.map((id) => customerKey(id).toLowerCase()));
  const files = managedUserIds.map((id) => {
    const key = customerKey(id);
    const lower = key.toLowerCase();
    return existing.get(id) ?? (sharedFiles.has(lower) || taken.has(lower) ? keyWithDigest(id) : key);
  });
  const sharedIdentifiers = shared(files.map(identifierOf));
  return new Map(
    managedUserIds.map((id, index) => {
      const file = files[index] ?? "";
      const identifier = identifierOf(file);
      const isTaken = sharedIdentifiers.has(identifier) || hasIdentifier(identifier);
      return [id, { file, identifier: isTaken ? `${identifier}_${digest(id)}` : identifier }];
    }),
  );
}

function identifierOf(file: string): string {
  return `customer_${file.replace(/-/g, "_")}`;
}

function keyWithDigest(managedUserId: string): string {
  const beginning = managedUserId.replace(/[^A-Za-z0-9_]+/g, "-").slice(0, LONGEST_BEGINNING_CHARACTERS);
  return `${beginning}-${digest(managedUserId)}`;
}

/** A few characters that tell texts apart. */
function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, DIGEST_CHARACTERS);
}

/** What is there more than once. */
function shared(names: readonly string[]): Set<string> {
  const once = new Set<string>();
  return new Set(
    names.filter((name) => {
      const isThere = once.has(name);
      once.add(name);
      return isThere;
    }),
  );
}
