/** Tests with a real `terraform`, the real AWS provider and the local AWS of `sandbox/`. Serial: they share two cores. */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["**/__tests__/terraform/**/*.test.ts"],
  // The longer lives have a configuration of their own, jest.life.config.js.
  testPathIgnorePatterns: ["/node_modules/", "(small-organization|failures|guards)\\.test\\.ts$"],
  testTimeout: 1800000,
  maxWorkers: 1,
};
