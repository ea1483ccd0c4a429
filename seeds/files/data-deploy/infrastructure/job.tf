resource "aws_glue_catalog_database" "this" {
  count = local.serving.ownsDatabase ? 1 : 0

  name         = local.use_case.options.database
  description  = "Data of ${local.use_case.title}."
  location_uri = "${local.data_folder}/"
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws-glue/jobs/${local.prefix}"
  retention_in_days = local.serving.logDays
  kms_key_id        = local.place.kmsKey
}

resource "aws_glue_security_configuration" "this" {
  count = local.place.kmsKey == null ? 0 : 1

  name = local.prefix

  encryption_configuration {
    cloudwatch_encryption {
      cloudwatch_encryption_mode = "SSE-KMS"
      kms_key_arn                = local.place.kmsKey
    }

    job_bookmarks_encryption {
      job_bookmarks_encryption_mode = "CSE-KMS"
      kms_key_arn                   = local.place.kmsKey
    }

    s3_encryption {
      s3_encryption_mode = "SSE-KMS"
      kms_key_arn        = local.place.kmsKey
    }
  }
}

data "aws_subnet" "place" {
  for_each = toset(local.place.subnets)
  id       = each.value
}

# A job joins one subnet at a time: with several, Glue takes the next one where addresses run out.
resource "aws_glue_connection" "network" {
  for_each = data.aws_subnet.place

  name            = "${local.prefix}-${each.key}"
  connection_type = "NETWORK"

  physical_connection_requirements {
    availability_zone      = each.value.availability_zone
    subnet_id              = each.key
    security_group_id_list = local.place.securityGroups
  }
}

resource "aws_glue_job" "this" {
  name                   = "${local.prefix}-pipeline"
  description            = "Data pipeline of ${local.use_case.title} in ${var.stage}."
  role_arn               = aws_iam_role.job.arn
  glue_version           = "5.0"
  worker_type            = local.serving.workerType
  number_of_workers      = local.serving.workers
  timeout                = local.serving.timeoutMinutes
  max_retries            = 0
  security_configuration = try(aws_glue_security_configuration.this[0].name, null)
  connections            = [for connection in aws_glue_connection.network : connection.name]
  tags                   = { "smus:release" = local.release_digest }

  command {
    name            = "glueetl"
    python_version  = "3"
    script_location = "${local.release_folder}/job.py"
  }

  execution_property {
    max_concurrent_runs = 1
  }

  default_arguments = merge(
    {
      "--release"                          = var.release
      "--release_folder"                   = local.release_folder
      "--landing"                          = local.landing
      "--data_folder"                      = local.data_folder
      "--database"                         = local.use_case.options.database
      "--table"                            = local.use_case.options.table
      "--region"                           = local.place.region
      "--work_group"                       = local.serving.workGroup
      "--extra-py-files"                   = "${local.release_folder}/package.zip"
      "--datalake-formats"                 = "iceberg"
      "--enable-continuous-cloudwatch-log" = "true"
      "--continuous-log-logGroup"          = aws_cloudwatch_log_group.this.name
      "--enable-metrics"                   = "true"
      "--job-bookmark-option"              = "job-bookmark-disable"
      "--conf" = join(" --conf ", [
        "spark.sql.extensions=org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
        "spark.sql.catalog.glue_catalog=org.apache.iceberg.spark.SparkCatalog",
        "spark.sql.catalog.glue_catalog.catalog-impl=org.apache.iceberg.aws.glue.GlueCatalog",
        "spark.sql.catalog.glue_catalog.io-impl=org.apache.iceberg.aws.s3.S3FileIO",
        "spark.sql.catalog.glue_catalog.warehouse=${local.data_folder}/",
      ])
    },
    local.modules == "" ? {} : { "--additional-python-modules" = local.modules },
  )

  depends_on = [aws_iam_role_policy.job]
}

resource "aws_glue_trigger" "schedule" {
  name     = "${local.prefix}-schedule"
  type     = "SCHEDULED"
  schedule = local.serving.schedule

  actions {
    job_name = aws_glue_job.this.name
  }
}

resource "aws_cloudwatch_event_rule" "failed" {
  count = local.place.alarmTopic == null ? 0 : 1

  name        = "${local.prefix}-failed"
  description = "A run of the pipeline has failed: nothing was published."

  event_pattern = jsonencode({
    source        = ["aws.glue"]
    "detail-type" = ["Glue Job State Change"]
    detail        = { jobName = [aws_glue_job.this.name], state = ["FAILED", "TIMEOUT", "ERROR"] }
  })
}

resource "aws_cloudwatch_event_target" "failed" {
  count = local.place.alarmTopic == null ? 0 : 1

  rule = aws_cloudwatch_event_rule.failed[0].name
  arn  = local.place.alarmTopic
}

output "job" {
  description = "Name of the job."
  value       = aws_glue_job.this.name
}
