/** The fast suite: no Terraform, no Python, no browser. `jest.terraform.config.js` and `jest.browser.config.js` hold the tests that need them. */
module.exports = {
  testEnvironment: "node",
  testMatch: ["**/__tests__/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/__tests__/terraform/", "/__tests__/browser/", "/__tests__/package/"],
  modulePathIgnorePatterns: ["<rootDir>/cdktf.out", "<rootDir>/dist", "<rootDir>/.smus"],
  // The SDK loads STS with a dynamic import, which jest's modules do not have: compiled, it is a `require`.
  transform: { "^.+\\.ts$": "@swc/jest", "/credential-providers/.+\\.js$": "@swc/jest" },
  transformIgnorePatterns: ["/node_modules/(?!@aws-sdk/credential-providers/)"],
  moduleNameMapper: { "^jiti$": "<rootDir>/__tests__/support/jest/jiti.ts" },
  globalSetup: "<rootDir>/__tests__/support/jest/make-temporary-directory.ts",
  globalTeardown: "<rootDir>/__tests__/support/jest/remove-temporary-directory.ts",
  testTimeout: 120000,
  // jest's default is one core less, which on two cores leaves one idle.
  maxWorkers: "100%",
};
