import { accountOf, accountPrefix } from "../kinds/promotion";
import { BLUEPRINT_POLICIES } from "../service/policies";
import { hostingAccounts, TEXT, TEXTS, type LayerDescriptor } from "./layer";

/** Layer that connects an account that hosts projects with the domain. */
export const association = {
  documentation: {
    account: "each that hosts projects",
    holds: "accepter, proof, roles, Lake Formation administrators, blueprints, grants on blueprints",
    existsIn: "the stage that brings the account",
    deployRole: "hosting accounts: roles of the service, proof, blueprints and their grants",
  },
  accountsIn: (stage) => hostingAccounts(stage),
  waitsFor: [
    { layer: "foundation", of: "own" },
    { layer: "domain", of: "governance" },
    { layer: "sharing", of: "governance" },
  ],
  reads: [
    { layer: "foundation", of: "own" },
    { layer: "domain", of: "governance" },
    { layer: "sharing", of: "governance" },
  ],
  outputs: {
    /** Blueprint ids by API name; equal in every account of a domain. */
    blueprintIds: TEXTS,
    provisioningRoleArn: TEXT,
    manageAccessRoleArn: TEXT,
    queryExecutionRoleArn: TEXT,
  },
  promotion: (stack) => ({ [`${accountPrefix(stack)}.lakeFormation`]: accountOf(stack).lakeFormation }),
  grants: BLUEPRINT_POLICIES,
} as const satisfies LayerDescriptor;
