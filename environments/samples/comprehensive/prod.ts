import { blueprints, defineEnvironment } from "smus-cdktf";
import { access, governance, organization, state } from "./fragments/settings";

/** Joins the domain of `core`, and shares it with the whole organization. */
export default defineEnvironment({
  organization,
  access,
  state,
  protection: "all",
  // Nothing is planned here that `core` has not applied, but for what differs on purpose.
  promotion: {
    from: "core",
    overrides: {
      sharing: "production accounts come and go with the organization",
      "profiles.lakehouse": "written out here, made from a template there",
      "grants.leads": "in production only the lead creates projects",
    },
  },
  governanceAccount: "governance",
  // A stage that joins describes the governance account as its owner does, or not at all.
  accounts: {
    ...governance,
    "research-prod": { id: "300000000021", production: true, blueprints: blueprints("Tooling", "DataLake") },
  },
  domain: { fromStage: "core" },
  sharing: { principals: { organizationArn: "arn:aws:organizations::300000000000:organization/o-example1234" } },
  profiles: {
    lakehouse: {
      name: "Lakehouse production",
      unit: "research",
      production: true,
      target: { account: "research-prod" },
      configurations: { Tooling: { blueprint: "Tooling" }, Lakehouse: { blueprint: "DataLake" } },
    },
  },
  grants: {
    leads: {
      policy: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
      unit: "research",
      profiles: ["lakehouse"],
      principal: { user: "research-lead" },
    },
  },
});
