import { resourcesOf, type Element } from "../../support/terraform-json";
import { parseTemplate } from "../../support/template-json";
import type { OrganizationRule } from "../stack-under-test";

/** Argument that names a resource in its account. */
const NAMES: Readonly<Record<string, string>> = {
  aws_iam_role: "name",
  aws_kms_alias: "name",
  aws_s3_bucket: "bucket",
  aws_lambda_function: "function_name",
  aws_cloudwatch_log_group: "name",
  aws_ram_resource_share: "name",
};

/**
 * No two stacks of an organization name the same thing in the same account: roles, aliases, buckets, functions, ledger
 * entries. The second apply would fail, or take over what the first made.
 */
export const uniqueNames: OrganizationRule = (stacks) => {
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const stack of stacks) {
    for (const element of resourcesOf(stack.json)) {
      const name = nameOf(element);
      if (name === undefined) continue;
      const owner = `${stack.stage}/${stack.id} ${element.address}`;
      // The id of an object of the stack itself makes the name one of its own.
      const scope = name.includes("${local.") ? `${stack.stage}/${stack.id}` : stack.accountId;
      const place = `${scope} ${element.type} ${name}`;
      const first = owners.get(place);
      if (first !== undefined) problems.push(`${first} and ${owner} are both ${name}`);
      owners.set(place, owner);
    }
  }
  return problems;
};

function nameOf({ type, block }: Element): string | undefined {
  if (type === "aws_lambda_invocation") {
    const { kind, key } = parseTemplate(String(block["input"])) as { kind: string; key: string };
    return `${kind} ${key}`;
  }
  const argument = NAMES[type] as string | undefined;
  if (argument === undefined) return undefined;
  // Names and aliases are per Region.
  return `${String(block[argument])} ${JSON.stringify(block["provider"] ?? null)}`;
}
