/**
 * Tests with a real `terraform`, the real AWS provider and the local AWS of `sandbox/`. Each file has a sandbox of its own,
 * and much of its time waits for the provider, so more of them run at once than there are cores.
 */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["**/__tests__/terraform/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testSequencer: "<rootDir>/jest.terraform.sequencer.js",
  testTimeout: 1800000,
  maxWorkers: 3,
};
