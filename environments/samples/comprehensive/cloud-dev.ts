import { blueprints, defineEnvironment } from "smus-cdktf";

/** Joins the domain of `cloud`: runs are driven by a pipeline, and one account's roles lead to all others. */
export default defineEnvironment({
  organization: { namePrefix: "globex-tfc" },
  state: {
    backend: "cloud",
    organization: "globex",
    hostname: "app.terraform.io",
    project: "data-platform",
    workspacePrefix: "smus",
    workspaces: {
      autoApply: true,
      credentials: {
        from: "hub",
        runRoleArn: "arn:aws:iam::300000000080:role/terraform-cloud",
        planRoleArn: "arn:aws:iam::300000000080:role/terraform-cloud-plan",
        applyRoleArn: "arn:aws:iam::300000000080:role/terraform-cloud-apply",
        audience: "aws.workload.identity",
      },
      // The pipeline applies layer by layer itself.
      runTriggers: false,
    },
  },
  governanceAccount: "governance-tfc",
  accounts: { "research-tfc": { id: "300000000081", blueprints: blueprints("Tooling", "DataLake") } },
  domain: { fromStage: "cloud" },
});
