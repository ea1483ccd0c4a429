import { z } from "zod";
import { BLUEPRINT_NAMES } from "../../contracts/service/blueprints";
import { BLUEPRINT_POLICIES, PLAIN_UNIT_POLICIES } from "../../contracts/service/policies";
import * as p from "./primitives";

/** A user or a group of the domain, by its key under `domain.users` or `domain.groups`. */
export const principalMember = z.union([
  z.strictObject({
    /** Key of a user under `domain.users`. */
    user: p.key,
  }),
  z.strictObject({
    /** Key of a group under `domain.groups`. */
    group: p.key,
  }),
]);

/** Principal that a policy is granted to. */
export const principal = z.union([
  z.strictObject({
    /** Key of a user under `domain.users`. */
    user: p.key,
  }),
  z.strictObject({
    /** Every user of the domain. */
    allUsers: z.literal(true),
  }),
  z.strictObject({
    /** Key of a group under `domain.groups`. */
    group: p.key,
  }),
  z.strictObject({
    /** Members of projects, by designation. */
    project: z.strictObject({
      /** Designation of the project members who are meant. */
      designation: z.enum(["OWNER", "CONTRIBUTOR", "PROJECT_CATALOG_STEWARD"]),
      /**
       * Id of one project.
       *
       * @default - the projects of `unit`
       */
      projectId: p.serviceId.optional(),
      /**
       * Key of the unit whose projects are meant. Exactly one of `projectId` and `unit`.
       *
       * @default - the project named by `projectId`
       */
      unit: p.unitKey.optional(),
      /**
       * Projects of the units below `unit` are meant too.
       *
       * @default true
       */
      includeChildUnits: z.boolean().default(true),
    }),
  }),
  z.strictObject({
    /** Owners of domain units. */
    domainUnit: z.strictObject({
      /**
       * Owners: the service knows no other designation here.
       *
       * @default "OWNER"
       */
      designation: z.literal("OWNER").default("OWNER"),
      /**
       * Key of the unit.
       *
       * @default - the owners of all units
       */
      unit: p.unitKey.optional(),
    }),
  }),
]);

const to = {
  /** Principal that the policy is granted to. Changing this replaces the grant. */
  principal,
};
const onUnit = {
  /**
   * Key of the unit that the policy is granted on. Changing this replaces the grant.
   *
   * @default "root"
   */
  unit: p.unitKey.default("root"),
};
const includingChildren = {
  /**
   * The grant reaches the units below too. Changing this replaces the grant.
   *
   * @default true
   */
  includeChildUnits: z.boolean().default(true),
};

/** One policy grant. The service cannot change a grant: every change is a replacement. */
export const grant = z.discriminatedUnion("policy", [
  z.strictObject({
    /** Action that is allowed on the unit. */
    policy: z.enum(PLAIN_UNIT_POLICIES),
    ...onUnit,
    ...includingChildren,
    ...to,
  }),
  z.strictObject({
    /** Creating projects from profiles. */
    policy: z.literal("CREATE_PROJECT_FROM_PROJECT_PROFILE"),
    ...onUnit,
    ...includingChildren,
    ...to,
    /** Keys of the profiles of this stage that may be used. */
    profiles: z.array(p.key).min(1),
  }),
  z.strictObject({
    /** Creating environment profiles. */
    policy: z.enum(["CREATE_ENVIRONMENT_PROFILE"]),
    ...onUnit,
    ...to,
  }),
  z.strictObject({
    /** Using an asset type. */
    policy: z.literal("USE_ASSET_TYPE"),
    /** Identifier of the asset type (the grant's entity). */
    assetTypeId: z.string().min(1),
    ...onUnit,
    ...to,
  }),
  z.strictObject({
    /** Creating environments from an environment profile. */
    policy: z.enum(["CREATE_ENVIRONMENT"]),
    /** Id of the environment profile (the grant's entity). */
    environmentProfileId: p.serviceId,
    ...to,
  }),
  z.strictObject({
    /** Using a blueprint of an account, or letting others use it. */
    policy: z.enum(BLUEPRINT_POLICIES),
    /**
     * Key of the account that enabled the blueprint: the grant is issued there, with entity `<account id>:<blueprint id>`.
     * Everyday access is better written as `accounts.<key>.blueprints.<name>.grantTo`.
     */
    account: p.key,
    /** API name of the blueprint. */
    blueprint: z.enum(BLUEPRINT_NAMES),
    ...to,
  }),
]);

/** Grants by key: the key names the resource, so renaming it replaces the grant. */
export const grants = p.keyed(grant);
