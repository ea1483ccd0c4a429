import type { Stage } from "../configuration/model";

/** ARNs of the IAM roles and users that profiles of the stage's domain stand for. */
export function principalArns({ domain }: Pick<Stage, "domain">): string[] {
  const users = Object.values(domain.users).map(({ identifier }) => identifier);
  const groups = Object.values(domain.groups).flatMap((group) =>
    "rolePrincipalArn" in group ? [group.rolePrincipalArn] : [],
  );
  return [...new Set([...users, ...groups])].filter((identifier) => identifier.startsWith("arn:")).sort();
}
