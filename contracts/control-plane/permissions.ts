import { descriptorOf, KIND_NAMES, type Kind } from "../kinds";
import type { KindPermissions } from "../kinds/kind";

/** IAM actions that the control-plane function calls for each kind, beside the ledger's (a test compares them with its code). */
export const KIND_PERMISSIONS = Object.fromEntries(
  KIND_NAMES.map((kind) => [kind, descriptorOf(kind).permissions]),
) as { readonly [K in Kind]: KindPermissions };

/**
 * Permissions for the question of the drift report (`AccessListRequest`): grants and owners that are in no state.
 * Grants in every account that issues some; owners of units in the account that owns the domain.
 */
export const ACCESS_LIST_PERMISSIONS = {
  grants: ["datazone:ListPolicyGrants"],
  owners: ["datazone:ListEntityOwners", "datazone:GetGroupProfile"],
} as const;

/**
 * Actions of DataZone whose resource is the domain: a statement about them names domains.
 *
 * All other actions have no resource type in the service authorization reference, so a statement that names a domain may
 * allow none of them. AWS's own managed policies name domains for some of those, and a refusal of the service named the
 * domain (field evidence, section 2), so the reference may be incomplete: `*` is right either way.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondatazone.html
 */
export const DOMAIN_ACTIONS: readonly string[] = [
  "datazone:BatchDeleteLinkedTypes",
  "datazone:BatchPutLinkedTypes",
  "datazone:DeleteDomain",
  "datazone:GetDomain",
  "datazone:ListLinkedTypes",
  "datazone:StartAccountBootstrapAction",
  "datazone:TagResource",
  "datazone:UntagResource",
  "datazone:UpdateDomain",
];

/** The ledger, for every kind: on `arn:<partition>:ssm:<region>:<account>:parameter<ledgerPrefix>/*`. Plain strings, no key. */
export const LEDGER_PERMISSIONS = {
  readActions: ["ssm:GetParameter"],
  writeActions: ["ssm:PutParameter", "ssm:DeleteParameter"],
  /** For accounts of which a kind lists entries (`KindPermissions.listsLedger`). */
  listActions: ["ssm:GetParametersByPath"],
} as const;

/**
 * On the domain's own KMS key, where it has one. DataZone uses the key in the caller's name: restrict with
 * `kms:ViaService` = `datazone.<region>.amazonaws.com`. Only the kind `Domain` needs the grant
 * (and `kms:GrantIsForAWSResource`).
 */
export const DOMAIN_KEY_PERMISSIONS = {
  everyKind: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
  domainOnly: ["kms:CreateGrant"],
} as const;

/**
 * Permissions for a domain that uses IAM Identity Center; in AWS's AmazonDataZoneFullAccess, and the service knows no
 * resource for them.
 */
export const SINGLE_SIGN_ON_PERMISSIONS = ["sso:DescribeRegisteredRegions"] as const;

/**
 * The account pool handler: `organizations:*` of its own account (management or delegated administrator), or
 * `sts:AssumeRole` on the one role that has them.
 */
export const ACCOUNT_POOL_HANDLER_PERMISSIONS = {
  organizations: [
    "organizations:ListAccounts",
    "organizations:ListAccountsForParent",
    "organizations:ListOrganizationalUnitsForParent",
    "organizations:ListTagsForResource",
  ],
  assumeRole: ["sts:AssumeRole"],
} as const;
