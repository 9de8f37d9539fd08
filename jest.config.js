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

const ofEngine = (suite) => `engine/${suite}`;

/** The suites that run through the provider plugin, too: random lives, the matrix of faults, and these of the real engine. */
const BOTH_DOORS = [
  ...["randomLives/*", "faultMatrix"].map((suite) => `reliability/${suite}`),
  ...["adoption", "faults", "lifecycle", "refusedCredentials", "secrets", "shells"].map(ofEngine),
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
      testMatch: BOTH_DOORS.map((suite) => `<rootDir>/tests/${suite}.test.ts`),
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
