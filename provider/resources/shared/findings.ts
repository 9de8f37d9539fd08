import type { StackDefaults } from "../../settings/settings";
import { newsText, ownerOf, type News, type Notices } from "./notices";

/** News of what will end in a failure: a warning, or what fails the check where the stack wants that. */
export type Foretell = (news: News, thing: string, managedUserId?: string) => void;

/** Collects what a check is to fail for, where `workato:previewFindings` is "error"; else it is a warning. */
export function findingsOf(
  notices: Notices,
  { previewFindings }: StackDefaults,
): { readonly foretell: Foretell; readonly problems: readonly string[] } {
  const problems: string[] = [];
  const foretell: Foretell = (news, thing, managedUserId) => {
    if (previewFindings === "error") problems.push(newsText(news, [{ name: thing, owner: ownerOf(managedUserId) }]));
    else notices.list(news, thing, managedUserId);
  };
  return { foretell, problems };
}
