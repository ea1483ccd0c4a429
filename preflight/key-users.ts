import type { ResolvedAccount, Stage } from "../configuration/model";
import { ROLE_NAMES, serviceRoleArn } from "../contracts/names";
import type { Caller } from "./policies/permitted";
import type { KnownContext } from "./policies/conditions";
import { firstProject } from "./finding";

/** Somebody whom the policy of a key has to let in. */
export interface KeyUser {
  /** Name in a finding: who, and through what. */
  readonly who: string;
  readonly caller: Caller;
  readonly context: KnownContext;
  readonly actions: readonly string[];
  readonly source: string;
}

const PROVISIONED =
  "https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/sagemaker-unified-studio-provisioned-resources-key-permissions.html";
const AT_REST = "https://docs.aws.amazon.com/datazone/latest/userguide/encryption-rest-datazone.html";
const DATAZONE = "datazone.amazonaws.com";

const READ = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"];
const DOMAIN_SIDE = [
  "kms:CreateGrant",
  "kms:Decrypt",
  "kms:DescribeKey",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:ListGrants",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
  "kms:RevokeGrant",
];
const LOGS = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"];

const suffixOf = ({ environment: { organization } }: Stage): string =>
  organization.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com";

/**
 * A service that calls for itself: it has no ARN, and comes through no other service.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service
 */
function itself(service: string, context: KnownContext): Pick<KeyUser, "caller" | "context"> {
  return { caller: { service }, context: { "aws:principalarn": null, "kms:viaservice": null, ...context } };
}

/** A role of an account as a caller of KMS. */
function role(arn: string, more: KnownContext = {}): Pick<KeyUser, "caller" | "context"> {
  const accountId = arn.split(":")[4] ?? "";
  return {
    caller: { arn, accountId },
    context: {
      "aws:principalarn": arn,
      "aws:principalaccount": accountId,
      "kms:calleraccount": accountId,
      ...more,
    },
  };
}

/** ARN of the role that users of the domain act as. */
export function executionRoleArn({ domain, governance, environment }: Stage): string {
  const { partition } = environment.organization;
  return domain.roles.executionRoleArn ?? serviceRoleArn(partition, governance.id, ROLE_NAMES.domainExecution);
}

/** Users of the key that encrypts what projects of an account store; the first two belong to the domain's side. */
export function dataKeyUsers(stage: Stage, account: ResolvedAccount, region: string): KeyUser[] {
  const { governance, environment } = stage;
  const { partition } = environment.organization;
  const provisioning =
    account.roles.provisioningRoleArn ?? serviceRoleArn(partition, account.id, ROLE_NAMES.provisioning(governance.id));
  const logGroup = `arn:${partition}:logs:${region}:${account.id}:log-group:datazone-preflight`;
  const execution = executionRoleArn(stage);
  return [
    {
      who: DATAZONE,
      ...itself(DATAZONE, { "aws:sourceaccount": governance.id }),
      actions: DOMAIN_SIDE,
      source: firstProject(5),
    },
    {
      who: `the domain's execution role ${execution}`,
      ...role(execution),
      actions: DOMAIN_SIDE,
      source: firstProject(5),
    },
    {
      who: `the provisioning role ${provisioning}`,
      ...role(provisioning),
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      source: PROVISIONED,
    },
    {
      who: `CloudWatch Logs (logs.${region}.${suffixOf(stage)}) for log groups datazone-*`,
      ...itself(`logs.${region}.${suffixOf(stage)}`, {
        "kms:encryptioncontext:aws:logs:arn": logGroup,
        "aws:sourceaccount": account.id,
      }),
      actions: LOGS,
      source: PROVISIONED,
    },
    ...(account.blueprints.EmrServerless === undefined
      ? []
      : [
          {
            who: "emr-serverless.amazonaws.com",
            ...itself("emr-serverless.amazonaws.com", {
              "aws:sourcearn": `arn:${partition}:emr-serverless:${region}:${account.id}:/applications/preflight`,
            }),
            actions: ["kms:Decrypt", "kms:GenerateDataKey"],
            source: PROVISIONED,
          },
        ]),
  ];
}

/** Users of the key that encrypts the domain: the service, people of the domain, and every account that hosts projects. */
export function domainKeyUsers(stage: Stage, members: readonly ResolvedAccount[]): KeyUser[] {
  const { domain, governance, environment } = stage;
  const { partition, organizationId } = environment.organization;
  const execution = executionRoleArn(stage);
  const through = { "kms:viaservice": `datazone.${domain.region}.${suffixOf(stage)}` };
  const organization: KnownContext = organizationId === undefined ? {} : { "aws:principalorgid": organizationId };
  return [
    {
      who: DATAZONE,
      ...itself(DATAZONE, { "aws:sourceaccount": governance.id }),
      actions: READ,
      source: AT_REST,
    },
    {
      who: `the execution role ${execution}`,
      ...role(execution, { ...through, ...organization }),
      actions: READ,
      source: AT_REST,
    },
    ...members
      .filter(({ id }) => id !== governance.id)
      .map(({ id, key, invited }) => ({
        who: `roles of account ${key} (${id}), through DataZone`,
        ...role(`arn:${partition}:iam::${id}:role/of-a-project`, { ...through, ...(invited ? {} : organization) }),
        actions: READ,
        source: AT_REST,
      })),
  ];
}
