import type { ResolvedAccount, Stage } from "../configuration/model";

/**
 * ARNs of the roles that the configuration gives instead of letting us create them, and that the account's
 * control-plane function hands to DataZone: without `iam:PassRole` on them its writes are refused.
 *
 * The governance account's function writes for every stage that joins the domain, so it passes their roles, too.
 */
export function givenRoleArns(account: ResolvedAccount, stage: Stage, stages: readonly Stage[]): string[] {
  const governs = account.key === stage.governance.key;
  const arns = [
    ...(governs ? governanceRoles(stage, stages) : []),
    ...(account.hostsProjects ? hostingRoles(account) : []),
  ];
  return [...new Set(arns.filter((arn) => arn !== undefined))].sort();
}

function governanceRoles(stage: Stage, stages: readonly Stage[]): (string | undefined)[] {
  const { executionRoleArn, serviceRoleArn } = stage.domain.roles;
  const users = [stage, ...stages.filter((other) => other.domainStage === stage.name && other.name !== stage.name)];
  return [
    executionRoleArn,
    serviceRoleArn,
    ...users.flatMap(({ pools }) =>
      Object.values(pools).map(({ source }) =>
        "handler" in source ? source.handler.lambdaExecutionRoleArn : undefined,
      ),
    ),
    ...users.flatMap(({ projects }) =>
      Object.values(projects).flatMap(({ executionRoleArn: own, dataSources }) => [
        own,
        ...Object.values(dataSources).map((source) =>
          "glue" in source ? source.glue.dataAccessRoleArn : source.redshift.dataAccessRoleArn,
        ),
      ]),
    ),
  ];
}

function hostingRoles({ roles, lakeFormationLocationRoleArn, blueprints }: ResolvedAccount): (string | undefined)[] {
  const exact = Object.values(blueprints).flatMap(({ exactly }) => [
    exactly?.provisioningRoleArn,
    exactly?.manageAccessRoleArn,
    exactly?.lakeFormation?.locationRegistrationRoleArn,
  ]);
  return [...Object.values(roles), lakeFormationLocationRoleArn, ...exact];
}
