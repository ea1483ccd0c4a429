import { defineEnvironment } from "smus-cdktf";
import { governance, memberAccounts } from "./organization/accounts";
import { profileGrants, profiles } from "./organization/profiles";
import { projects } from "./organization/projects";
import { access, governanceAccount, organization } from "./organization/settings";

/**
 * Development: dynamic profiles. Whoever creates a project chooses an account from the business unit's pool, so another
 * development account is one more line in `pools`.
 */
export default defineEnvironment({
  organization,
  access,
  protection: "none",
  governanceAccount,
  accounts: { ...governance, ...memberAccounts("dev") },
  domain: { fromStage: "shared" },
  pools: {
    finance: { description: "Development accounts of Finance", source: { accounts: [{ account: "finance-dev" }] } },
    marketing: {
      description: "Development accounts of Marketing",
      source: { accounts: [{ account: "marketing-dev" }] },
    },
  },
  profiles: profiles("dev", (businessUnit) => ({ pools: [businessUnit] })),
  grants: profileGrants("dev"),
  projects: projects("dev", (businessUnit) => ({ account: `${businessUnit}-dev` })),
});
