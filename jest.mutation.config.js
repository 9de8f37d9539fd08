// What Stryker runs for each mutant: the quick suites that hold provider/runtime and provider/api.
const config = require("./jest.config.js");

module.exports = {
  ...config,
  projects: config.projects.filter(({ displayName }) => ["runtime", "api"].includes(displayName)),
  reporters: ["default"],
};
