/** An answer of 2xx that is not what the API promises; `message` names what is missing, never a value of the answer. */
export class UnexpectedAnswer extends Error {
  override readonly name = "UnexpectedAnswer";
}
