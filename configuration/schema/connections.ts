import { z } from "zod";
import * as p from "./primitives";
import { connectionKinds } from "./connection-kinds";

const location = z.strictObject({
  /**
   * Account, 12 digits; it need not belong to the organization.
   *
   * @default - that of the project's tooling
   */
  accountId: p.accountId.optional(),
  /**
   * Region.
   *
   * @default - that of the project's tooling
   */
  region: p.region.optional(),
  /**
   * Role that the project's members reach it with, where it is in another account.
   *
   * @default - the project's own
   */
  accessRoleArn: p.roleArn.optional(),
});

/** A connection of a project to another service or a store of data. Exactly one of the kinds is named. */
export const connection = z.strictObject({
  /** Name, 1 to 64 characters; unique in the project. Changing this replaces the connection and what reads through it. */
  name: z.string().min(1).max(64),
  /**
   * Purpose of the connection, at most 128 characters. It can be changed, and not be removed again.
   *
   * @default - none
   */
  description: z.string().min(1).max(128).optional(),
  /**
   * Place of what it leads to.
   *
   * @default - that of the project's tooling
   */
  location: location.optional(),
  /**
   * Pass the identity of the person who uses it on to the service. Changing this replaces the connection.
   *
   * @default false
   */
  trustedIdentityPropagation: z.boolean().default(false),
  ...connectionKinds,
});
