locals {
  models = [local.use_case.options.embeddingModel, local.use_case.options.generationModel]

  # A profile such as eu.<model> asks the model in several Regions, and needs permission on the profile and on the model there.
  # https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-prereq.html
  profiles = [for model in local.models : model if can(regex("^(us|us-gov|eu|apac|au|jp|ca|global)\\.", model))]

  foundation_models = concat(
    [for model in setsubtract(local.models, local.profiles) :
    "arn:${data.aws_partition.this.partition}:bedrock:${local.place.region}::foundation-model/${model}"],
    [for profile in local.profiles :
    "arn:${data.aws_partition.this.partition}:bedrock:${local.place.region}:${local.place.account}:inference-profile/${profile}"],
    [for profile in local.profiles :
    "arn:${data.aws_partition.this.partition}:bedrock:*::foundation-model/${replace(profile, "/^[a-z-]+\\./", "")}"],
  )
}
