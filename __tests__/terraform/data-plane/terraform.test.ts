import { EventBridgeClient, ListRulesCommand, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { AttachUserPolicyCommand, CreateAccessKeyCommand, CreateUserCommand, IAMClient } from "@aws-sdk/client-iam";
import { LambdaClient, ListEventSourceMappingsCommand, ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListSchedulesCommand, SchedulerClient } from "@aws-sdk/client-scheduler";
import {
  DescribeExecutionCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { ListTopicsCommand, SNSClient } from "@aws-sdk/client-sns";
import { describeLife } from "../../support/life";
import { ACCOUNT, Cloud, eventually, REGION } from "./cloud";
import { Issuer } from "./issuer";
import { Configuration } from "./terraform";

/** Fails with orders that are bad, tells the test of all others. */
const WORKER = `
exports.handler = async (event) => {
  const batchItemFailures = [];
  for (const record of event.Records ?? [{ body: JSON.stringify(event) }]) {
    const body = JSON.parse(record.body);
    if (body.detail?.bad) batchItemFailures.push({ itemIdentifier: record.messageId });
    else await fetch(process.env.LISTENER, { method: "POST", body: JSON.stringify(body) });
  }
  return event.version === "2.0" ? { statusCode: 200, body: JSON.stringify({ user: event.requestContext.authorizer?.jwt?.claims.sub }) } : { batchItemFailures };
};`;

const configuration = (listener: string, issuer: Issuer): string => `
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "5.100.0" }
  }
}

provider "aws" {
  default_tags { tags = { application = "governance" } }
}

data "aws_iam_policy_document" "trust" {
  for_each = toset(["lambda", "scheduler", "states"])
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["\${each.key}.amazonaws.com"]
    }
  }
}

resource "aws_kms_key" "own" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { AWS = "arn:aws:iam::${ACCOUNT}:root" }, Action = "kms:*", Resource = "*" },
      { Effect = "Allow", Principal = { Service = "events.amazonaws.com" }, Action = ["kms:GenerateDataKey", "kms:Decrypt"], Resource = "*" },
    ]
  })
}

resource "aws_sqs_queue" "dead" {
  name              = "orders-dead"
  kms_master_key_id = aws_kms_key.own.arn
}

resource "aws_sqs_queue" "orders" {
  name                       = "orders"
  kms_master_key_id          = aws_kms_key.own.arn
  visibility_timeout_seconds = 2
  redrive_policy             = jsonencode({ deadLetterTargetArn = aws_sqs_queue.dead.arn, maxReceiveCount = 2 })
}

resource "aws_sqs_queue_policy" "orders" {
  queue_url = aws_sqs_queue.orders.url
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "events.amazonaws.com" }
      Action    = "sqs:SendMessage"
      Resource  = aws_sqs_queue.orders.arn
      Condition = { ArnEquals = { "aws:SourceArn" = aws_cloudwatch_event_rule.orders.arn } }
    }]
  })
}

resource "aws_dynamodb_table" "decisions" {
  name         = "decisions"
  billing_mode = "PAY_PER_REQUEST"
  hash_key     = "id"
  attribute {
    name = "id"
    type = "S"
  }
  attribute {
    name = "due"
    type = "N"
  }
  global_secondary_index {
    name            = "due"
    hash_key        = "due"
    projection_type = "KEYS_ONLY"
  }
  ttl {
    attribute_name = "expires"
    enabled        = true
  }
  point_in_time_recovery { enabled = true }
  server_side_encryption {
    enabled     = true
    kms_key_arn = aws_kms_key.own.arn
  }
}

resource "aws_sns_topic" "notices" {
  name              = "notices"
  kms_master_key_id = aws_kms_key.own.id
}

resource "aws_sns_topic_subscription" "notices" {
  topic_arn = aws_sns_topic.notices.arn
  protocol  = "sqs"
  endpoint  = aws_sqs_queue.dead.arn
}

resource "aws_cloudwatch_metric_alarm" "dead" {
  alarm_name          = "dead-letters"
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead.name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 1
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  alarm_actions       = [aws_sns_topic.notices.arn]
}

resource "aws_iam_role" "worker" {
  name               = "worker"
  assume_role_policy = data.aws_iam_policy_document.trust["lambda"].json
}

resource "aws_iam_role_policy" "worker" {
  role = aws_iam_role.worker.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = aws_sqs_queue.orders.arn },
      { Effect = "Allow", Action = "kms:Decrypt", Resource = aws_kms_key.own.arn },
    ]
  })
}

resource "aws_lambda_function" "worker" {
  function_name    = "worker"
  role             = aws_iam_role.worker.arn
  runtime          = "nodejs22.x"
  architectures    = ["arm64"]
  handler          = "index.handler"
  timeout          = 2
  filename         = "worker.zip"
  source_code_hash = filebase64sha256("worker.zip")
  environment { variables = { LISTENER = "${listener}" } }
}

resource "aws_lambda_event_source_mapping" "orders" {
  event_source_arn        = aws_sqs_queue.orders.arn
  function_name           = aws_lambda_function.worker.arn
  batch_size              = 5
  function_response_types = ["ReportBatchItemFailures"]
  scaling_config { maximum_concurrency = 2 }
  depends_on = [aws_iam_role_policy.worker]
}

resource "aws_cloudwatch_event_rule" "orders" {
  name          = "orders"
  event_pattern = jsonencode({ source = ["com.example.orders"], detail = { kind = [{ "anything-but" = "draft" }] } })
}

resource "aws_cloudwatch_event_target" "orders" {
  rule = aws_cloudwatch_event_rule.orders.name
  arn  = aws_sqs_queue.orders.arn
}

resource "aws_iam_role" "scheduler" {
  name               = "scheduler"
  assume_role_policy = data.aws_iam_policy_document.trust["scheduler"].json
}

resource "aws_iam_role_policy" "scheduler" {
  role = aws_iam_role.scheduler.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.worker.arn }]
  })
}

resource "aws_scheduler_schedule_group" "sweeps" {
  name = "sweeps"
}

resource "aws_scheduler_schedule" "sweep" {
  name                = "sweep"
  group_name          = aws_scheduler_schedule_group.sweeps.name
  schedule_expression = "cron(0 3 * * ? *)"
  flexible_time_window { mode = "OFF" }
  target {
    arn      = aws_lambda_function.worker.arn
    role_arn = aws_iam_role.scheduler.arn
    input    = jsonencode({ sweep = true })
  }
}

resource "aws_iam_role" "machine" {
  name               = "machine"
  assume_role_policy = data.aws_iam_policy_document.trust["states"].json
}

resource "aws_iam_role_policy" "machine" {
  role = aws_iam_role.machine.id
  policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "lambda:InvokeFunction", Resource = aws_lambda_function.worker.arn }]
  })
}

resource "aws_sfn_state_machine" "access" {
  name     = "access"
  role_arn = aws_iam_role.machine.arn
  definition = jsonencode({
    StartAt = "Work"
    States = {
      Work = {
        Type       = "Task"
        Resource   = "arn:aws:states:::lambda:invoke"
        Parameters = { FunctionName = aws_lambda_function.worker.arn, "Payload.$" = "$" }
        End        = true
      }
    }
  })
}

resource "aws_apigatewayv2_api" "governance" {
  name          = "governance"
  protocol_type = "HTTP"
  cors_configuration {
    allow_origins = ["https://portal.example.com"]
    allow_methods = ["GET"]
  }
}

resource "aws_apigatewayv2_authorizer" "people" {
  api_id           = aws_apigatewayv2_api.governance.id
  name             = "people"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "${issuer.url}"
    audience = ["${issuer.audience}"]
  }
}

resource "aws_apigatewayv2_integration" "worker" {
  api_id                 = aws_apigatewayv2_api.governance.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.worker.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "me" {
  api_id               = aws_apigatewayv2_api.governance.id
  route_key            = "GET /me"
  target               = "integrations/\${aws_apigatewayv2_integration.worker.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.people.id
  authorization_scopes = ["governance"]
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.governance.id
  name        = "$default"
  auto_deploy = true
  default_route_settings {
    throttling_burst_limit = 50
    throttling_rate_limit  = 20
  }
}

resource "aws_lambda_permission" "api" {
  function_name = aws_lambda_function.worker.function_name
  action        = "lambda:InvokeFunction"
  principal     = "apigateway.amazonaws.com"
  source_arn    = "\${aws_apigatewayv2_api.governance.execution_arn}/*/*"
}

output "api" { value = aws_apigatewayv2_api.governance.id }
output "machine" { value = aws_sfn_state_machine.access.arn }
output "dead" { value = aws_sqs_queue.dead.url }
`;

describeLife("what Terraform deploys of an application of events and requests", () => {
  let cloud: Cloud;
  let issuer: Issuer;
  let terraform: Configuration;
  beforeAll(async () => {
    [cloud, issuer] = await Promise.all([Cloud.start(), Issuer.start()]);
    const iam = new IAMClient(cloud.settings);
    const UserName = "deployer";
    await iam.send(new CreateUserCommand({ UserName }));
    const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }));
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
    const keys = { accessKeyId: AccessKey!.AccessKeyId!, secretAccessKey: AccessKey!.SecretAccessKey! };
    terraform = new Configuration(cloud.url, REGION, keys, {
      "main.tf": configuration(cloud.listenerUrl, issuer),
      "worker.js": WORKER,
    });
  });
  afterAll(async () => {
    terraform.remove();
    issuer.stop();
    await cloud.stop();
  });

  it("is applied, with nothing left to change", () => {
    terraform.run("init", "-no-color");
    terraform.run("apply", "-auto-approve", "-no-color");
    const { status, output } = terraform.plan();
    expect([status, output]).toEqual([0, expect.stringContaining("No changes")]);
  });

  it("hands an event over to the function, and a message that fails to the dead-letter queue", async () => {
    const events = new EventBridgeClient(cloud.settings);
    const entry = (detail: object) => ({
      Source: "com.example.orders",
      DetailType: "Order",
      Detail: JSON.stringify(detail),
    });
    const Entries = [entry({ kind: "final" }), entry({ kind: "draft" }), entry({ kind: "final", bad: true })];
    await events.send(new PutEventsCommand({ Entries }));
    await eventually(() => expect(cloud.heard).toMatchObject([{ detail: { kind: "final" }, account: ACCOUNT }]));
    const { dead } = terraform.outputs();
    await eventually(async () => {
      const [body] = await cloud.bodies(dead);
      expect(JSON.parse(body)).toMatchObject({ detail: { kind: "final", bad: true } });
    });
    expect(cloud.heard).toHaveLength(1);
  });

  it("answers a request with a right token, and refuses wrong ones", async () => {
    const { api } = terraform.outputs();
    const ask = (token: string) =>
      fetch(`${cloud.url}/_api/${api}/me`, { headers: { authorization: `Bearer ${token}` } });
    const right = await ask(issuer.token({ scope: "governance" }));
    expect([right.status, await right.json()]).toEqual([200, { user: "ann" }]);
    expect((await ask(issuer.token({ scope: "governance" }, { key: "stranger" }))).status).toBe(401);
    expect((await ask(issuer.token())).status).toBe(403);
  });

  it("runs its sweep when the night has come", async () => {
    cloud.heard.splice(0);
    expect(await cloud.control("schedules", "POST", { advanceSeconds: 86_400 })).toEqual({ runs: 1 });
    await eventually(() => expect(cloud.heard).toEqual([{ sweep: true }]));
  });

  it("runs its state machine with the machine's role", async () => {
    cloud.heard.splice(0);
    const sfn = new SFNClient(cloud.settings);
    const stateMachineArn = terraform.outputs().machine;
    const started = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"step":1}' }));
    const describe = new DescribeExecutionCommand({ executionArn: started.executionArn });
    await eventually(async () => expect((await sfn.send(describe)).status).toBe("SUCCEEDED"));
    expect(cloud.heard).toEqual([{ step: 1 }]);
  });

  it("is destroyed, with nothing left over and no call refused", async () => {
    terraform.run("destroy", "-auto-approve", "-no-color");
    const { settings } = cloud;
    expect((await new SQSClient(settings).send(new ListQueuesCommand({}))).QueueUrls ?? []).toEqual([]);
    expect((await new EventBridgeClient(settings).send(new ListRulesCommand({}))).Rules).toEqual([]);
    expect((await new SchedulerClient(settings).send(new ListSchedulesCommand({}))).Schedules).toEqual([]);
    expect((await new SNSClient(settings).send(new ListTopicsCommand({}))).Topics ?? []).toEqual([]);
    const lambda = new LambdaClient(settings);
    expect((await lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
    expect((await lambda.send(new ListEventSourceMappingsCommand({}))).EventSourceMappings).toEqual([]);
    expect((await new SFNClient(settings).send(new ListStateMachinesCommand({}))).stateMachines).toEqual([]);
    expect(await cloud.control("apis")).toEqual({ apis: [] });
    const { refused } = await cloud.control<{ refused: object[] }>("iam");
    expect(refused).toEqual([]);
  });
});
