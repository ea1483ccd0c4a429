import { from, only, read, when, write, type TypePermissions } from "./action-groups";
import type { Block } from "./stack-json";

const DYNAMODB = "list_amazondynamodb";
const SQS = "list_amazonsqs";
const SNS = "list_amazonsns";
const EVENTS = "list_amazoneventbridge";
const SCHEDULER = "list_amazoneventbridgescheduler";
const LAMBDA = "list_awslambda";
const CLOUDWATCH = "list_amazoncloudwatch";
const S3 = "list_amazons3";
const KMS = "list_awskeymanagementservice";
const IAM = "list_awsidentityandaccessmanagementiam";

const APIGATEWAY = "list_amazonapigatewaymanagementv2";

/** Tells whether EventBridge sends to a target as a role. */
const sendsAsRole = (target: Block): boolean => target["role_arn"] !== undefined;

/** A part of an API: API Gateway's actions are methods on paths, whose ids are AWS's. */
const PART_OF_API = from(
  APIGATEWAY,
  read("api", "apigateway:GET"),
  write("partsOfApis", "apigateway:POST"),
  write("api", "apigateway:DELETE", "apigateway:PATCH"),
);
/** Methods on the path of tags, with which what is made gets its own. */
const TAGS = write("tagsOfApis", "apigateway:DELETE", "apigateway:PUT");

/** Permissions of the types that the layer `application` alone emits; see `ACTIONS`. */
export const APPLICATION_ACTIONS: Readonly<Record<string, TypePermissions>> = {
  aws_dynamodb_table: {
    source: [`${DYNAMODB}.html`, `${KMS}.html`],
    groups: [
      read(
        "table",
        "dynamodb:DescribeContinuousBackups",
        "dynamodb:DescribeTable",
        "dynamodb:DescribeTimeToLive",
        "dynamodb:ListTagsOfResource",
      ),
      write(
        "table",
        "dynamodb:CreateTable",
        "dynamodb:DeleteTable",
        "dynamodb:TagResource",
        "dynamodb:UntagResource",
        "dynamodb:UpdateContinuousBackups",
        "dynamodb:UpdateTable",
        "dynamodb:UpdateTimeToLive",
      ),
      // DynamoDB checks the caller's rights on the key, and makes a grant for itself.
      // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html
      when(
        "throughStores",
        write(
          "anyKey",
          "kms:CreateGrant",
          "kms:Decrypt",
          "kms:DescribeKey",
          "kms:Encrypt",
          "kms:GenerateDataKey",
          "kms:ReEncryptFrom",
          "kms:ReEncryptTo",
        ),
      ),
    ],
  },
  aws_sqs_queue: from(
    SQS,
    read("queue", "sqs:GetQueueAttributes", "sqs:ListQueueTags"),
    write("queue", "sqs:CreateQueue", "sqs:DeleteQueue", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue"),
  ),
  aws_sqs_queue_policy: from(SQS, read("queue", "sqs:GetQueueAttributes"), write("queue", "sqs:SetQueueAttributes")),
  aws_sns_topic: from(
    SNS,
    read("topic", "sns:GetTopicAttributes", "sns:ListTagsForResource"),
    write(
      "topic",
      "sns:CreateTopic",
      "sns:DeleteTopic",
      "sns:SetTopicAttributes",
      "sns:TagResource",
      "sns:UntagResource",
    ),
  ),
  aws_sns_topic_policy: from(SNS, read("topic", "sns:GetTopicAttributes"), write("topic", "sns:SetTopicAttributes")),
  aws_sns_topic_subscription: from(
    SNS,
    read("subscriptions", "sns:GetSubscriptionAttributes"),
    write("topic", "sns:Subscribe"),
    write("subscriptions", "sns:SetSubscriptionAttributes", "sns:Unsubscribe"),
  ),
  aws_cloudwatch_event_rule: from(
    EVENTS,
    read("eventRule", "events:DescribeRule", "events:ListTagsForResource"),
    write("eventRule", "events:DeleteRule", "events:PutRule", "events:TagResource", "events:UntagResource"),
  ),
  aws_cloudwatch_event_target: {
    source: [`${EVENTS}.html`, `${IAM}.html`],
    groups: [
      read("eventRule", "events:ListTargetsByRule"),
      write("eventRule", "events:PutTargets", "events:RemoveTargets"),
      only(sendsAsRole, when("passedToEvents", write("roleOfTarget", "iam:PassRole"))),
    ],
  },
  aws_lambda_event_source_mapping: from(
    LAMBDA,
    // Ids of mappings are AWS's.
    read("eventSourceMapping", "lambda:GetEventSourceMapping", "lambda:ListTags"),
    // A mapping that does not exist has no ARN yet.
    when("ofOurFunctions", write("any", "lambda:CreateEventSourceMapping")),
    write(
      "eventSourceMapping",
      "lambda:DeleteEventSourceMapping",
      "lambda:TagResource",
      "lambda:UntagResource",
      "lambda:UpdateEventSourceMapping",
    ),
  ),
  aws_scheduler_schedule: {
    source: [`${SCHEDULER}.html`, `${IAM}.html`],
    groups: [
      read("schedule", "scheduler:GetSchedule"),
      write("schedule", "scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"),
      when("passedToScheduler", write("roleOfSchedule", "iam:PassRole")),
    ],
  },
  aws_cloudwatch_metric_alarm: from(
    CLOUDWATCH,
    read("alarm", "cloudwatch:DescribeAlarms", "cloudwatch:ListTagsForResource"),
    write(
      "alarm",
      "cloudwatch:DeleteAlarms",
      "cloudwatch:PutMetricAlarm",
      "cloudwatch:TagResource",
      "cloudwatch:UntagResource",
    ),
  ),
  aws_cloudwatch_dashboard: from(
    CLOUDWATCH,
    read("dashboard", "cloudwatch:GetDashboard"),
    write("dashboard", "cloudwatch:DeleteDashboards", "cloudwatch:PutDashboard"),
  ),
  aws_apigatewayv2_api: from(
    APIGATEWAY,
    read("api", "apigateway:GET"),
    // An API that does not exist has no path yet.
    write("apis", "apigateway:POST"),
    write("api", "apigateway:DELETE", "apigateway:PATCH"),
    TAGS,
  ),
  aws_apigatewayv2_authorizer: PART_OF_API,
  aws_apigatewayv2_integration: PART_OF_API,
  aws_apigatewayv2_route: PART_OF_API,
  aws_apigatewayv2_stage: { ...PART_OF_API, groups: [...PART_OF_API.groups, TAGS] },
  aws_apigatewayv2_domain_name: from(
    APIGATEWAY,
    read("apiDomain", "apigateway:GET"),
    write("apiDomains", "apigateway:POST"),
    write("apiDomain", "apigateway:DELETE", "apigateway:PATCH"),
    TAGS,
  ),
  aws_apigatewayv2_api_mapping: from(
    APIGATEWAY,
    read("apiMapping", "apigateway:GET"),
    write("apiMappings", "apigateway:POST"),
    write("apiMapping", "apigateway:DELETE", "apigateway:PATCH"),
  ),
  aws_lambda_permission: from(
    LAMBDA,
    read("function", "lambda:GetPolicy"),
    write("function", "lambda:AddPermission", "lambda:RemovePermission"),
  ),
  aws_s3_object: {
    source: [`${S3}.html`, `${KMS}.html`],
    groups: [
      read("object", "s3:GetObject", "s3:GetObjectTagging"),
      write("object", "s3:DeleteObject", "s3:DeleteObjectVersion", "s3:PutObject", "s3:PutObjectTagging"),
      // All versions of the object go with it.
      write("bucket", "s3:ListBucketVersions"),
      when("throughStores", read("anyKey", "kms:Decrypt")),
      when("throughStores", write("anyKey", "kms:GenerateDataKey")),
    ],
  },
};
