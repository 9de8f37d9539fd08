const { TestEnvironment } = require("jest-environment-node");

/** The mutant that a test has found already, in this process of Stryker. */
let foundMutant;

/** For mutation testing: one test that fails is enough, so the others are skipped, also those of later files. */
module.exports = class StopAtFirstFailure extends TestEnvironment {
  handleTestEvent({ name, test }) {
    const mutant = process.env.__STRYKER_ACTIVE_MUTANT__;
    if (mutant === undefined) return;
    if (name === "test_start" && mutant === foundMutant) test.mode = "skip";
    if (name === "test_done" && test.errors.length > 0) foundMutant = mutant;
  }
};
