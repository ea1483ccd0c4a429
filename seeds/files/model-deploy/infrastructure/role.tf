data "aws_iam_policy_document" "serving_trust" {
  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["sagemaker.amazonaws.com"]
    }

    condition {
      test     = "StringEquals"
      variable = "aws:SourceAccount"
      values   = [local.place.account]
    }
  }
}

resource "aws_iam_role" "serving" {
  name                 = "${local.prefix}-serving"
  description          = "What the model of ${local.use_case.useCase} may do in ${var.stage}."
  assume_role_policy   = data.aws_iam_policy_document.serving_trust.json
  permissions_boundary = local.place.permissionsBoundary
}

data "aws_iam_policy_document" "serving" {
  statement {
    sid       = "ReadTheModel"
    actions   = ["s3:GetObject"]
    resources = ["arn:${data.aws_partition.this.partition}:s3:::${local.place.bucket}/${local.use_case.useCase}/*"]
  }

  # SageMaker lists a prefix before it reads a model of several files.
  statement {
    sid       = "ListTheModel"
    actions   = ["s3:ListBucket"]
    resources = ["arn:${data.aws_partition.this.partition}:s3:::${local.place.bucket}"]

    condition {
      test     = "StringLike"
      variable = "s3:prefix"
      values   = ["${local.use_case.useCase}/*"]
    }
  }

  statement {
    sid       = "PullTheImage"
    actions   = ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
    resources = local.settings.imageRepositories
  }

  # GetAuthorizationToken knows no resource.
  # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
  statement {
    sid       = "LogInToTheRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"]
  }

  statement {
    sid     = "WriteLogs"
    actions = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"]
    resources = [
      "arn:${data.aws_partition.this.partition}:logs:${local.place.region}:${local.place.account}:log-group:/aws/sagemaker/*",
    ]
  }

  # PutMetricData knows no resource; the namespace is what can be bounded.
  # https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatch.html
  statement {
    sid       = "WriteMetrics"
    actions   = ["cloudwatch:PutMetricData"]
    resources = ["*"]

    condition {
      test     = "StringLike"
      variable = "cloudwatch:namespace"
      values   = ["AWS/SageMaker", "/aws/sagemaker/*"]
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

  # Network interfaces are made in the subnets of the stage; describing them knows no resource.
  # https://docs.aws.amazon.com/sagemaker/latest/dg/sagemaker-roles.html
  dynamic "statement" {
    for_each = length(local.place.subnets) > 0 ? [true] : []
    content {
      sid = "JoinTheNetwork"
      actions = [
        "ec2:CreateNetworkInterface",
        "ec2:CreateNetworkInterfacePermission",
        "ec2:DeleteNetworkInterface",
        "ec2:DeleteNetworkInterfacePermission",
        "ec2:DescribeDhcpOptions",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeVpcs",
      ]
      resources = ["*"]
    }
  }

  dynamic "statement" {
    for_each = length(local.foundation_models) > 0 ? [true] : []
    content {
      sid       = "AskFoundationModels"
      actions   = ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"]
      resources = local.foundation_models
    }
  }
}

resource "aws_iam_role_policy" "serving" {
  name   = "serving"
  role   = aws_iam_role.serving.id
  policy = data.aws_iam_policy_document.serving.json
}
