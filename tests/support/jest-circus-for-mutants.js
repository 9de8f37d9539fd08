const { createEmptyTestResult } = require("@jest/test-result");
const { default: runWithCircus } = require("jest-circus/runner");

/** jest takes a file without any test for an error. */
const LEFT_OUT = {
  title: "left out",
  fullName: "left out",
  status: "pending",
  ancestorTitles: [],
  failureMessages: [],
};

/** The mutant that a test has found already. */
let foundMutant;
/** The names of the tests of each file that has run in this process. */
const testNames = new Map();

/**
 * jest-circus for mutation testing, where one test that fails is enough and most mutants are reached by few tests:
 * leaves out what comes after the first failure, and does not load files without a test that reaches the mutant.
 */
module.exports = async (globalConfig, config, environment, runtime, testPath, ...rest) => {
  const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
  const isDone = mutant !== undefined && (mutant === foundMutant || !mayReach(testPath, globalConfig.testNamePattern));
  if (isDone) return { ...createEmptyTestResult(), testFilePath: testPath, testResults: [LEFT_OUT] };
  const handle = environment.handleTestEvent?.bind(environment);
  environment.handleTestEvent = async (event, state) => {
    if (mutant !== undefined && event.name === "test_start" && mutant === foundMutant) event.test.mode = "skip";
    if (mutant !== undefined && event.name === "test_done" && event.test.errors.length > 0) foundMutant = mutant;
    await handle?.(event, state);
  };
  const result = await runWithCircus(globalConfig, config, environment, runtime, testPath, ...rest);
  testNames.set(
    testPath,
    result.testResults.map(({ fullName }) => fullName),
  );
  return result;
};

function mayReach(testPath, pattern) {
  const names = testNames.get(testPath);
  return !pattern || names === undefined || names.some((name) => new RegExp(pattern, "i").test(name));
}
