import { defineEnvironment } from "../../index";

/** A domain of its own whose states are in Terraform Cloud. */
export default defineEnvironment({
  organization: { namePrefix: "globex-tfc" },
  state: {
    backend: "cloud",
    organization: "globex",
    hostname: "app.terraform.io",
    project: "data-platform",
    workspacePrefix: "smus",
  },
  governanceAccount: "governance-tfc",
  accounts: { "governance-tfc": { id: "300000000080" } },
  domain: { name: "globex-tfc", region: "eu-central-1" },
});
