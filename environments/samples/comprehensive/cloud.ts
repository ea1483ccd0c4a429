import { defineEnvironment } from "smus-cdktf";

/** A domain of its own whose states are in Terraform Cloud, in workspaces that the project creates. */
export default defineEnvironment({
  organization: { namePrefix: "globex-tfc" },
  access: { deployRoleName: "smus-deploy", planRoleName: "smus-plan" },
  state: {
    backend: "cloud",
    organization: "globex",
    hostname: "app.terraform.io",
    project: "data-platform",
    workspacePrefix: "smus",
    workspaces: {
      executionMode: "agent",
      agentPool: "aws",
      terraformVersion: "~> 1.13",
      autoApply: false,
      // Every account trusts Terraform Cloud: plans run as smus-plan and applies as smus-deploy of the account itself.
      credentials: { from: "account", audience: "aws.workload.identity" },
      runTriggers: true,
      teamAccess: { "platform-engineers": "write", auditors: "read" },
      tags: { "cost-center": "1000" },
      // Runs start when JSON that `npm run synth:committed -- --out synthesized` wrote is merged.
      vcs: {
        repository: "globex/smus",
        branch: "main",
        directory: "synthesized",
        connection: "ot-hmAyP66qk2AMVdbJ",
      },
    },
  },
  governanceAccount: "governance-tfc",
  accounts: { "governance-tfc": { id: "300000000080" } },
  domain: { name: "globex-tfc", region: "eu-central-1" },
});
