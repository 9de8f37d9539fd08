import ts from "typescript";

/** A resource of a generated program, as the compiler reads it. */
export interface ParsedResource {
  readonly identifier: string;
  readonly logicalName: string;
  /** Texts of the literals; a reference is `{ reference: <source> }`. */
  readonly args: Record<string, string | { readonly reference: string }>;
}

export interface ParsedProgram {
  readonly problems: readonly string[];
  readonly resources: readonly ParsedResource[];
  /** The other statements at the top: `import`, the name of a constant, or the source. */
  readonly others: readonly string[];
}

/** Reads a generated program with the compiler; whatever is not a resource is listed too, so that nothing can hide. */
export function parseProgram(source: string): ParsedProgram {
  const { diagnostics = [] } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS },
  });
  const file = ts.createSourceFile("index.ts", source, ts.ScriptTarget.ES2022, true);
  const resources: ParsedResource[] = [];
  const others: string[] = [];
  for (const statement of file.statements) {
    const resource = asResource(statement);
    if (resource === undefined) others.push(nameOf(statement));
    else resources.push(resource);
  }
  return {
    problems: diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
    resources,
    others,
  };
}

function nameOf(statement: ts.Statement): string {
  if (ts.isImportDeclaration(statement)) return "import";
  const declarations = ts.isVariableStatement(statement) ? statement.declarationList.declarations : [];
  return declarations.length === 1 ? declarations[0]!.name.getText() : statement.getText();
}

function asResource(statement: ts.Statement): ParsedResource | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const declaration = statement.declarationList.declarations[0];
  const made = declaration?.initializer;
  if (declaration === undefined || made === undefined || !ts.isNewExpression(made)) return undefined;
  const [name, args, options] = made.arguments ?? [];
  if (name === undefined || !ts.isStringLiteral(name)) throw new Error("a resource without a literal name");
  if (args === undefined || !ts.isObjectLiteralExpression(args)) throw new Error("a resource without arguments");
  if (options?.getText() !== "{ protect: true }") throw new Error("a resource without protection");
  return {
    identifier: declaration.name.getText(),
    logicalName: name.text,
    args: Object.fromEntries(args.properties.map(readProperty)),
  };
}

function readProperty(property: ts.ObjectLiteralElementLike): [string, string | { reference: string }] {
  if (ts.isShorthandPropertyAssignment(property)) return [property.name.text, { reference: property.name.text }];
  if (!ts.isPropertyAssignment(property)) throw new Error(`an odd argument: ${property.getText()}`);
  const { initializer } = property;
  const value = ts.isStringLiteral(initializer) ? initializer.text : { reference: initializer.getText() };
  return [property.name.getText(), value];
}
