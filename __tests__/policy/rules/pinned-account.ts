import type { StackRule } from "../stack-under-test";

/**
 * Every provider refuses credentials of any other account than the stack's, and assumes a role in it (runs have that role already where
 * Terraform Cloud exchanges their identity for it).
 */
export const pinnedAccount: StackRule = ({ json, accountId, partition, address, runsAsRole }) => {
  const providers = json.provider?.["aws"] ?? [];
  if (address.layer === "workspaces") return providers.length === 0 ? [] : ["has an AWS provider, and needs none"];
  const role = `arn:${partition}:iam::${accountId}:role/`;
  return [
    ...(providers.length === 0 ? ["no provider"] : []),
    ...providers.flatMap((provider) => {
      const [{ role_arn: roleArn } = { role_arn: "" }] = (provider["assume_role"] ?? []) as { role_arn: string }[];
      return [
        ...(JSON.stringify(provider["allowed_account_ids"]) === JSON.stringify([accountId])
          ? []
          : [`allowed_account_ids is ${JSON.stringify(provider["allowed_account_ids"])}, not ["${accountId}"]`]),
        ...((runsAsRole ? roleArn === "" : roleArn.startsWith(role))
          ? []
          : [`assumes ${roleArn || "no role"}, not one of ${role}`]),
      ];
    }),
  ];
};
