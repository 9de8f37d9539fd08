import type { Connector, ConnectorParameter } from "../../connectors/catalogue";
import { cut, visible } from "../text";
import { stringLiteral } from "./literal";

/** A remark with hundreds of values helps nobody. */
const MOST_REMARK_COLUMNS = 200;

/** How the object that a program passes as `input` is written. */
interface InputStyle {
  /** What the keys in the stack's configuration begin with. */
  readonly keys: string;
  /** What is optional and not for the authorization is a comment. */
  readonly isOptionalCommented: boolean;
}

/** What stands between the braces of `input`: every parameter of the connector, read from the stack's configuration. */
export function inputObject({ parameters }: Connector, style: InputStyle): string[] {
  return linesOf(parameters, "", "  ", style);
}

/** The parameter is written even where what is optional is not. */
export function isNeeded({ optional, isForAuthorization }: ConnectorParameter): boolean {
  return !optional || isForAuthorization;
}

/** @param prefix the path of the object that holds these parameters, with a dot at its end */
function linesOf(all: readonly ConnectorParameter[], prefix: string, indent: string, style: InputStyle): string[] {
  return all
    .filter(({ name }) => name.startsWith(prefix) && !name.slice(prefix.length).includes("."))
    .flatMap((parameter) => {
      const { name } = parameter;
      const isComment = style.isOptionalCommented && !isNeeded(parameter);
      const start = `${indent}${keyText(name.slice(prefix.length))}:`;
      const inner = linesOf(
        all,
        `${name}.`,
        `${indent}  `,
        isComment ? { ...style, isOptionalCommented: false } : style,
      );
      const lines =
        inner.length === 0
          ? [`${start} ${valueOf(parameter, stringLiteral(`${style.keys}.${name}`))},${remarks(parameter)}`]
          : [`${start} {${remarks(parameter)}`, ...inner, `${indent}},`];
      return isComment ? lines.map((line) => `${indent}// ${line.slice(indent.length)}`) : lines;
    });
}

function valueOf({ type, allowedValues: [first], isCredential }: ConnectorParameter, key: string): string {
  if (first !== undefined) return stringLiteral(first);
  if (isCredential) return `config.requireSecret(${key})`;
  if (type === "boolean") return `config.requireBoolean(${key})`;
  return type === "number" || type === "integer" ? `config.requireNumber(${key})` : `config.require(${key})`;
}

function remarks({ optional, allowedValues }: ConnectorParameter): string {
  const texts = [
    ...(optional ? ["optional"] : []),
    ...(allowedValues.length === 0 ? [] : [allowedValues.join(" or ")]),
  ];
  return texts.length === 0 ? "" : ` // ${cut(visible(texts.join(", ")), MOST_REMARK_COLUMNS)}`;
}

function keyText(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}
