import { defineEnvironment } from "./index";
import { governance, memberAccounts } from "./organization/accounts";
import { profileGrants, profiles } from "./organization/profiles";
import { projects } from "./organization/projects";
import { access, governanceAccount, organization } from "./organization/settings";

/** Staging: static profiles as in production, on accounts that are not. What works here is promoted to `prod`. */
export default defineEnvironment({
  organization,
  access,
  protection: "data",
  governanceAccount,
  accounts: { ...governance, ...memberAccounts("staging") },
  domain: { fromStage: "shared" },
  profiles: profiles("staging", (businessUnit) => ({ account: `${businessUnit}-staging` })),
  grants: profileGrants("staging"),
  projects: projects("staging"),
});
