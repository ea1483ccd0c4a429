import { controlPlaneRoleName } from "../contracts/names";
import type { Place } from "./scopes";
import type { StackJson } from "./stack-json";

/**
 * Roles of the account that are principals of the domain: those that user and group profiles of the stack stand for, and the
 * control-plane function's, which owns the root unit because it creates the domain.
 */
export function rolesOfPrincipals(place: Place, { resource = {} }: StackJson): string[] {
  const users = Object.values(resource["aws_datazone_user_profile"] ?? {}).map((user) => text(user["user_identifier"]));
  const groups = Object.values(resource["aws_lambda_invocation"] ?? {}).flatMap(
    ({ input }) => /"rolePrincipalArn":"([^"$]+)"/.exec(text(input))?.[1] ?? [],
  );
  const roles = ofAccount(place, [...users, ...groups]).filter((arn) => arn.includes(":role/"));
  const { partition, accountId, prefix } = place;
  return [...new Set([`arn:${partition}:iam::${accountId}:role/${controlPlaneRoleName(prefix)}`, ...roles])];
}

/** Roles that a data source of the stack finds by the beginning of their names. */
export function foundRoles({ partition, accountId }: Place, { data = {} }: StackJson, source: string): string {
  const [, id = ""] = /^\$\{data\.aws_iam_roles\.([\w-]+)\.names\}$/.exec(source) ?? [];
  const pattern = text(data["aws_iam_roles"]?.[id]?.["name_regex"]);
  return `arn:${partition}:iam::${accountId}:role/${pattern.replace(/^\^/, "")}*`;
}

/** ARNs of IAM in the account: of others the service cannot read anything in the role's name. */
export function ofAccount({ partition, accountId }: Place, identifiers: readonly string[]): string[] {
  return identifiers.filter((identifier) => identifier.startsWith(`arn:${partition}:iam::${accountId}:`));
}

function text(value: unknown): string {
  if (typeof value !== "string") throw new Error(`expected a text, got ${JSON.stringify(value)}`);
  return value;
}
