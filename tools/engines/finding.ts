/** What was seen in one cell of the table. */
export interface Finding {
  readonly passed: boolean;
  /** For the table. */
  readonly text: string;
  /** For the person who looks at the run. */
  readonly details?: string;
}
