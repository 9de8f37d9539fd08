// Quick suites first: `tests/support/quickFirst.js` orders the files, the folders are the kinds of test.
const project = (name, extra = {}) => ({
  displayName: name,
  testMatch: [`<rootDir>/tests/${name}/**/*.test.ts`],
  testEnvironment: "node",
  transform: { "^.+\\.ts$": ["ts-jest", { tsconfig: "<rootDir>/tsconfig.json", diagnostics: false }] },
  // As tsconfig.json has it.
  moduleNameMapper: { "^pulumi-workato-embedded/emulator$": "<rootDir>/emulator/index.ts" },
  modulePathIgnorePatterns: ["<rootDir>/lib/", "<rootDir>/.stryker-tmp/"],
  ...extra,
});

/** The suites of the engine that run through the provider plugin, too. */
const BOTH_DOORS = [
  "lifecycle",
  "secrets",
  "adoption",
  "faults",
  "refusedCredentials",
  "replacements",
  "previews",
  "identity",
];

/** For time-outs of minutes. */
const MINUTES = ["<rootDir>/tests/support/minutes.js"];

module.exports = {
  projects: [
    project("unit"),
    project("emulator"),
    project("api"),
    project("runtime"),
    project("cli"),
    project("reliability", {
      setupFilesAfterEnv: MINUTES,
      globalSetup: "<rootDir>/tests/reliability/support/globalSetup.ts",
    }),
    project("engine", {
      setupFilesAfterEnv: MINUTES,
      globalSetup: "<rootDir>/tests/engine/support/globalSetup.ts",
      globalTeardown: "<rootDir>/tests/engine/support/globalTeardown.ts",
    }),
    project("secondDoor", {
      testMatch: BOTH_DOORS.map((suite) => `<rootDir>/tests/engine/${suite}.test.ts`),
      setupFiles: ["<rootDir>/tests/support/secondDoor.js"],
      setupFilesAfterEnv: MINUTES,
      globalSetup: "<rootDir>/tests/engine/support/globalSetup.ts",
      globalTeardown: "<rootDir>/tests/engine/support/globalTeardown.ts",
    }),
  ],
  maxWorkers: 2,
  // No test depends on the time that a machine takes; this only ends what waits for what will not come.
  testTimeout: 30_000,
  testSequencer: "<rootDir>/tests/support/quickFirst.js",
  reporters: ["default", "<rootDir>/tests/support/types.js", "<rootDir>/tests/support/closingLine.js"],
  collectCoverageFrom: ["provider/**/*.ts"],
};
