import type { Rule } from "eslint";

interface Room {
  /** What is in it, for people. */
  readonly holds: string;
  readonly runsIn: string;
  readonly buildsOn: readonly string[];
  readonly takesTypesOf?: readonly string[];
  readonly why: string;
}

declare const walls: {
  readonly ROOMS: Readonly<Record<string, Room>>;
  readonly rule: Rule.RuleModule;
  reasonAgainst(file: string, source: string, isType: boolean): string | undefined;
};

export = walls;
