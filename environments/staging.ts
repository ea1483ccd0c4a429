import { defineEnvironment } from "smus-cdktf";
import { governance, memberAccounts } from "./organization/accounts";
import { profileGrants, profiles } from "./organization/profiles";
import { projects } from "./organization/projects";
import { access, governanceAccount, organization } from "./organization/settings";

/** Staging: static profiles as in production, on accounts that are not. Changes come from `dev`, and go on to `prod`. */
export default defineEnvironment({
  organization,
  access,
  protection: "data",
  promotion: { from: "dev" },
  governanceAccount,
  accounts: { ...governance, ...memberAccounts("staging") },
  domain: { fromStage: "shared" },
  profiles: profiles("staging", (businessUnit) => ({ account: `${businessUnit}-staging` })),
  grants: profileGrants("staging"),
  projects: projects("staging"),
});
