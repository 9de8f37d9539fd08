const { readFileSync } = require("node:fs");
const path = require("node:path");

/**
 * The rooms by their folders. A file belongs to the innermost one that it is in; it may import from its own room, and from
 * what the room builds on: another room with all that is in it, `folder/*` for the files that lie in it, or a single file.
 * Only the types of what it `takesTypesOf`.
 */
const ROOMS = JSON.parse(readFileSync(path.join(__dirname, "rooms.json"), "utf8"));

/** Packages that only some rooms may import. */
const PACKAGES = ["@pulumi/pulumi"];

/** The room of a file, by its path in the repository. */
function roomOf(file) {
  const isIn = (room) => file.startsWith(`${room}/`);
  return Object.keys(ROOMS)
    .filter(isIn)
    .sort((one, other) => other.length - one.length)[0];
}

/** What is imported, by its path in the repository; undefined where nobody is kept from importing it. */
function targetOf(file, source) {
  if (source.startsWith(".")) return path.posix.join(path.posix.dirname(file), source);
  return PACKAGES.find((name) => source === name || source.startsWith(`${name}/`));
}

function covers(entry, target) {
  if (entry.endsWith("/*")) return path.posix.dirname(target) === entry.slice(0, -2);
  return [entry, entry.replace(/\.ts$/, "")].includes(target) || target.startsWith(`${entry}/`);
}

/** Why this file must not import that; undefined where it may. */
function reasonAgainst(file, source, isType) {
  const room = roomOf(file);
  const target = targetOf(file, source);
  if (room === undefined || target === undefined || roomOf(target) === room || target === room) return undefined;
  const { buildsOn, takesTypesOf = [], why } = ROOMS[room];
  const allowed = isType ? [...buildsOn, ...takesTypesOf] : buildsOn;
  return allowed.some((entry) => covers(entry, target)) ? undefined : why;
}

const isTypeOnly = ({ importKind, exportKind, specifiers = [] }) =>
  [importKind, exportKind].includes("type") ||
  (specifiers.length > 0 && specifiers.every((each) => [each.importKind, each.exportKind].includes("type")));

/** An ESLint rule: imports go from room to room as rooms.json says, those of types too. */
const rule = {
  meta: {
    type: "problem",
    schema: [],
    messages: { wall: "{{room}} must not import {{source}}. {{why}}" },
  },
  create(context) {
    const file = path.relative(context.cwd, context.filename).split(path.sep).join("/");
    const check = (node, source, isType) => {
      if (typeof source !== "string") return;
      const why = reasonAgainst(file, source, isType);
      if (why !== undefined) context.report({ node, messageId: "wall", data: { room: roomOf(file), source, why } });
    };
    const declaration = (node) => check(node, node.source?.value, isTypeOnly(node));
    return {
      ImportDeclaration: declaration,
      ExportNamedDeclaration: declaration,
      ExportAllDeclaration: declaration,
      ImportExpression: (node) => check(node, node.source.value, false),
      TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value, true),
      CallExpression(node) {
        if (node.callee.name === "require") check(node, node.arguments[0]?.value, false);
      },
    };
  },
};

module.exports = { ROOMS, reasonAgainst, rule };
