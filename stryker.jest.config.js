// The quick tests that hold what is mutated; see stryker.config.json.
const { projects } = require("./jest.config.js");
const { displayName: _name, ...project } = projects.find(({ displayName }) => displayName === "runtime");

/** Fewer suites make a run over a few files quicker: MUTATION_SUITES=api,runtime/create* npm run mutation -- --mutate provider/api/pacing/retry.ts */
const suites = (process.env.MUTATION_SUITES ?? "unit,api,runtime").split(",");

module.exports = {
  ...project,
  testRunner: require.resolve("./tests/support/jest-circus-for-mutants.js"),
  // What hangs because of a mutant ends here, sooner than by Stryker, which would have to start a new process.
  testTimeout: 10000,
  testMatch: suites.map((suite) => `<rootDir>/tests/${suite}${suite.includes("/") ? "" : "/**/*"}.test.ts`),
};
