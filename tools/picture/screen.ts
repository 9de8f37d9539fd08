/** How a character looks. A colour is one of the 256 of a terminal, or undefined: the usual one. */
export interface Style {
  readonly colour?: number | undefined;
  readonly isBold?: boolean;
  readonly isFaint?: boolean;
  readonly isUnderlined?: boolean;
}

export interface Cell {
  readonly character: string;
  readonly style: Style;
}

/** A sequence of a terminal, which begins with ESC; the end of a line; or a character. */
const PARTS = new RegExp(
  String.raw`\x1b\[([?\d;]*)([A-Za-z])|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|[\r\n]|[^\x1b\r\n]`,
  "gu",
);

/** As much of a terminal as Pulumi's display uses: styles, line ends, the way up, and erasing to the end of a line. */
export class Screen {
  readonly columns: number;
  readonly #lines: Cell[][] = [[]];
  #row = 0;
  #column = 0;
  #style: Style = {};

  constructor(columns: number) {
    this.columns = columns;
  }

  /** The lines from the first to the last that has text. */
  get lines(): readonly (readonly Cell[])[] {
    const count = this.#lines.reduce((most, line, row) => (line.some(hasText) ? row + 1 : most), 0);
    return this.#lines.slice(0, count);
  }

  write(text: string): void {
    for (const [all, parameters = "", command] of text.matchAll(PARTS)) {
      if (all === "\r") this.#column = 0;
      else if (all === "\n") this.#goDown();
      else if (command !== undefined) this.#obey(command, parameters);
      else if (!all.startsWith("\x1b")) this.#put(all);
    }
  }

  #put(character: string): void {
    if (this.#column === this.columns) {
      this.#column = 0;
      this.#goDown();
    }
    const line = this.#line();
    while (line.length < this.#column) line.push({ character: " ", style: {} });
    line[this.#column] = { character, style: this.#style };
    this.#column += 1;
  }

  /** @throws Error for what it does not know: a picture must not be nearly right */
  #obey(command: string, parameters: string): void {
    // Whether the cursor is seen, and where it is: no matter here.
    if (parameters.startsWith("?") || command === "n") return;
    if (command === "m") parameters.split(";").forEach(this.#styler());
    else if (command === "K" && Number(parameters) === 0)
      this.#line().length = Math.min(this.#line().length, this.#column);
    else if (command === "A") this.#row = Math.max(0, this.#row - (Number(parameters) || 1));
    else throw new Error(`no screen of ours knows ESC [ ${parameters} ${command}`);
  }

  /** Takes the numbers of one sequence, one after the other: `38;5;N` is a colour. */
  #styler(): (parameter: string) => void {
    let before: number[] = [];
    return (parameter) => {
      const number = Number(parameter);
      if (before.join() === "38") before = number === 5 ? [38, 5] : [];
      else if (before.join() === "38,5") {
        this.#style = { ...this.#style, colour: number };
        before = [];
      } else if (number === 38) before = [38];
      else this.#style = styled(this.#style, number);
    };
  }

  #goDown(): void {
    this.#row += 1;
    this.#line();
  }

  #line(): Cell[] {
    return (this.#lines[this.#row] ??= []);
  }
}

const hasText = ({ character }: Cell) => character.trim() !== "";

function styled(style: Style, number: number): Style {
  if (number === 0) return {};
  if (number === 1) return { ...style, isBold: true };
  if (number === 2) return { ...style, isFaint: true };
  if (number === 4) return { ...style, isUnderlined: true };
  if (number >= 30 && number <= 37) return { ...style, colour: number - 30 };
  if (number >= 90 && number <= 97) return { ...style, colour: number - 90 + 8 };
  if (number === 39) return { ...style, colour: undefined };
  throw new Error(`no screen of ours knows the style ${number}`);
}
