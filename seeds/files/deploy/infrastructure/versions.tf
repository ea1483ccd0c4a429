terraform {
  required_version = ">= 1.11"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }

  # Bucket, key and Region come from usecase.json: tools/terraform.py gives them to `terraform init`.
  backend "s3" {}
}
