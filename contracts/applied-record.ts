import { createHash } from "node:crypto";
import { canonicalJson } from "./canonical-json";

/**
 * Name of the output, one more in every layer, by which a stack tells about its last successful apply.
 *
 * It is the output of a resource that Terraform touches after every other one of the stack: where an apply fails halfway,
 * the state keeps the record of the apply before. So a record is always that of an apply that was completed.
 */
export const APPLIED_OUTPUT = "applied";

/** Name of that resource, a `terraform_data`; its input is in the plan what the record will be. */
export const APPLIED_RESOURCE = "Applied";

/** Value of the output `applied`. The same sources and configuration give the same record, on every machine. */
export interface AppliedRecord {
  /** Version of this project (`package.json`). */
  readonly version: string;
  /**
   * SHA-256 (hexadecimal) of what the stack emits, apart from comments and metadata, from how it is reached (backend,
   * assumed roles, path-style addressing), from the stage guard, and from this record.
   */
  readonly content: string;
  /**
   * SHA-256 (hexadecimal) of each promotable item, by item (`profiles.finance-analytics`): what is the same in every stage
   * of a path, apart from what differs by nature. Empty in layers that hold nothing of the kind.
   */
  readonly promotable: Readonly<Record<string, string>>;
  /** Reason and person, if the apply went past the promotion gate; null, in stages that have a gate, if it did not. */
  readonly override?: PromotionOverride | null;
}

/** Reason and person for the apply of a stack although its source stage had not applied the same. */
export interface PromotionOverride {
  readonly reason: string;
  /** Name that the person gave; nobody checks it. */
  readonly by: string;
  /** Time of the plan (RFC 3339, UTC). */
  readonly at?: string;
}

/**
 * SHA-256 (hexadecimal) of a JSON value. The order of members does not count, nor do `undefined` members; that of list
 * items does.
 */
export function fingerprint(value: unknown): string {
  return createHash("sha256").update(canonicalJson(value)).digest("hex");
}
