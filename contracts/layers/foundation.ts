import { accountPrefix } from "../kinds/promotion";
import type { NONE, UNKNOWN } from "../missing-value";
import { mapOf, TEXT, type LayerDescriptor } from "./layer";

/**
 * Resources that a hosting account offers to blueprints in one Region.
 *
 * What is missing is written as a word: an empty text would reach the service as a value. Consumers read a member only
 * where the stage's file gives the account the thing, so states that 0.1.0 wrote, which hold empty texts (and for zones
 * a list that lacks some) instead of the words, are read as before.
 */
export interface RegionalFoundation {
  /** `s3://<bucket>` of the tooling bucket, or {@link NONE}. */
  readonly s3Location: `s3://${string}` | typeof NONE;
  /** ARN of the data key, or `aws-owned`. */
  readonly kmsKeyArn: string;
  /** Id of the VPC, or {@link NONE}. */
  readonly vpcId: string;
  readonly subnetIds: string[];
  /** Availability Zones of the subnets, in the same order; {@link UNKNOWN} unless the configuration names all of them. */
  readonly availabilityZones: string[] | typeof UNKNOWN;
}

/** Layer of everything in an account that does not depend on the domain. */
export const foundation = {
  documentation: {
    account: "each",
    holds:
      "the control-plane function; in accounts that host projects also data key, tooling bucket and network per Region; in the hub of use cases the sink of observability",
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
    /** ARN of the sink to which accounts of use cases link, or {@link NONE}; in the account that owns the domain of their hub. */
    observabilitySinkArn: TEXT,
    /** By Region; empty in an account that hosts no projects. */
    regions: mapOf<RegionalFoundation>(),
  },
  promotion: (stack) => ({ [`${accountPrefix(stack)}.function`]: stack.functionCode }),
} as const satisfies LayerDescriptor;
