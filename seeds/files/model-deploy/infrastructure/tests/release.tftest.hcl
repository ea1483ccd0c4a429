# Plans with an invented provider: no account is asked. `python3 -m tools.terraform check` gives stage and release, for every stage.

mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

run "runs_exactly_the_version_that_it_was_told" {
  command = plan

  assert {
    condition     = aws_sagemaker_model.this.primary_container[0].model_package_name == var.release
    error_message = "The model is of another version than the release."
  }

  assert {
    condition     = aws_iam_role.serving.permissions_boundary == local.place.permissionsBoundary
    error_message = "The role of the model has no permission boundary."
  }
}

run "refuses_a_version_of_another_account" {
  command = plan

  variables {
    release = replace(var.release, "/:[0-9]{12}:/", ":000000000000:")
  }

  expect_failures = [aws_sagemaker_model.this]
}

run "refuses_a_version_of_another_group" {
  command = plan

  variables {
    release = replace(var.release, "model-package/", "model-package/x")
  }

  expect_failures = [aws_sagemaker_model.this]
}

run "refuses_a_group_without_a_version" {
  command = plan

  variables {
    release = replace(var.release, "//[0-9]+$/", "")
  }

  expect_failures = [var.release]
}
