/** Of a longer text nobody is shown more than the beginning. */
const MAX_READ_CHARACTERS = 20_000;

/** A reason of the server's may be a whole page, and state is written at every step. */
const MAX_SHOWN_CHARACTERS = 1000;

/**
 * The server's words as they may be shown and kept: without secrets, on one line, without what a terminal would obey, and
 * not longer than `max` characters. First redacted, then cut: half a secret would not be recognised.
 */
export function shownWords(said: string, redact: (text: string) => string, max = MAX_SHOWN_CHARACTERS): string {
  const line = redact(said.slice(0, MAX_READ_CHARACTERS))
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim();
  return line.length > max ? `${line.slice(0, max - 1)}…` : line;
}
