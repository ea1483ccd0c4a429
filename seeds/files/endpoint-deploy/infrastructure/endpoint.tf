locals {
  endpoint_name = "${local.prefix}-endpoint"
  variant       = "main"

  # A configuration cannot be changed: another content is another name, made before the old one goes.
  configuration_key = substr(sha256(jsonencode([aws_sagemaker_model.this.name, local.serving, local.place.kmsKey])), 0, 8)
}

resource "aws_sagemaker_endpoint_configuration" "this" {
  name = "${local.prefix}-${local.configuration_key}"

  # Instances with disks of their own are encrypted in hardware and refuse a key.
  # https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateEndpointConfig.html
  kms_key_arn = local.serving.encryptVolumeWithKey ? local.place.kmsKey : null

  production_variants {
    variant_name           = local.variant
    model_name             = aws_sagemaker_model.this.name
    instance_type          = local.serving.instanceType
    initial_instance_count = local.serving.instanceCount

    container_startup_health_check_timeout_in_seconds = local.serving.startupTimeoutSeconds
    model_data_download_timeout_in_seconds            = local.serving.downloadTimeoutSeconds
  }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_sagemaker_endpoint" "this" {
  name                 = local.endpoint_name
  endpoint_config_name = aws_sagemaker_endpoint_configuration.this.name
  tags                 = { "smus:release" = var.release }

  # A new fleet takes a part of the traffic first. Where the alarm rings, all of it goes back to the old one by itself.
  deployment_config {
    blue_green_update_policy {
      traffic_routing_configuration {
        type                     = local.serving.instanceCount > 1 ? "CANARY" : "ALL_AT_ONCE"
        wait_interval_in_seconds = local.serving.bakeSeconds

        dynamic "canary_size" {
          for_each = local.serving.instanceCount > 1 ? [1] : []
          content {
            type  = "INSTANCE_COUNT"
            value = 1
          }
        }
      }

      termination_wait_in_seconds          = local.serving.bakeSeconds
      maximum_execution_timeout_in_seconds = 14400
    }

    auto_rollback_configuration {
      alarms {
        alarm_name = aws_cloudwatch_metric_alarm.server_errors.alarm_name
      }
    }
  }
}

resource "aws_cloudwatch_metric_alarm" "server_errors" {
  alarm_name          = "${local.prefix}-server-errors"
  alarm_description   = "The endpoint answers with server errors. A deployment that is under way goes back by itself."
  namespace           = "AWS/SageMaker"
  metric_name         = "Invocation5XXErrors"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 3
  threshold           = local.serving.serverErrorsPerMinute
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"

  dimensions = {
    EndpointName = local.endpoint_name
    VariantName  = local.variant
  }

  alarm_actions = local.place.alarmTopic == null ? [] : [local.place.alarmTopic]
  ok_actions    = local.place.alarmTopic == null ? [] : [local.place.alarmTopic]
}

output "endpoint" {
  description = "Name of the endpoint."
  value       = aws_sagemaker_endpoint.this.name
}
