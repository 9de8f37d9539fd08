import type { Cell, Screen, Style } from "./screen";

/** The colours of a terminal. */
export interface Theme {
  readonly background: string;
  readonly foreground: string;
  readonly frame: string;
  /** The sixteen of ANSI: black, red, green, yellow, blue, magenta, cyan, white, and the bright ones. */
  readonly ansi: readonly string[];
}

/** A word in one style, and where it begins. */
interface Word {
  readonly column: number;
  readonly text: string;
  readonly style: string;
}

const FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace";
const FONT_SIZE = 13;
const CELL_WIDTH = 7.8;
const LINE_HEIGHT = 18;
const PADDING = 16;
const TITLE_HEIGHT = 30;

/** What a screen shows, as an SVG that asks nobody for anything. */
export function toSvg(screen: Screen, title: string, theme: Theme): string {
  const lines = screen.lines.map((cells) => wordsOf(cells, theme));
  const width = Math.round(screen.columns * CELL_WIDTH + 2 * PADDING);
  const height = TITLE_HEIGHT + lines.length * LINE_HEIGHT + 1.5 * PADDING;
  const body = lines.flatMap((words, row) =>
    words.map(({ column, text, style }) => {
      const x = number(PADDING + column * CELL_WIDTH);
      const y = number(TITLE_HEIGHT + PADDING / 2 + (row + 0.75) * LINE_HEIGHT);
      // Whatever font there is, each word is as wide as its cells.
      return `<text x="${x}" y="${y}" textLength="${number(text.length * CELL_WIDTH)}"${style}>${escaped(text)}</text>`;
    }),
  );
  const dots = [0, 1, 2].map(
    (index) => `<circle cx="${PADDING + 6 + index * 18}" cy="${TITLE_HEIGHT / 2}" r="5" fill="${theme.frame}"/>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="8" fill="${theme.background}" stroke="${theme.frame}"/>
${dots.join("\n")}
<g font-family="${FONT}" font-size="${FONT_SIZE}" fill="${theme.foreground}">
${body.join("\n")}
</g>
</svg>
`;
}

function wordsOf(cells: readonly Cell[], theme: Theme): Word[] {
  const words: Word[] = [];
  cells.forEach(({ character, style: look }, column) => {
    if (character.trim() === "") return;
    const style = attributesOf(look, theme);
    const last = words.at(-1);
    const goesOn = last?.style === style && last.column + last.text.length === column;
    if (goesOn) words[words.length - 1] = { ...last, text: last.text + character };
    else words.push({ column, text: character, style });
  });
  return words;
}

function attributesOf({ colour, isBold, isFaint, isUnderlined }: Style, theme: Theme): string {
  return [
    colour === undefined ? "" : ` fill="${colourOf(colour, theme)}"`,
    isBold === true ? ' font-weight="bold"' : "",
    isFaint === true ? ' opacity="0.7"' : "",
    isUnderlined === true ? ' text-decoration="underline"' : "",
  ].join("");
}

/** The first sixteen colours are the theme's, then come a cube and a scale of grey. */
function colourOf(colour: number, theme: Theme): string {
  const named = theme.ansi[colour];
  if (named !== undefined) return named;
  if (colour >= 232) return rgb(Array.from({ length: 3 }, () => 8 + (colour - 232) * 10));
  return rgb([36, 6, 1].map((unit) => [0, 95, 135, 175, 215, 255][Math.floor((colour - 16) / unit) % 6] ?? 0));
}

const rgb = (parts: readonly number[]) => `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
const number = (value: number) => String(Math.round(value * 100) / 100);
const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
