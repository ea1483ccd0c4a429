import { askingRoleArnPrefix } from "../contracts/names";
import type { Stage } from "../configuration/model";

/**
 * ARNs of the IAM roles and users that profiles of the stage's domain stand for. Roles that ask for projects are there with `*` for the
 * id of the project, which comes after the function that reads them.
 */
export function principalArns({
  domain,
  application,
  governance,
  environment: { organization },
}: Pick<Stage, "domain" | "application" | "governance" | "environment">): string[] {
  const users = Object.values(domain.users).map(({ identifier }) => identifier);
  const groups = Object.values(domain.groups).flatMap((group) =>
    "rolePrincipalArn" in group ? [group.rolePrincipalArn] : [],
  );
  const asking =
    application?.api === undefined
      ? []
      : [`${askingRoleArnPrefix(organization.partition, governance.id, organization.namePrefix)}*`];
  return [...new Set([...users, ...groups, ...asking])].filter((identifier) => identifier.startsWith("arn:")).sort();
}
