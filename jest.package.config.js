/** The test of the package: packs it, installs it in an empty directory and uses it there. Needs the npm registry or a full npm cache. */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["**/__tests__/package/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 600000,
  maxWorkers: 1,
};
