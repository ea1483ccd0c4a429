/**
 * Longer lives with real Terraform: changes, hand-made changes, failures, guards. Not in CI yet: they have not had a green
 * run as a whole on free cores (docs/verification.md says which cases were seen to pass).
 */
module.exports = {
  ...require("./jest.terraform.config.js"),
  testMatch: ["**/__tests__/terraform/{small-organization,failures,guards}.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
