locals {
  arn_of_bucket = "arn:${data.aws_partition.this.partition}:s3:::${local.place.bucket}"
  arn_of_glue   = "arn:${data.aws_partition.this.partition}:glue:${local.place.region}:${local.place.account}"
}

data "aws_iam_policy_document" "job_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["glue.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.place.account]
    }
  }
}

resource "aws_iam_role" "job" {
  name                 = "${local.prefix}-job"
  description          = "What the data pipeline of ${local.use_case.useCase} may do in ${var.stage}."
  assume_role_policy   = data.aws_iam_policy_document.job_trust.json
  permissions_boundary = local.place.permissionsBoundary
}

data "aws_iam_policy_document" "job" {
  statement {
    sid     = "ReadReleaseAndLanding"
    actions = ["s3:GetObject"]
    resources = [
      "${local.arn_of_bucket}/${local.use_case.useCase}/releases/*",
      "${local.arn_of_bucket}/${local.use_case.useCase}/landing/*",
    ]
  }

  statement {
    sid       = "WriteData"
    actions   = ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"]
    resources = ["${local.arn_of_bucket}/${local.use_case.useCase}/data/*"]
  }

  statement {
    sid       = "FindTheBucket"
    actions   = ["s3:GetBucketLocation"]
    resources = [local.arn_of_bucket]
  }

  statement {
    sid       = "ListTheUseCase"
    actions   = ["s3:ListBucket"]
    resources = [local.arn_of_bucket]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["${local.use_case.useCase}/*"]
    }
  }

  statement {
    sid = "KeepTables"
    actions = [
      "glue:BatchCreatePartition",
      "glue:BatchGetPartition",
      "glue:CreateTable",
      "glue:DeleteTable",
      "glue:DeleteTableVersion",
      "glue:GetDatabase",
      "glue:GetDatabases",
      "glue:GetPartitions",
      "glue:GetTable",
      "glue:GetTables",
      "glue:GetTableVersions",
      "glue:UpdateTable",
    ]
    resources = [
      "${local.arn_of_glue}:catalog",
      "${local.arn_of_glue}:database/${local.use_case.options.database}",
      "${local.arn_of_glue}:table/${local.use_case.options.database}/*",
    ]
  }

  # GetDataAccess knows no resource: Lake Formation's own permissions decide.
  # https://docs.aws.amazon.com/service-authorization/latest/reference/list_awslakeformation.html
  statement {
    sid       = "ReadThroughLakeFormation"
    actions   = ["lakeformation:GetDataAccess"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = [
      "arn:${data.aws_partition.this.partition}:logs:${local.place.region}:${local.place.account}:log-group:/aws-glue/*",
    ]
  }

  # PutMetricData knows no resource; the namespace is what can be bounded.
  # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
  statement {
    sid       = "WriteMetrics"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringEquals"
      variable = "cloudwatch:namespace"
      values   = ["Glue"]
    }
  }

  dynamic "statement" {
    for_each = local.place.kmsKey == null ? [] : [local.place.kmsKey]
    content {
      sid       = "UseTheKey"
      actions   = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = local.engine == "dbt" ? [true] : []
    content {
      sid = "Query"
      actions = [
        "athena:GetQueryExecution",
        "athena:GetQueryResults",
        "athena:GetWorkGroup",
        "athena:StartQueryExecution",
        "athena:StopQueryExecution",
      ]
      resources = [
        "arn:${data.aws_partition.this.partition}:athena:${local.place.region}:${local.place.account}:workgroup/${local.serving.workGroup}",
      ]
    }
  }

  # Athena asks for the data catalog by a name that is the same in every account.
  dynamic "statement" {
    for_each = local.engine == "dbt" ? [true] : []
    content {
      sid     = "ReadTheCatalog"
      actions = ["athena:GetDataCatalog"]
      resources = [
        "arn:${data.aws_partition.this.partition}:athena:${local.place.region}:${local.place.account}:datacatalog/AwsDataCatalog",
      ]
    }
  }

  # Network interfaces are made in the subnets of the stage; describing them knows no resource.
  # https://docs.aws.amazon.com/glue/latest/dg/create-an-iam-role.html
  dynamic "statement" {
    for_each = length(local.place.subnets) > 0 ? [true] : []
    content {
      sid = "JoinTheNetwork"
      actions = [
        "ec2:CreateNetworkInterface",
        "ec2:CreateTags",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeRouteTables",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcEndpoints",
        "glue:GetConnection",
      ]
      resources = ["*"]
    }
  }
}

resource "aws_iam_role_policy" "job" {
  name   = "job"
  role   = aws_iam_role.job.id
  policy = data.aws_iam_policy_document.job.json
}
