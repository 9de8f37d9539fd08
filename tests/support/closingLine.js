/** Ends a run with one plain line for people and for CI. A suite that could not start counts as a failure. */
module.exports = class ClosingLine {
  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
    // Jest's own summary comes after every reporter.
    process.once("exit", () => console.log(`\n${line}`));
  }
};
