// The quick tests that hold what is mutated; see stryker.config.json.
const { projects, ...shared } = require("./jest.config.js");
const { displayName: _name, ...project } = projects.find(({ displayName }) => displayName === "runtime");

module.exports = {
  ...project,
  testTimeout: shared.testTimeout,
  testMatch: ["unit", "api", "runtime"].map((folder) => `<rootDir>/tests/${folder}/**/*.test.ts`),
};
