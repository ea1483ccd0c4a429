import type { CodeHost, RepositoryKind, SeedParameters, SeedPlace } from "../model";

/** File of what the platform decides for a use case; everything in a repository reads it, and people change it nowhere. */
export const USE_CASE_FILE = "usecase.json";

/** Text of `usecase.json`: every member is always there, so that readers need no defaults of their own. */
export function useCaseJson(parameters: SeedParameters): string {
  const { useCase, title, team, pattern, modelPackageGroup, build, stages, options } = parameters;
  const content = {
    useCase,
    title,
    team,
    pattern,
    modelPackageGroup,
    build: { ...place(build), executionRole: build.executionRole },
    stages: Object.fromEntries(
      stages.map((stage) => {
        const { stateBucket, permissionsBoundary, production, approval, alarmTopic } = stage;
        return [stage.name, { ...place(stage), stateBucket, permissionsBoundary, production, approval, alarmTopic }];
      }),
    ),
    options,
  };
  return `${JSON.stringify(content, undefined, 2)}\n`;
}

function place({ name, account, region, bucket, projectId, kmsKey, subnets, securityGroups }: SeedPlace): object {
  return {
    name,
    account,
    region,
    bucket,
    projectId,
    kmsKey,
    subnets: [...subnets],
    securityGroups: [...securityGroups],
  };
}

/**
 * Owners of paths. GitHub, GitHub Enterprise Server and GitLab all read `CODEOWNERS` in the root, and in all of them the last
 * line that fits a path counts.
 */
export function codeOwners(host: CodeHost, kind: RepositoryKind, { owners, platformOwners }: SeedParameters): string {
  const both = [...new Set([...owners, ...platformOwners])].join(" ");
  const platform = platformOwners.join(" ");
  const lines = [
    "# The team owns its code. What decides accounts, roles and approvals is the platform's to review.",
    `* ${owners.join(" ")}`,
    ...(kind === "deploy" ? [`/infrastructure/ ${both}`] : []),
    `/${USE_CASE_FILE} ${platform}`,
    `/CODEOWNERS ${platform}`,
    `/.smus/ ${platform}`,
    host === "gitlab" ? `/.gitlab-ci.yml ${platform}` : `/.github/ ${platform}`,
  ];
  return `${lines.join("\n")}\n`;
}
