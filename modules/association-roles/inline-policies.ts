import { policyDocument, type Conditions } from "../iam-policy";

/** Lets the provisioning role hand the query-execution role to Lake Formation and Glue connections. */
export function passQueryExecutionRole(roleArn: string): string {
  return policyDocument([{ actions: ["iam:GetRole", "iam:PassRole"], resources: [roleArn] }]);
}

/** Lets the manage-access role read the Redshift secrets that were given to the domain. */
export function domainSecrets(props: {
  readonly partition: string;
  readonly accountId: string;
  readonly domainId: string;
}): string {
  return policyDocument([
    {
      actions: ["secretsmanager:GetSecretValue"],
      // Secrets belong to projects and get random suffixes: the tag, not the name, says which of them are the domain's.
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html
      resources: [`arn:${props.partition}:secretsmanager:*:${props.accountId}:secret:*`],
      conditions: { StringEquals: { "secretsmanager:ResourceTag/AmazonDataZoneDomain": props.domainId } },
    },
  ]);
}

/** Lets the consumption role invoke models, but only through inference profiles of the account. */
export function bedrockInvocation(props: { readonly partition: string; readonly accountId: string }): string {
  return policyDocument([
    {
      actions: ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
      // Foundation models are AWS's, in every Region that a profile routes to; which of them may be used is decided by
      // the profiles that the domain's administrators create: the condition is the restriction.
      // https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonbedrock.html
      resources: [`arn:${props.partition}:bedrock:*::foundation-model/*`],
      conditions: {
        ArnLike: {
          "bedrock:InferenceProfileArn": `arn:${props.partition}:bedrock:*:${props.accountId}:application-inference-profile/*`,
        },
      },
    },
  ]);
}

const UNTAG_ACTIONS = [
  "airflow:UntagResource",
  "athena:UntagResource",
  "bedrock:UntagResource",
  "codecommit:UntagResource",
  "ec2:DeleteTags",
  "elasticmapreduce:RemoveTags",
  "emr-serverless:UntagResource",
  "glue:UntagResource",
  "iam:UntagRole",
  "lambda:UntagResource",
  "logs:UntagResource",
  "neptune-graph:UntagResource",
  "quicksight:UntagResource",
  "redshift-serverless:UntagResource",
  "sagemaker:DeleteTags",
  "scheduler:UntagResource",
  "secretsmanager:UntagResource",
];

/** Of EC2 the creations that environments tag, where AWS's example says `ec2:*`. */
const TAG_ACTIONS = [
  "airflow:TagResource",
  "athena:CreateWorkGroup",
  "athena:TagResource",
  "bedrock:TagResource",
  "cloudformation:CreateStack",
  "cloudformation:TagResource",
  "codecommit:TagResource",
  "ec2:CreateSecurityGroup",
  "ec2:CreateTags",
  "elasticmapreduce:AddTags",
  "emr-containers:TagResource",
  "emr-serverless:TagResource",
  "glue:TagResource",
  "iam:TagRole",
  "lambda:TagResource",
  "logs:CreateLogGroup",
  "logs:TagResource",
  "neptune-graph:TagResource",
  "quicksight:TagResource",
  "redshift-serverless:TagResource",
  "sagemaker:AddTags",
  "scheduler:CreateScheduleGroup",
  "scheduler:TagResource",
  "secretsmanager:TagResource",
];

/**
 * Lets the provisioning role put (and take away) project tags whose keys AWS's policy does not allow.
 *
 * The actions are those of the admin guide; resources stay open there and here, because environments create resources of
 * two dozen kinds with generated names. The conditions are the restriction: own account, listed tag keys.
 *
 * @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/project-resource-tags.html
 */
export function projectTags(tagKeys: readonly string[]): string {
  const keys = ["AmazonDataZone*", ...tagKeys];
  // `$${`: a variable of IAM, not of Terraform.
  const ownAccount: Conditions = { StringEquals: { "aws:ResourceAccount": "$${aws:PrincipalAccount}" } };
  return policyDocument([
    {
      sid: "UntagProjectResources",
      actions: UNTAG_ACTIONS,
      resources: ["*"],
      conditions: {
        ...ownAccount,
        "ForAllValues:StringLike": { "aws:TagKeys": keys },
        Null: { "aws:ResourceTag/AmazonDataZoneProject": "false" },
      },
    },
    {
      sid: "TagProjectResources",
      actions: TAG_ACTIONS,
      resources: ["*"],
      conditions: { ...ownAccount, "ForAnyValue:StringLike": { "aws:TagKeys": keys } },
    },
  ]);
}
