import { PREPARED_PREFIX } from "./preparedConnections";
import type { AssignmentTrial, PreparedProfile } from "./preparedProfile";
import type { Question } from "./question";
import { isDone, show } from "./shape";

/** What the API says to assignments of an OAuth profile: only tried with one that a person has prepared. */
export function assignmentQuestions(profile: PreparedProfile): Question[] {
  const ask = (answer: (trial: AssignmentTrial) => string) => async (): Promise<string> => {
    const trial = await profile.trial();
    if (trial === undefined) return NOT_PREPARED;
    return isDone(trial.assigned) ? answer(trial) : `not seen: the profile cannot be assigned: ${show(trial.assigned)}`;
  };
  return [
    {
      question: "What does assigning a profile a second time answer?",
      behaviour: "Both a success and a refusal that says that this very profile is assigned count as assigned.",
      ask: ask(({ assignedAgain }) => show(assignedAgain)),
    },
    {
      question: "Does a profile that was just assigned count as in use?",
      behaviour: "A rejected unassign is an error that names forceUnassign and WORKATO_FORCE_UNASSIGN.",
      ask: ask(({ unassigned }) =>
        isDone(unassigned) ? `no: ${show(unassigned)}` : `yes, by connections of its application: ${show(unassigned)}`,
      ),
    },
    {
      question: "What does unassigning a profile that is not assigned answer?",
      behaviour: "A 404 from a customer that is there counts as unassigned.",
      ask: ask(({ unassignedAgain }) => show(unassignedAgain)),
    },
  ];
}

const NOT_PREPARED =
  `not tried: it takes an OAuth profile of the admin workspace, with a name that begins with "${PREPARED_PREFIX}". ` +
  "The probe assigns it to the customer, and takes it away again.";
