import { defineEnvironment } from "smus-cdktf";
import { governance, memberAccounts } from "./organization/accounts";
import { profileGrants, profiles } from "./organization/profiles";
import { projects } from "./organization/projects";
import { access, governanceAccount, organization } from "./organization/settings";

/** Production: static profiles, each bound to one account and Region; only team leads create projects. */
export default defineEnvironment({
  organization,
  access,
  protection: "all",
  promotion: {
    from: "staging",
    overrides: {
      "grants.projects-finance-engineers": "in production only team leads create projects",
      "grants.projects-marketing-engineers": "in production only team leads create projects",
    },
  },
  governanceAccount,
  accounts: { ...governance, ...memberAccounts("prod") },
  domain: { fromStage: "shared" },
  profiles: profiles("prod", (businessUnit) => ({ account: `${businessUnit}-prod` })),
  grants: profileGrants("prod"),
  projects: projects("prod"),
});
