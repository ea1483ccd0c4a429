import { defineEnvironment } from "smus-cdktf";
import { governance } from "./organization/accounts";
import { application } from "./organization/application";
import { catalog } from "./organization/catalog";
import { domain } from "./organization/domain";
import { git } from "./organization/git";
import { access, governanceAccount, organization } from "./organization/settings";

/** The domain of all stages. Applied first; `dev`, `staging` and `prod` join it. */
export default defineEnvironment({
  organization,
  access,
  protection: "data",
  governanceAccount,
  accounts: governance,
  domain,
  git,
  catalog,
  application,
});
