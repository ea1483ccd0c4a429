# Plans with an invented provider: no account is asked. `python3 -m tools.terraform check` gives stage and release, for every stage.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

run "runs_exactly_the_release_that_it_was_told" {
  command = plan

  assert {
    condition     = aws_glue_job.this.default_arguments["--release"] == var.release
    error_message = "The job is of another release."
  }

  assert {
    condition     = startswith(aws_glue_job.this.command[0].script_location, "s3://${local.place.bucket}/") && strcontains(aws_glue_job.this.command[0].script_location, split("/", var.release)[5])
    error_message = "The job runs from somewhere else than the stage's copy of the release."
  }

  assert {
    condition     = aws_iam_role.job.permissions_boundary == local.place.permissionsBoundary
    error_message = "The role of the job has no permission boundary."
  }
}

run "refuses_what_is_no_release" {
  command = plan

  variables {
    release = replace(var.release, "/[0-9a-f]{64}/", "latest")
  }

  expect_failures = [var.release]
}
