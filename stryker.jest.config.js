// The quick tests that hold what is mutated; see stryker.config.json.
const { projects, ...shared } = require("./jest.config.js");
const { displayName: _name, ...project } = projects.find(({ displayName }) => displayName === "runtime");

/** Fewer suites make a run over a few files quicker: MUTATION_SUITES=api npm run mutation -- --mutate provider/api/retry.ts */
const suites = (process.env.MUTATION_SUITES ?? "unit,api,runtime").split(",");

module.exports = {
  ...project,
  testTimeout: shared.testTimeout,
  testMatch: suites.map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`),
};
