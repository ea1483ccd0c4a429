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
 * Accounts whose control-plane function serves a kind: the account that owns the domain, those that host projects, or
 * those whose configuration adopts such an object (new ones are another mechanism's).
 */
export type ServedBy = "governance" | "hosting" | "adopting";

/** Facts from which the name of a role follows that the project creates. */
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
  /** Actions that the answer to a read needs. */
  readonly readActions: readonly string[];
  /** Further actions that create, update and delete need. */
  readonly writeActions: readonly string[];
  /**
   * Actions that the service calls for a write with the permissions of its caller. Nobody sends them here: they are what
   * the handlers of CloudFormation's registry name for the resource type. Actions of IAM are about the roles of principals.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_forward_access_sessions.html
   */
  readonly forwardedActions?: readonly string[];
  /**
   * A read lists entries of the ledger: those of another kind that are under one key.
   *
   * @default - it reads its own entry
   */
  readonly listsLedger?: true;
  /** @default - none */
  readonly passedRoles?: readonly PassedRole[];
}

/** Description of one object of a domain, whichever mechanism keeps it. */
export interface ObjectDescriptor {
  /** Parts that a change by hand may touch without any read showing it. Empty: everything configured is compared. */
  readonly undetectable: readonly BlindSpot[];
  /**
   * Ways to take over an existing object, by the first part of its address in `adopt`.
   *
   * @default - it cannot be
   */
  readonly adoption?: Readonly<Record<string, Adoptable>>;
  /**
   * Parts of it that a stage promotes, by the layer that records them.
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
  /** Reason why the function and not the provider has it, with a mark of the kind of evidence (docs/mechanisms.md). */
  readonly evidence: string;
  /** Property of the configuration that names an existing object, where that is not `adopt`. */
  readonly adoptedThrough?: string;
}
