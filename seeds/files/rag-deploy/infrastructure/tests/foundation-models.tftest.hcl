mock_provider "aws" {
  mock_data "aws_partition" {
    defaults = { partition = "aws" }
  }

  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

run "asks_the_models_of_the_use_case_and_no_others" {
  command = plan

  assert {
    condition     = alltrue([for arn in local.foundation_models : !endswith(arn, "*") && anytrue([for model in local.models : endswith(model, split("/", arn)[1])])])
    error_message = "The endpoint may ask a model that usecase.json does not name."
  }

  assert {
    condition     = length(local.foundation_models) == length(local.models) + length(local.profiles)
    error_message = "A profile needs itself and the model behind it; a model needs itself."
  }
}
