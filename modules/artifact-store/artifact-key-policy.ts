import { policyDocument, regionalService, type Statement } from "../iam-policy";
import { accountAdministration } from "../kms-key";

/** Properties of {@link artifactKeyPolicy}. */
interface ArtifactKeyPolicyProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Roles of other accounts that read objects. */
  readonly readerArns: readonly string[];
}

/** Policy of the key of artifacts. In a key policy `*` is this key. */
export function artifactKeyPolicy(props: ArtifactKeyPolicyProps): string {
  return policyDocument([accountAdministration(props), messengers(props), logGroups(props), ...readers(props)]);
}

/** Alarms and events into the encrypted topic, which need no role. */
function messengers({ accountId }: ArtifactKeyPolicyProps): Statement {
  return {
    sid: "Messages",
    principals: { Service: ["cloudwatch.amazonaws.com", "events.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": accountId } },
  };
}

/** Log groups of data pipelines, which their deployments encrypt with this key. */
function logGroups(props: ArtifactKeyPolicyProps): Statement {
  const { partition, region, accountId } = props;
  return {
    sid: "LogGroups",
    principals: { Service: [regionalService(props, "logs")] },
    actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
    resources: ["*"],
    conditions: {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": `arn:${partition}:logs:${region}:${accountId}:log-group:*` },
    },
  };
}

/** Decryption of objects, through S3 alone: the bucket's policy says of which. */
function readers(props: ArtifactKeyPolicyProps): Statement[] {
  const { readerArns } = props;
  if (readerArns.length === 0) return [];
  return [
    {
      sid: "ReadersOfOtherAccounts",
      principals: { AWS: accountsOf(readerArns) },
      actions: ["kms:Decrypt"],
      resources: ["*"],
      conditions: {
        StringEquals: { "kms:ViaService": regionalService(props, "s3") },
        ArnEquals: { "aws:PrincipalArn": readerArns },
      },
    },
  ];
}

/**
 * Accounts of roles as principals: a policy that names a role which is not there is refused, and one whose role was made anew has
 * forgotten it.
 */
export function accountsOf(roleArns: readonly string[]): string[] {
  return [...new Set(roleArns.map((arn) => `${arn.slice(0, arn.indexOf(":role/"))}:root`))].sort();
}
