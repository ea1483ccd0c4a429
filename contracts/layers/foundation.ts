import { accountPrefix } from "../kinds/promotion";
import { mapOf, TEXT, type LayerDescriptor } from "./layer";

/** What a hosting account offers to blueprints in one Region. */
export interface RegionalFoundation {
  /** `s3://<bucket>` of the tooling bucket. */
  readonly s3Location: string;
  readonly kmsKeyArn: string;
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** Availability Zones of the subnets, in the same order; empty when the configuration does not name them. */
  readonly availabilityZones: string[];
}

/** What does not depend on the domain. */
export const foundation = {
  documentation: {
    account: "each",
    holds:
      "the control-plane function; in accounts that host projects also data key, tooling bucket and network per Region",
    existsIn: "the stage that brings the account",
    deployRole: "every account: the control-plane function; in hosting accounts data key, tooling bucket and network",
  },
  accountsIn: ({ accounts }) => Object.keys(accounts),
  oncePerDomain: true,
  waitsFor: [{ layer: "state", of: "own" }],
  reads: [],
  outputs: {
    controlPlaneFunctionName: TEXT,
    controlPlaneRoleArn: TEXT,
    /** By Region; empty in an account that hosts no projects. */
    regions: mapOf<RegionalFoundation>(),
  },
  promotion: (stack) => ({ [`${accountPrefix(stack)}.function`]: stack.functionCode }),
} as const satisfies LayerDescriptor;
