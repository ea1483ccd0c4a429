import type { StackRule } from "../stack-under-test";

/** Provider and Terraform are limited to what was tested, with the full source address (OpenTofu has another default). */
export const pinnedVersions: StackRule = ({ json }) => {
  const { required_providers: providers, required_version: version } = json.terraform ?? {};
  const aws = providers?.["aws"] ?? {};
  return [
    ...(aws["source"] === "hashicorp/aws" ? [] : [`provider source is ${JSON.stringify(aws["source"])}`]),
    ...(aws["version"] === ">= 5.100.0, < 7.0.0" ? [] : [`provider version is ${JSON.stringify(aws["version"])}`]),
    ...(version === ">= 1.11.0, < 2.0.0" ? [] : [`Terraform version is ${JSON.stringify(version)}`]),
  ];
};
