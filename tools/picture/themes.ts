import type { Theme } from "./terminalSvg";

export const THEMES: Readonly<Record<"light" | "dark", Theme>> = {
  light: {
    background: "#ffffff",
    foreground: "#1f2328",
    frame: "#d1d9e0",
    ansi: [
      ...["#24292f", "#cf222e", "#116329", "#7d4e00", "#0969da", "#8250df", "#1b7c83", "#59636e"],
      ...["#57606a", "#a40e26", "#1a7f37", "#633c01", "#218bff", "#a475f9", "#3192aa", "#6e7781"],
    ],
  },
  dark: {
    background: "#0d1117",
    foreground: "#e6edf3",
    frame: "#3d444d",
    ansi: [
      ...["#6e7681", "#ff7b72", "#3fb950", "#d29922", "#58a6ff", "#bc8cff", "#39c5cf", "#b1bac4"],
      ...["#8b949e", "#ffa198", "#56d364", "#e3b341", "#79c0ff", "#d2a8ff", "#56d4dd", "#f0f6fc"],
    ],
  },
};
