import { z } from "zod";
import { POLICY_ENTITIES } from "../service/policies";

/**
 * Grants and owners that exist beside those that Terraform manages: a grant that somebody added is in no state, so no
 * plan can show it. The drift report asks the function's alias `read` for all of them and compares with the states.
 *
 * It is no kind: nothing is desired and nothing is written, so there is no ledger.
 */

/** Entities on which grants are looked for at once; each policy of each entity is a call of the service. */
export const ACCESS_LIST_LIMIT = 40;

const entityType = z.enum(POLICY_ENTITIES);

/** One policy on one entity: the service lists grants by both. */
const grantQuery = z.strictObject({ entityType, entityIdentifier: z.string(), policyType: z.string() });

/** Request for all live grants and owners, each at most {@link ACCESS_LIST_LIMIT}; the function only reads. */
export const accessListRequest = z.strictObject({
  action: z.literal("access"),
  domainId: z.string(),
  grants: z.array(grantQuery).max(ACCESS_LIST_LIMIT),
  /** Ids of the domain units whose owners are asked for. */
  owners: z.array(z.string()).max(ACCESS_LIST_LIMIT),
});

/** One policy on one entity, of which all grants are asked for. */
export type GrantQuery = z.infer<typeof grantQuery>;
/** The request as the drift report sends it. */
export type AccessListRequest = z.infer<typeof accessListRequest>;

/** A grant as the service has it. */
export interface LiveGrant extends GrantQuery {
  readonly grantId: string;
  /** In the form of the API, as `RemovePolicyGrant` takes it back. */
  readonly principal: unknown;
  readonly detail: unknown;
  /** ARN or profile of whoever granted it, where the service says. */
  readonly createdBy?: string;
  /** RFC 3339, where the service says. */
  readonly createdAt?: string;
}

/** An owner of a domain unit as the service has it. */
export interface LiveOwner {
  readonly domainUnitId: string;
  readonly type: "USER" | "GROUP";
  /** Profile id. */
  readonly id: string;
  /** For a group profile that stands for an IAM role. */
  readonly rolePrincipalArn?: string;
}

/** The answer: everything that the request asked for, over all pages. */
export interface AccessList {
  readonly grants: readonly LiveGrant[];
  readonly owners: readonly LiveOwner[];
}
