import { governanceIf, sharedAccounts, TEXT, type LayerDescriptor } from "./layer";

/** The stage's RAM share of the domain. */
export const sharing = {
  documentation: {
    account: "governance",
    holds: "the stage's RAM share of the domain",
    existsIn: "every stage with member accounts",
    deployRole: "governance account: the stage's RAM share",
  },
  accountsIn: (stage) => governanceIf(stage, sharedAccounts(stage).length > 0),
  waitsFor: [{ layer: "domain", of: "governance" }],
  reads: [{ layer: "domain", of: "governance" }],
  outputs: { resourceShareArn: TEXT },
  promotion: ({ stage }) => {
    const { principals, portalAccess } = stage.environment.sharing;
    const kind = principals === "accounts" ? principals : Object.keys(principals)[0];
    return { sharing: { principals: kind, portalAccess } };
  },
} as const satisfies LayerDescriptor;
