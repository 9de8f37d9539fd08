import type { Behaviour } from "../../emulator";

/** Every answer of the API in the form in which it is not documented, or was only seen by others; all at once. */
export const OTHER_FORMS: Partial<Behaviour> = {
  forceIn: "both",
  wrapAnswers: "list",
  errorsAsTitles: true,
  timeOffset: "-08:00",
  wholeSeconds: true,
  emptyTexts: true,
};
