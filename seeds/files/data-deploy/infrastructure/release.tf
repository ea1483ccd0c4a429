variable "release" {
  description = "Address of one release's manifest, which holds the digest of its content: exactly what runs. There is no default."
  type        = string

  validation {
    condition     = can(regex("^s3://[a-z0-9.-]+/[a-z0-9-]+/releases/[0-9a-f]{64}/manifest[.]json$", var.release))
    error_message = "The release is the address of a manifest: s3://<bucket>/<use case>/releases/<digest>/manifest.json."
  }
}

locals {
  # tools/release.py has checked every digest and copied the files to this place in the stage's own bucket.
  release_digest = split("/", var.release)[5]
  release_folder = "s3://${local.place.bucket}/${local.use_case.useCase}/releases/${local.release_digest}"

  landing     = "s3://${local.place.bucket}/${local.use_case.useCase}/landing/"
  data_folder = "s3://${local.place.bucket}/${local.use_case.useCase}/data"
  engine      = local.use_case.options.engine
  modules     = local.serving.pythonModules[local.engine]
}

output "release" {
  description = "The release that runs."
  value       = var.release
}
