/** The fast suite: no Terraform, no Python. `jest.terraform.config.js` holds the tests that need them. */
module.exports = {
  testEnvironment: "node",
  testMatch: ["**/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/__tests__/terraform/"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/.smus"],
  transform: { "^.+\\.ts$": "@swc/jest" },
  testTimeout: 120000,
};
