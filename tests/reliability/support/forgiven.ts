/**
 * Every forgiveness of the invariants: what they let pass, and why nobody can do better. `RANDOM_WITHOUT=name` takes one of
 * them away, to see the lives that need it.
 */
export const FORGIVEN = {
  killedBeforeSave:
    "What a killed run has made is in no state: nobody was left to save the id. The next create finds it.",
  killedWrite:
    "What a killed run has sent to a connection is in no state, so nobody knows it until the next accepted send.",
  shared:
    "While two resources are on one connection (a targeted run lets that happen), each gives it what the other does not know.",
  strangersWords:
    "Workato quotes credentials that nobody here knows: of a killed run, or of the other resource on the connection.",
  unseenOther: "A delete cannot know a resource on the same object that this process has not seen by then.",
  failedAdoption:
    "With --continue-on-error, what a failed create was to take over is deleted with the resource that had it.",
  keptReasons:
    "The engine keeps the reasons of a write that a hook let be tried again, although it worked then: it updates once more.",
  emptyList: "A create believes one list: one that is empty once shows nothing to take over.",
  youngerThanLists: "What a killed run made a moment ago is not in the list yet when the next create looks.",
  hiddenFromToken: "What the token does not see looks like what is gone, or like what was never made.",
} as const;

/** Is this let pass? Only where the invariant says that the reason holds here. */
export function isForgiven(forgiveness: keyof typeof FORGIVEN, holds: boolean): boolean {
  return holds && process.env.RANDOM_WITHOUT !== forgiveness;
}
