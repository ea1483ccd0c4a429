/** Tests of the topology page in a real browser: Chromium, driven by playwright-core. Skipped, loudly, where there is none. */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["**/__tests__/browser/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 60000,
  maxWorkers: 1,
};
