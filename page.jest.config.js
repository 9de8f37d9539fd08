// `npm run test:page` needs a browser, so `npm test` does not know of it.
const { projects, ...shared } = require("./jest.config.js");
const { displayName: _name, ...project } = projects.find(({ displayName }) => displayName === "cli");

module.exports = {
  ...shared,
  ...project,
  projects: undefined,
  displayName: "page",
  testMatch: ["<rootDir>/tests/page/**/*.test.ts"],
  globalSetup: "<rootDir>/tests/page/support/globalSetup.ts",
  globalTeardown: "<rootDir>/tests/page/support/globalTeardown.ts",
  // Times are taken: one test at a time.
  maxWorkers: 1,
  // A browser, and a page of 10,000 connections.
  testTimeout: 120_000,
};
