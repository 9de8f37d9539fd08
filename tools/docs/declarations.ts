import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const REPOSITORY = path.resolve(__dirname, "../..");

/** A property of an interface or a class, as its declaration says it. */
export interface Declared {
  readonly name: string;
  readonly isOptional: boolean;
  /** Without the wrappers of Pulumi: what a person writes. */
  readonly type: string;
  /** The docstring as one line. */
  readonly text: string;
  readonly defaultsTo: string | undefined;
}

/** Source files, read for what stands in their docstrings. */
export class Declarations {
  readonly #sources: readonly ts.SourceFile[];

  /** @param files relative to the repository */
  constructor(files: readonly string[]) {
    this.#sources = files.map((file) => {
      const text = readFileSync(path.join(REPOSITORY, file), "utf8");
      return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    });
  }

  /**
   * The properties of an interface, or the public ones of a class, in their order.
   * @throws Error that names one without a docstring
   */
  properties(name: string, isWanted: (property: string) => boolean = () => true): Declared[] {
    const declaration = this.#find(name);
    if (!ts.isInterfaceDeclaration(declaration) && !ts.isClassDeclaration(declaration)) {
      throw new Error(`${name} is neither an interface nor a class`);
    }
    return [...declaration.members].flatMap((member) => {
      const isProperty = ts.isPropertySignature(member) || ts.isPropertyDeclaration(member) || ts.isGetAccessor(member);
      if (!isProperty || !ts.isIdentifier(member.name) || !isWanted(member.name.text)) return [];
      const text = docOf(member);
      if (text === "") throw new Error(`${name}.${member.name.text} has no docstring`);
      return [
        {
          name: member.name.text,
          isOptional: member.questionToken !== undefined,
          type: this.#typeText(member.type),
          text,
          defaultsTo: tagOf(member, "default"),
        },
      ];
    });
  }

  /** The docstring of a function, a class or an interface; one string a paragraph. */
  paragraphs(name: string): string[] {
    const text = docOf(this.#find(name), "\n");
    return text.split(/\n{2,}/).map(onOneLine);
  }

  /** The example in the docstring of a function, as it stands there. */
  example(name: string): string {
    const text = tagOf(this.#find(name), "example", "\n");
    if (text === undefined) throw new Error(`${name} has no example`);
    return text;
  }

  has(name: string): boolean {
    return this.#declarations().some((declaration) => declaration.name?.getText() === name);
  }

  /** Keys and texts of a constant object. */
  entries(name: string): [string, string][] {
    const declaration = this.#find(name);
    const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
    if (value === undefined || !ts.isObjectLiteralExpression(value)) throw new Error(`${name} is no object`);
    return value.properties.flatMap((property): [string, string][] =>
      ts.isPropertyAssignment(property) && ts.isStringLiteral(property.initializer)
        ? [[property.name.getText(), property.initializer.text]]
        : [],
    );
  }

  #find(name: string): ts.Declaration {
    const found = this.#declarations().find((declaration) => declaration.name?.getText() === name);
    if (found !== undefined) return found;
    throw new Error(`no declaration of ${name} in ${this.#sources.map(({ fileName }) => fileName).join(", ")}`);
  }

  #declarations(): (ts.VariableDeclaration | ts.DeclarationStatement)[] {
    const statements = this.#sources.flatMap((source) => [...source.statements]);
    return statements.flatMap((statement): (ts.VariableDeclaration | ts.DeclarationStatement)[] =>
      ts.isVariableStatement(statement)
        ? [...statement.declarationList.declarations]
        : [statement as ts.DeclarationStatement],
    );
  }

  #typeText(type: ts.TypeNode | undefined): string {
    if (type === undefined) throw new Error("a property without a type");
    if (ts.isTypeReferenceNode(type)) {
      const name = type.typeName.getText();
      const [inner] = type.typeArguments ?? [];
      if (/\b(Input|Output)$/.test(name) && inner !== undefined) return this.#typeText(inner);
      const alias = this.#alias(name);
      return alias === undefined ? type.getText() : this.#typeText(alias);
    }
    if (ts.isUnionTypeNode(type)) {
      const texts = type.types.map((member) => this.#typeText(member));
      return texts.filter((text) => text !== "undefined").join(" | ");
    }
    if (ts.isTypeOperatorNode(type)) return this.#typeText(type.type);
    return ts.isTypeLiteralNode(type) ? "object" : type.getText();
  }

  #alias(name: string): ts.TypeNode | undefined {
    const statements = this.#sources.flatMap(({ statements: all }) => [...all]);
    return statements.filter(ts.isTypeAliasDeclaration).find((statement) => statement.name.text === name)?.type;
  }
}

/** The docstring without its tags; `{@link X}` becomes code. */
function docOf(node: ts.Node, newLine = " "): string {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc);
  const text = comments.map(({ comment }) => commentText(comment)).join("\n\n");
  return newLine === "\n" ? text : onOneLine(text);
}

function tagOf(node: ts.Node, name: string, newLine = " "): string | undefined {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  if (tag === undefined) return undefined;
  const text = commentText(tag.comment);
  return newLine === "\n" ? text : onOneLine(text);
}

function commentText(comment: string | ts.NodeArray<ts.JSDocComment> | undefined): string {
  if (comment === undefined || typeof comment === "string") return comment ?? "";
  const parts = comment.map((part) =>
    ts.isJSDocLink(part) ? `\`${part.name?.getText() ?? ""}${part.text}\`` : part.text,
  );
  return parts.join("");
}

const onOneLine = (text: string) => text.replace(/\s+/g, " ").trim();
