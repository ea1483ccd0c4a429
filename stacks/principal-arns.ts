import { askingRoleArnPrefix } from "../contracts/names";
import type { Stage } from "../configuration/model";

/**
 * ARNs of the IAM roles and users that profiles of the stage's domain stand for. Roles that ask for projects are there with `*` for the
 * id of the project, which comes after the function that reads them.
 */
export function principalArns(
  stage: Pick<Stage, "domain" | "application" | "governance" | "environment" | "aiops" | "useCases">,
): string[] {
  const {
    domain,
    application,
    governance,
    environment: { organization },
  } = stage;
  const users = Object.values(domain.users).map(({ identifier }) => identifier);
  const groups = Object.values(domain.groups).flatMap((group) =>
    "rolePrincipalArn" in group ? [group.rolePrincipalArn] : [],
  );
  const asking =
    application?.api === undefined
      ? []
      : [`${askingRoleArnPrefix(organization.partition, governance.id, organization.namePrefix)}*`];
  return [...new Set([...users, ...groups, ...asking, ...jobRoleArns(stage)])]
    .filter((identifier) => identifier.startsWith("arn:"))
    .sort();
}

/** Roles of repositories in the account that owns the domain: of others the function cannot read anything. */
function jobRoleArns({
  governance,
  environment: { organization },
  aiops,
  useCases,
}: Pick<Stage, "governance" | "environment" | "aiops" | "useCases">): string[] {
  const known = [...Object.values(aiops?.useCases ?? {}), ...Object.values(useCases).map(({ useCase }) => useCase)];
  return known
    .flatMap(({ build, stages }) => [build, ...stages])
    .filter(({ account, project }) => account.id === governance.id && project !== undefined)
    .map(({ roleName }) => `arn:${organization.partition}:iam::${governance.id}:role/${roleName}`);
}
