import { policiesOn } from "../service/policies";
import { governanceIf, TEXT, TEXTS, type LayerDescriptor } from "./layer";

/** The domain and who is in it. */
export const domain = {
  documentation: {
    account: "governance",
    holds: "the domain, its key and roles, units and owners, users and groups, grants on units",
    existsIn: "the stage that owns the domain",
    deployRole: "governance account: domain key, roles, user profiles, owners and grants on units",
  },
  accountsIn: (stage) => governanceIf(stage, stage.ownsDomain),
  oncePerDomain: true,
  waitsFor: [{ layer: "foundation", of: "own" }],
  reads: [{ layer: "foundation", of: "governance" }],
  outputs: {
    domainId: TEXT,
    domainArn: TEXT,
    portalUrl: TEXT,
    rootDomainUnitId: TEXT,
    /** ARN of the key that encrypts the domain, or `aws-owned` (an empty text in states that 0.1.0 wrote). */
    domainKeyArn: TEXT,
    /** Domain unit ids by configuration key; the root is not among them. */
    domainUnitIds: TEXTS,
    /** User profile ids by configuration key. */
    userProfileIds: TEXTS,
    /** Group profile ids by configuration key. */
    groupProfileIds: TEXTS,
  },
  grants: policiesOn("DOMAIN_UNIT"),
} as const satisfies LayerDescriptor;
