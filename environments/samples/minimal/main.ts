import { blueprints, defineEnvironment } from "smus-cdktf";

/**
 * The smallest organization: a governance account with the domain, one member account, one profile.
 *
 * Copy this file to a directory of your own, replace the account ids, the names and the role, and point
 * SMUS_ENVIRONMENTS_DIR at the directory. The file's name is the stage: `TF_WORKSPACE=main`.
 */
export default defineEnvironment({
  organization: { namePrefix: "acme" },
  governanceAccount: "governance",
  accounts: {
    governance: { id: "111111111111" },
    analytics: { id: "222222222222", blueprints: blueprints("Tooling", "DataLake") },
  },
  domain: {
    name: "acme-data",
    region: "us-east-1",
    groups: { analysts: { rolePrincipalArn: "arn:aws:iam::111111111111:role/analysts" } },
    grants: { members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { group: "analysts" } } },
  },
  profiles: {
    lakehouse: {
      name: "Lakehouse",
      target: { account: "analytics" },
      configurations: {
        Tooling: { blueprint: "Tooling" },
        Lakehouse: { blueprint: "DataLake", deploymentMode: "ON_CREATE" },
      },
    },
  },
  grants: {
    projects: {
      policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      profiles: ["lakehouse"],
      principal: { group: "analysts" },
    },
  },
});
