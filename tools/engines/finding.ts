/** What was seen in one cell of the table. */
export interface Finding {
  readonly passed: boolean;
  /** For the table. */
  readonly text: string;
}
