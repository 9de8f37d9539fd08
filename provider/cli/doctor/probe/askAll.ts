import { isWorkatoError, messageOf } from "../../../api";
import { CommandError } from "../../commandError";
import { answerQuestions } from "./answerQuestions";
import { assignmentQuestions } from "./assignmentQuestions";
import { authorizationQuestions } from "./authorizationQuestions";
import { errorQuestions } from "./errorQuestions";
import { fieldQuestions } from "./fieldQuestions";
import { inUseQuestions } from "./inUseQuestions";
import { PreparedConnections } from "./preparedConnections";
import { PreparedProfile } from "./preparedProfile";
import type { ProbedCustomer } from "./probedCustomer";
import type { Answer, Question } from "./question";

/** Asks everything, one after the other: what comes later changes what the earlier ones look at. */
export async function askAll(customer: ProbedCustomer, signal: AbortSignal): Promise<Answer[]> {
  const prepared = new PreparedConnections(customer);
  const profile = new PreparedProfile(customer.api, customer.managedUserId);
  const questions = [
    ...fieldQuestions(customer),
    ...errorQuestions(customer),
    ...authorizationQuestions(customer, prepared),
    // A profile is in use by connections that work, and those are disconnected after this.
    ...assignmentQuestions(profile),
    ...inUseQuestions(customer, prepared),
    ...answerQuestions(customer),
  ];
  const answers: Answer[] = [];
  for (const question of questions) {
    signal.throwIfAborted();
    answers.push(await answer(question));
  }
  return answers;
}

/** @throws what keeps the other questions from being asked, too */
async function answer({ question, behaviour, ask }: Question): Promise<Answer> {
  try {
    return { question, answer: await ask(), behaviour };
  } catch (error) {
    const isInVain = isWorkatoError(error) && (error.kind === "cancelled" || error.attempts > 1);
    if (error instanceof CommandError || isInVain) throw error;
    return { question, answer: `no answer: ${messageOf(error).split("\n", 1)[0] ?? ""}`, behaviour };
  }
}
