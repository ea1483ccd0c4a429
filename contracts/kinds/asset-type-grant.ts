import { z } from "zod";
import { GRANT_PRINCIPAL } from "./grant-principal";
import { kindSchema, type KindDescriptor } from "./kind";
import { GET_DOMAIN } from "./service-actions";

/**
 * USE_ASSET_TYPE, the one policy that CloudFormation's PolicyGrant (and so Cloud Control) does not know. Everything in
 * it is create-only, which is why the principal is flat.
 */
export const assetTypeGrantSchema = kindSchema(
  z.strictObject({
    domainId: z.string(),
    /** The grant's entity. */
    assetTypeId: z.string(),
    /** Unit whose projects are meant. */
    domainUnitId: z.string(),
    ...GRANT_PRINCIPAL,
  }),
  [
    "domainId",
    "assetTypeId",
    "domainUnitId",
    "principalType",
    "principalId",
    "projectDesignation",
    "includeChildDomainUnits",
  ],
);

/** Grants of USE_ASSET_TYPE. They are adopted and promoted as `PolicyGrant`. */
export const assetTypeGrant = {
  servedBy: "governance",
  permissions: {
    readActions: [GET_DOMAIN, "datazone:ListPolicyGrants"],
    writeActions: ["datazone:AddPolicyGrant", "datazone:RemovePolicyGrant"],
  },
  attributes: [],
  evidence:
    "S: `USE_ASSET_TYPE` is missing in AWS::DataZone::PolicyGrant; `aws_datazone_policy_grant` exists from provider 6.66 only",
  undetectable: [],
} as const satisfies KindDescriptor;
