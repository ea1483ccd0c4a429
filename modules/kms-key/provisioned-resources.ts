import { regionalService, type Conditions, type Statement } from "../iam-policy";
import type { KeyAccount } from "./account-administration";

/** Facts that decide who uses the key of what a domain provisions in an account. */
export interface ProvisioningProps extends KeyAccount {
  /** Region of the key. */
  readonly region: string;
  /** Account that owns the domain. */
  readonly domainAccountId: string;
  /** Role that the domain's users act as, in the account that owns the domain. */
  readonly domainExecutionRoleArn: string;
  /** Roles of the account that create the environments of projects. */
  readonly provisioningRoleArns: readonly string[];
}

/** In a key policy `*` is this key. */
const THIS_KEY = ["*"];

/**
 * Statements of the page that says what a key of the Tooling blueprint must allow (`KmsKeyArn`).
 *
 * A deployment first resolves the key as the service and as the domain's execution role; with a policy that leaves the
 * decision to the account's IAM it stops with `Could not resolve KMS key ... to its canonical ARN` (field evidence,
 * section 1, row 5, and section 3). Beside the page:
 *
 * - Roles are told by `aws:PrincipalArn`: KMS refuses a policy that names a role which does not exist, and both come after
 *   the key. Where the page names a role, that condition is what stands for it.
 * - The domain, too, comes after the key. Project roles carry its id as a tag, which stands for the id in the condition; and
 *   since a tag is anybody's, the callers are of this account or of the domain's.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/sagemaker-unified-studio-provisioned-resources-key-permissions.html
 */
export function provisionedResources(props: ProvisioningProps): Statement[] {
  return [
    ...domainSide(props),
    ...provisioningRoles(props),
    emrServerless(props),
    projectRoles(props),
    projectRoleGrants(props),
  ];
}

/** Operations of the service and of the execution role of the domain. */
const DOMAIN_SIDE = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey*",
  "kms:ListGrants",
  "kms:ReEncrypt*",
  "kms:RevokeGrant",
];

function domainSide({ domainExecutionRoleArn }: ProvisioningProps): Statement[] {
  return [
    // Without a condition, as the page has it and as it was seen to work: which context DataZone sends is not documented, and
    // for the invoker of an account pool it sends neither aws:SourceAccount nor aws:SourceArn (field evidence, section 3).
    {
      sid: "DataZone",
      principals: { Service: ["datazone.amazonaws.com"] },
      actions: DOMAIN_SIDE,
      resources: THIS_KEY,
    },
    {
      sid: "DomainExecutionRole",
      principals: { AWS: ["*"] },
      actions: DOMAIN_SIDE,
      resources: THIS_KEY,
      conditions: { ArnEquals: { "aws:PrincipalArn": domainExecutionRoleArn } },
    },
  ];
}

function provisioningRoles({ provisioningRoleArns, ...place }: ProvisioningProps): Statement[] {
  const through = (sid: string, actions: readonly string[], conditions: Conditions): Statement => ({
    sid,
    principals: { AWS: ["*"] },
    actions,
    resources: THIS_KEY,
    conditions: { ArnEquals: { "aws:PrincipalArn": provisioningRoleArns }, ...conditions },
  });
  return [
    // EMR Serverless takes the key in the name of the role that creates the application.
    through("ProvisioningOfEmrServerless", ["kms:Decrypt", "kms:GenerateDataKey"], {}),
    through("ProvisioningOfAthena", ["kms:GenerateDataKey"], {
      StringEquals: { "aws:CalledViaLast": "athena.amazonaws.com" },
    }),
    // Workgroups of Redshift Serverless and environments of Airflow keep the key by a grant.
    through("ProvisioningByGrants", ["kms:CreateGrant"], {
      StringEquals: {
        "kms:ViaService": ["airflow", "redshift-serverless"].map((service) => regionalService(place, service)),
      },
    }),
  ];
}

function emrServerless({ partition, region, accountId }: ProvisioningProps): Statement {
  return {
    sid: "EmrServerless",
    principals: { Service: ["emr-serverless.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: THIS_KEY,
    conditions: {
      ArnLike: { "aws:SourceArn": `arn:${partition}:emr-serverless:${region}:${accountId}:/applications/*` },
    },
  };
}

const DOMAIN_TAG = "aws:PrincipalTag/AmazonDataZoneDomain";

function projectRoles(props: ProvisioningProps): Statement {
  return {
    sid: "ProjectRoles",
    principals: { AWS: ["*"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: THIS_KEY,
    conditions: {
      StringEquals: {
        "kms:CallerAccount": callers(props),
        // `$${`: a variable of IAM, not of Terraform.
        "kms:EncryptionContext:aws:datazone:domainId": `$\${${DOMAIN_TAG}}`,
        "kms:ViaService": regionalService(props, "datazone"),
      },
      Null: { [DOMAIN_TAG]: "false" },
    },
  };
}

/** Grants that hold in the context of a domain only, whose ids begin alike. */
function projectRoleGrants(props: ProvisioningProps): Statement {
  return {
    sid: "GrantsForProjectRoles",
    principals: { AWS: ["*"] },
    actions: ["kms:CreateGrant"],
    resources: THIS_KEY,
    conditions: {
      StringEquals: {
        "kms:CallerAccount": callers(props),
        "kms:GrantConstraintType": "EncryptionContextSubset",
      },
      StringLike: { "kms:EncryptionContext:aws:datazone:domainId": "dzd*" },
      // `ForAllValues` is true of a request without operations.
      Null: { "kms:GrantOperations": "false" },
      "ForAllValues:StringEquals": {
        "kms:GrantOperations": [
          "CreateGrant",
          "Decrypt",
          "DescribeKey",
          "Encrypt",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext",
          "ReEncryptFrom",
          "ReEncryptTo",
          "RetireGrant",
        ],
      },
    },
  };
}

function callers({ accountId, domainAccountId }: ProvisioningProps): string[] {
  return [...new Set([accountId, domainAccountId])].sort();
}
