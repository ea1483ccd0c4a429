variable "stage" {
  description = "Stage to deploy to: a member of `stages` in usecase.json."
  type        = string

  validation {
    condition     = contains(keys(jsondecode(file("${path.module}/../usecase.json")).stages), var.stage)
    error_message = "usecase.json has no stage of this name."
  }
}

locals {
  # What the platform decided, and what the team decides: data of the two files and nowhere else.
  use_case = jsondecode(file("${path.module}/../usecase.json"))
  settings = jsondecode(file("${path.module}/../settings.json"))
  place    = local.use_case.stages[var.stage]

  # Settings of a stage are those of all stages, and over them those of its own.
  serving = merge(local.settings.serving, try(local.settings.stages[var.stage], {}))

  # Every name begins with it, and the deploy role may touch no other.
  prefix = "${local.use_case.useCase}-${var.stage}"
}

provider "aws" {
  region              = local.place.region
  allowed_account_ids = [local.place.account]

  default_tags {
    tags = {
      "smus:use-case" = local.use_case.useCase
      "smus:stage"    = var.stage
    }
  }
}

data "aws_partition" "this" {}
