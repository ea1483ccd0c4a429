import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { KeyInUse } from "../../contracts/encryption-key";
import { ROLE_NAMES } from "../../contracts/names";
import { policyDocument, serviceTrust } from "../iam-policy";
import { ServiceRole } from "../service-role";

/** Properties of {@link DomainRoles}. */
export interface DomainRolesProps {
  readonly partition: string;
  /** Account that owns the domain. */
  readonly accountId: string;
  /** Key that encrypts the domain: the execution role may use one of ours; nobody needs a permission for AWS's own. */
  readonly domainKey: KeyInUse;
  /**
   * ARN of an execution role that exists. It needs `kms:Decrypt`, `kms:DescribeKey` and `kms:GenerateDataKey` on the
   * domain's key, and on the data keys of hosting accounts what a role that is created has.
   *
   * @default - `AmazonSageMakerDomainExecution` is created under `/service-role/`
   */
  readonly executionRoleArn?: string;
  /**
   * ARN of a service role that exists.
   *
   * @default - `AmazonSageMakerDomainService` is created under `/service-role/`
   */
  readonly serviceRoleArn?: string;
}

/**
 * The two roles of a V2 domain, with the names, path, trust and policies that the console gives them.
 *
 * Creates up to two roles in the account that owns the domain. IAM needs some seconds until a new role can be passed to
 * the service: the control-plane function waits for that, not this construct.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/AmazonSageMakerDomainExecution.html
 */
export class DomainRoles extends Construct {
  public readonly executionRoleArn: string;
  public readonly serviceRoleArn: string;
  /** Resources that were created: the domain depends on them. */
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DomainRolesProps) {
    super(scope, id);
    const created: ServiceRole[] = [];
    const create = (role: ServiceRole): string => {
      created.push(role);
      return role.arn;
    };
    this.executionRoleArn = props.executionRoleArn ?? create(executionRole(this, props));
    this.serviceRoleArn = props.serviceRoleArn ?? create(serviceRole(this, props));
    this.dependables = created.flatMap((role) => role.dependables);
  }
}

function executionRole(scope: Construct, props: DomainRolesProps): ServiceRole {
  return new ServiceRole(scope, "Execution", {
    partition: props.partition,
    accountId: props.accountId,
    name: ROLE_NAMES.domainExecution,
    description: "SageMaker Unified Studio calls AWS on behalf of the users of the domain",
    trust: serviceTrust({
      services: ["datazone.amazonaws.com"],
      actions: ["sts:AssumeRole", "sts:TagSession", "sts:SetContext"],
      conditions: {
        StringEquals: { "aws:SourceAccount": props.accountId },
        "ForAllValues:StringLike": { "aws:TagKeys": "datazone*" },
      },
    }),
    managedPolicies: ["service-role/SageMakerStudioDomainExecutionRolePolicy"],
    inlinePolicies: {
      ...(props.domainKey.type === "awsOwned" ? {} : { DomainKey: useOfKey(props.domainKey.arn) }),
      DataKeys: useOfDataKeys(props.partition),
    },
  });
}

/**
 * Use of the keys that hosting accounts give to the Tooling blueprint: a deployment resolves the key as this role. Their
 * policies name it (`modules/kms-key/provisioned-resources.ts`); across accounts its own must allow the use as well, and the
 * managed one names no key.
 */
function useOfDataKeys(partition: string): string {
  return policyDocument([
    {
      sid: "DataKeys",
      actions: [
        "kms:CreateGrant",
        "kms:Decrypt",
        "kms:DescribeKey",
        "kms:Encrypt",
        "kms:GenerateDataKey*",
        "kms:ListGrants",
        "kms:ReEncrypt*",
        "kms:RevokeGrant",
      ],
      // Accounts come and go, and AWS chooses the ids of keys: the tag says that a key is meant for this, and the key's own
      // policy decides. https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
      resources: [`arn:${partition}:kms:*:*:key/*`],
      conditions: { StringEquals: { "aws:ResourceTag/EnableKeyForAmazonDataZone": "true" } },
    },
  ]);
}

/** The managed policy names no key: users of the domain read and write its data through the execution role. */
function useOfKey(keyArn: string): string {
  return policyDocument([{ actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"], resources: [keyArn] }]);
}

function serviceRole(scope: Construct, props: DomainRolesProps): ServiceRole {
  return new ServiceRole(scope, "Service", {
    partition: props.partition,
    accountId: props.accountId,
    name: ROLE_NAMES.domainService,
    description: "SageMaker Unified Studio manages the domain itself",
    trust: serviceTrust({
      services: ["datazone.amazonaws.com"],
      conditions: { StringEquals: { "aws:SourceAccount": props.accountId } },
    }),
    managedPolicies: ["service-role/SageMakerStudioDomainServiceRolePolicy"],
  });
}
