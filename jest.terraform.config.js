/** Tests with a real `terraform`, the real AWS provider and the local AWS of `sandbox/`. Serial: they share two cores. */
module.exports = {
  ...require("./jest.config.js"),
  testMatch: ["**/__tests__/terraform/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 1800000,
  maxWorkers: 1,
};
