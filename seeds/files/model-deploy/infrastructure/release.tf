variable "release" {
  description = "ARN of one version of a model package: exactly what runs. There is no default, and nothing looks for a newest one."
  type        = string

  validation {
    condition     = can(regex("^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:[0-9]{12}:model-package/[A-Za-z0-9-]+/[1-9][0-9]*$", var.release))
    error_message = "The release is the ARN of one version: arn:aws:sagemaker:<region>:<account>:model-package/<group>/<version>."
  }
}

locals {
  release_parts = split(":", var.release)
  # Objects of a model cannot be changed, so another release is another object, and the old one goes when nothing uses it.
  release_key = substr(sha256(var.release), 0, 8)
}

resource "aws_sagemaker_model" "this" {
  name                     = "${local.prefix}-${local.release_key}"
  execution_role_arn       = aws_iam_role.serving.arn
  enable_network_isolation = local.serving.isolated
  tags                     = { "smus:release" = var.release }

  primary_container {
    model_package_name = var.release
  }

  dynamic "vpc_config" {
    for_each = length(local.place.subnets) > 0 ? [local.place] : []
    content {
      subnets            = vpc_config.value.subnets
      security_group_ids = vpc_config.value.securityGroups
    }
  }

  lifecycle {
    create_before_destroy = true

    precondition {
      condition     = local.release_parts[3] == local.place.region && local.release_parts[4] == local.place.account
      error_message = "The release is of another account or Region than this stage: deploy the version that was promoted here."
    }

    precondition {
      condition     = split("/", var.release)[1] == local.use_case.modelPackageGroup
      error_message = "The release is of another model package group than this use case's."
    }
  }

  depends_on = [aws_iam_role_policy.serving]
}

output "release" {
  description = "The release that runs."
  value       = var.release
}
