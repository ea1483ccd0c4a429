# A job on a schedule: EventBridge Scheduler asks SageMaker for a batch transform. No function and no server of ours.
# https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-targets-universal.html

locals {
  batch_input  = "s3://${local.place.bucket}/${local.use_case.useCase}/batch/input/"
  batch_output = "s3://${local.place.bucket}/${local.use_case.useCase}/batch/output/<aws.scheduler.execution-id>/"
}

data "aws_iam_policy_document" "scheduler_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["scheduler.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.place.account]
    }
  }
}

resource "aws_iam_role" "scheduler" {
  name                 = "${local.prefix}-scheduler"
  description          = "Starts the batch job of ${local.use_case.useCase} in ${var.stage}."
  assume_role_policy   = data.aws_iam_policy_document.scheduler_trust.json
  permissions_boundary = local.place.permissionsBoundary
}

data "aws_iam_policy_document" "scheduler" {
  statement {
    sid     = "StartTheJob"
    actions = ["sagemaker:CreateTransformJob"]
    resources = [
      "arn:${data.aws_partition.this.partition}:sagemaker:${local.place.region}:${local.place.account}:transform-job/${local.prefix}-*",
    ]
  }
}

resource "aws_iam_role_policy" "scheduler" {
  name   = "scheduler"
  role   = aws_iam_role.scheduler.id
  policy = data.aws_iam_policy_document.scheduler.json
}

resource "aws_iam_role_policy" "batch_output" {
  name = "batch-output"
  role = aws_iam_role.serving.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:PutObject", "s3:AbortMultipartUpload"]
      Resource = "arn:${data.aws_partition.this.partition}:s3:::${local.place.bucket}/${local.use_case.useCase}/batch/output/*"
    }]
  })
}

resource "aws_scheduler_schedule" "batch" {
  name                         = "${local.prefix}-batch"
  description                  = "Scores ${local.batch_input} with ${var.release}."
  schedule_expression          = local.serving.schedule
  schedule_expression_timezone = local.serving.timezone

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = "arn:${data.aws_partition.this.partition}:scheduler:::aws-sdk:sagemaker:createTransformJob"
    role_arn = aws_iam_role.scheduler.arn

    input = jsonencode({
      TransformJobName = "${local.prefix}-<aws.scheduler.execution-id>"
      ModelName        = aws_sagemaker_model.this.name
      BatchStrategy    = "MultiRecord"
      TransformInput = {
        DataSource  = { S3DataSource = { S3DataType = "S3Prefix", S3Uri = local.batch_input } }
        ContentType = "text/csv"
        SplitType   = "Line"
      }
      TransformOutput    = merge({ S3OutputPath = local.batch_output, AssembleWith = "Line" }, local.place.kmsKey == null ? {} : { KmsKeyId = local.place.kmsKey })
      TransformResources = { InstanceType = local.serving.instanceType, InstanceCount = local.serving.instanceCount }
    })

    # The name of a job holds the id of one attempt, so a second attempt would be a second job.
    retry_policy {
      maximum_retry_attempts = 0
    }
  }

  depends_on = [aws_iam_role_policy.scheduler]
}

output "schedule" {
  description = "Name of the schedule."
  value       = aws_scheduler_schedule.batch.name
}
