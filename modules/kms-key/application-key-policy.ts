import { policyDocument, regionalService, type Statement } from "../iam-policy";
import { accountAdministration, type KeyAccount } from "./account-administration";

/** Properties of {@link applicationKeyPolicy}. */
export interface ApplicationKeyPolicyProps extends KeyAccount {
  readonly region: string;
}

/**
 * Policy of the key that encrypts the governance application: functions by their own policies, and the services that write into its
 * queues, topics and logs without anybody's name.
 *
 * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-key-management.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export function applicationKeyPolicy(props: ApplicationKeyPolicyProps): string {
  return policyDocument([accountAdministration(props), messengers(props), logGroups(props)]);
}

/** EventBridge and Scheduler write into encrypted queues, alarms into an encrypted topic. `*` in a key policy is this key. */
function messengers({ accountId }: ApplicationKeyPolicyProps): Statement {
  return {
    sid: "Messages",
    principals: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com", "scheduler.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

function logGroups(props: ApplicationKeyPolicyProps): Statement {
  const { partition, region, accountId } = props;
  return {
    sid: "LogGroups",
    principals: { Service: [regionalService(props, "logs")] },
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    resources: ["*"],
    conditions: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*` },
    },
  };
}
