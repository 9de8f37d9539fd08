import type { Markup } from "./markup";
import { markup } from "./markup";
import type { PageCustomer } from "./pageData";

/** A customer for people: its name, and beside it, smaller, what tools call it. */
export function who([managedUserId, name, environment]: PageCustomer): Markup {
  const shown = environment === "original" ? "" : environment;
  if (name === "") return markup`<bdi>${managedUserId}</bdi>${small(shown)}`;
  return markup`<bdi>${name}</bdi>${small([managedUserId, shown].filter((part) => part !== "").join(" · "))}`;
}

/** The second, smaller line or part of something. */
export function small(text: string): Markup {
  return text === "" ? markup`` : markup` <small><bdi>${text}</bdi></small>`;
}
