import { policyDocument, regionalService, type Statement } from "../iam-policy";
import { accountAdministration } from "./account-administration";
import { provisionedResources, type ProvisioningProps } from "./provisioned-resources";

/** Properties of {@link dataKeyPolicy}. */
export type DataKeyPolicyProps = ProvisioningProps;

const USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/**
 * Policy of the key that encrypts what projects of a hosting account store: bucket, log groups, Bedrock applications and
 * their vector indexes, notebooks; and what environments bring with them (`provisioned-resources.ts`).
 *
 * Roles of projects come and go, so the policy names services and not roles; which role may do what is decided by AWS's
 * managed policies, on the tag `EnableKeyForAmazonDataZone` (`DATAZONE_KEY_TAGS`).
 *
 * @see https://github.com/aws/modern-data-architecture-accelerator/issues/46 (and 47, 48, 50): what a policy without
 * Bedrock, log groups and OpenSearch Serverless breaks
 */
export function dataKeyPolicy(props: DataKeyPolicyProps): string {
  return policyDocument([
    accountAdministration(props),
    throughServices(props),
    serviceGrants(props),
    retireGrants(props),
    bedrockService(props),
    logGroups(props),
    ...provisionedResources(props),
  ]);
}

/** Principals of the account, through the services that keep data of projects. `*` in a key policy is this key. */
function throughServices(props: DataKeyPolicyProps): Statement {
  const services = ["aoss", "bedrock", "datazone", "s3"];
  return {
    sid: "UseThroughServices",
    principals: { AWS: ["*"] },
    actions: USE,
    resources: ["*"],
    conditions: {
      StringEquals: {
        "kms:CallerAccount": props.accountId,
        "kms:ViaService": services.map((service) => regionalService(props, service)),
      },
    },
  };
}

/** Services that work on after the caller has left do it by a grant: notebooks' volumes, agents, vector indexes. */
function serviceGrants(props: DataKeyPolicyProps): Statement {
  return {
    sid: "GrantsForServices",
    principals: { AWS: ["*"] },
    actions: ["kms:CreateGrant"],
    resources: ["*"],
    conditions: {
      StringEquals: {
        "kms:CallerAccount": props.accountId,
        "kms:ViaService": ["aoss", "bedrock", "datazone", "ec2", "sagemaker"].map((service) =>
          regionalService(props, service),
        ),
      },
      Bool: { "kms:GrantIsForAWSResource": "true" },
    },
  };
}

/** Taking a grant back carries no `kms:GrantIsForAWSResource`, so it is a statement of its own. */
function retireGrants(props: DataKeyPolicyProps): Statement {
  return {
    sid: "RetireGrantsOfBedrock",
    principals: { AWS: ["*"] },
    actions: ["kms:RetireGrant"],
    resources: ["*"],
    conditions: {
      StringEquals: {
        "kms:CallerAccount": props.accountId,
        "kms:ViaService": regionalService(props, "bedrock"),
      },
    },
  };
}

function bedrockService(props: DataKeyPolicyProps): Statement {
  return {
    sid: "Bedrock",
    principals: { Service: ["bedrock.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": props.accountId } },
  };
}

/**
 * Log groups of the account: `datazone-*`, `airflow-*` and `/aws/mwaa-serverless*` of the page on provisioned resources, and
 * those of Bedrock's functions. `ArnLike` and not `ArnEquals`: the encryption context carries the full name of the group.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
function logGroups(props: DataKeyPolicyProps): Statement {
  return {
    sid: "LogGroups",
    principals: { Service: [regionalService(props, "logs")] },
    actions: USE,
    resources: ["*"],
    conditions: {
      ArnLike: {
        "kms:EncryptionContext:aws:logs:arn": `arn:${props.partition}:logs:${props.region}:${props.accountId}:log-group:*`,
      },
    },
  };
}
