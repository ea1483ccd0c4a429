import type { StackRule } from "../stack-under-test";

/** Provider and Terraform are limited to what was tested, with the full source address (OpenTofu has another default). */
export const pinnedVersions: StackRule = ({ json, address }) => {
  const { required_providers: providers, required_version: version } = json.terraform ?? {};
  const [name, range] = address.layer === "workspaces" ? ["tfe", ">= 0.71.0, < 1.0.0"] : ["aws", "~> 5.100"];
  const provider = providers?.[name] ?? {};
  return [
    ...(provider["source"] === `hashicorp/${name}` ? [] : [`provider source is ${JSON.stringify(provider["source"])}`]),
    ...(provider["version"] === range ? [] : [`provider version is ${JSON.stringify(provider["version"])}`]),
    ...(version === ">= 1.11.0, < 2.0.0" ? [] : [`Terraform version is ${JSON.stringify(version)}`]),
  ];
};
