import type { z } from "zod";
import type { Adoptable } from "./adoption";
import type { BlindSpot } from "./blind-spot";
import type { Promotions } from "./promotion";

/** Desired properties of a kind: what constructs send and handlers read. Values arrive resolved (ids, ARNs). */
export type PropertiesSchema = z.ZodObject;

/** The part of a kind that the control-plane function itself needs; the rest stays out of its bundle. */
export interface KindSchema<S extends PropertiesSchema = PropertiesSchema> {
  readonly properties: S;
  /** Properties that the service cannot change in place: a change replaces the object. */
  readonly createOnly: readonly (keyof z.infer<S> & string)[];
  /** The object is never replaced, because that destroys what is in it: the change is an error of the plan. */
  readonly replacementRefused?: true;
}

/** A kind's schema; `createOnly` may name members of `properties` only. */
export function kindSchema<S extends PropertiesSchema>(
  properties: S,
  createOnly: readonly (keyof z.infer<S> & string)[],
  replacementRefused?: true,
): KindSchema<S> {
  return { properties, createOnly, replacementRefused };
}

/**
 * Which accounts' control-plane function serves a kind: of the account that owns the domain, of those that host projects, or
 * of those whose configuration adopts such an object (new ones are another mechanism's).
 */
export type ServedBy = "governance" | "hosting" | "adopting";

/** What the name of a role depends on that the project creates. */
export interface RolePlace {
  /** Account that owns the domain. */
  readonly governanceAccountId: string;
  /** Region of the domain. */
  readonly domainRegion: string;
}

/** A role that a write names to a service, which needs `iam:PassRole` on exactly it. */
export interface PassedRole {
  /** Path in the desired properties where the ARN is. */
  readonly property: string;
  /** Value of the condition `iam:PassedToService`. */
  readonly service: "datazone.amazonaws.com" | "lakeformation.amazonaws.com";
  /**
   * Names of the roles under `/service-role/` that the project creates for it.
   *
   * @default - none: the configuration gives the role
   */
  readonly created?: (place: RolePlace) => readonly string[];
}

/** IAM actions that the control-plane function calls for a kind, beside the ledger's. */
export interface KindPermissions {
  /** What answering a read needs. */
  readonly readActions: readonly string[];
  /** What create, update and delete need on top. */
  readonly writeActions: readonly string[];
  /** @default - none */
  readonly passedRoles?: readonly PassedRole[];
}

/** What is said of every object of a domain, whichever mechanism keeps it. */
export interface ObjectDescriptor {
  /** What a change by hand may touch without any read showing it. Empty: everything that is configured is compared. */
  readonly undetectable: readonly BlindSpot[];
  /**
   * How an existing object is taken over, by the first part of its address in `adopt`.
   *
   * @default - it cannot be
   */
  readonly adoption?: Readonly<Record<string, Adoptable>>;
  /**
   * What of it a stage promotes, by the layer that records it.
   *
   * @default - nothing
   */
  readonly promotion?: Promotions;
}

/** One kind of object that the control-plane function manages. */
export interface KindDescriptor extends ObjectDescriptor {
  readonly servedBy: ServedBy;
  readonly permissions: KindPermissions;
  /** Attributes that it publishes beside its `id`. */
  readonly attributes: readonly string[];
  /** Why it is the function's and not the provider's, with a mark of what kind of evidence that is (docs/mechanisms.md). */
  readonly evidence: string;
  /** Property of the configuration that names an existing object, where that is not `adopt`. */
  readonly adoptedThrough?: string;
}
