module.exports = {
  preset: "ts-jest",
  testMatch: ["<rootDir>/tests/*.test.ts"],
  // A run of the Pulumi CLI takes seconds.
  testTimeout: 180_000,
};
