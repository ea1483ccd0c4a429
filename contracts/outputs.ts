import { APPLIED_OUTPUT } from "./applied-record";
import type { Layer } from "./layers";

/** Stands in outputs for a thing that an account does not have. */
export const NONE = "none";
/** Stands in outputs for what the configuration does not say. */
export const UNKNOWN = "unknown";

/**
 * What a hosting account offers to blueprints in one Region.
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

/**
 * The outputs that each layer publishes, and the only values that cross from one state to another.
 *
 * A stack publishes exactly these names (tested); a consumer reads them through `modules/remote-state`.
 * Removing or renaming one breaks every consumer that was applied before, so add first and remove a release later.
 */
export interface LayerOutputs {
  readonly workspaces: {
    /** Terraform Cloud workspace ids (`ws-...`) by stack id. */
    readonly workspaceIds: Record<string, string>;
  };
  readonly state: { readonly bucketName: string; readonly keyArn: string };
  readonly foundation: {
    readonly controlPlaneFunctionName: string;
    readonly controlPlaneRoleArn: string;
    /** By Region; empty in an account that hosts no projects. */
    readonly regions: Record<string, RegionalFoundation>;
  };
  readonly domain: {
    readonly domainId: string;
    readonly domainArn: string;
    readonly portalUrl: string;
    readonly rootDomainUnitId: string;
    /** ARN of the key that encrypts the domain, or `aws-owned` (an empty text in states that 0.1.0 wrote). */
    readonly domainKeyArn: string;
    /** Domain unit ids by configuration key; the root is not among them. */
    readonly domainUnitIds: Record<string, string>;
    /** User profile ids by configuration key. */
    readonly userProfileIds: Record<string, string>;
    /** Group profile ids by configuration key. */
    readonly groupProfileIds: Record<string, string>;
  };
  readonly sharing: { readonly resourceShareArn: string };
  readonly association: {
    /** Blueprint ids by API name; equal in every account of a domain. */
    readonly blueprintIds: Record<string, string>;
    readonly provisioningRoleArn: string;
    readonly manageAccessRoleArn: string;
    readonly queryExecutionRoleArn: string;
  };
  readonly profiles: {
    readonly accountPoolIds: Record<string, string>;
    readonly projectProfileIds: Record<string, string>;
  };
  readonly projects: { readonly projectIds: Record<string, string> };
}

/** Output names per layer beside the record of the apply, for the check that a stack publishes its whole contract and nothing else. */
export const LAYER_OUTPUT_NAMES: { readonly [L in Layer]: readonly (keyof LayerOutputs[L] & string)[] } = {
  workspaces: ["workspaceIds"],
  state: ["bucketName", "keyArn"],
  foundation: ["controlPlaneFunctionName", "controlPlaneRoleArn", "regions"],
  domain: [
    "domainId",
    "domainArn",
    "portalUrl",
    "rootDomainUnitId",
    "domainKeyArn",
    "domainUnitIds",
    "userProfileIds",
    "groupProfileIds",
  ],
  sharing: ["resourceShareArn"],
  association: ["blueprintIds", "provisioningRoleArn", "manageAccessRoleArn", "queryExecutionRoleArn"],
  profiles: ["accountPoolIds", "projectProfileIds"],
  projects: ["projectIds"],
};

/** Every output of a layer: those of its contract, and (where there is AWS content to promote) the record of the last apply. */
export function outputNames(layer: Layer): readonly string[] {
  return layer === "workspaces" ? LAYER_OUTPUT_NAMES[layer] : [...LAYER_OUTPUT_NAMES[layer], APPLIED_OUTPUT];
}
