import type { ResolvedUseCase, ResolvedUseCasePlace, ResolvedUseCaseStage, Stage } from "../model";

/** All that a use case becomes: what its few lines in a file stand for. */
export interface UseCaseExpansion {
  readonly useCase: string;
  /** Stage whose file has it. */
  readonly hub: string;
  readonly title: string;
  readonly team: string;
  readonly pattern: ResolvedUseCase["pattern"];
  readonly template: string;
  /** Key of the host of its repositories. */
  readonly codeHost: string;
  /** Addresses of its repositories. */
  readonly repositories: { readonly build: string; readonly deploy: string };
  /** Group of model packages in each of its accounts; null where it makes none. */
  readonly modelPackageGroup: string | null;
  /** Places in their order: the build first; one that is built and deployed to is there once. */
  readonly places: readonly UseCasePlaceExpansion[];
}

/** All that a use case has in a stage. */
export interface UseCasePlaceExpansion {
  readonly stage: string;
  readonly account: string;
  readonly accountId: string;
  readonly region: string;
  readonly production: boolean;
  readonly project: ProjectExpansion | null;
  /** Names of the roles of its repositories' jobs; null where they have none. */
  readonly roles: { readonly build: string | null; readonly deploy: string | null };
  /** Groups whose members release promotions, and people or teams who release deployments on the code host; null where nobody has to. */
  readonly approval: { readonly approvers: readonly string[]; readonly reviewers: readonly string[] } | null;
}

/** A project that a use case stands for. */
export interface ProjectExpansion {
  readonly name: string;
  readonly unit: string;
  readonly profile: string;
  /** Designations by user or group: `group marketing-leads`. */
  readonly members: Readonly<Record<string, string>>;
}

/**
 * The use cases of stages, each in the stage whose file has it.
 *
 * @param stages - stages to tell of
 * @param organization - all stages: those in which use cases have their places
 */
export function useCaseExpansions(stages: readonly Stage[], organization: readonly Stage[]): UseCaseExpansion[] {
  const byName = new Map(organization.map((stage) => [stage.name, stage]));
  return stages.flatMap(({ name, aiops }) =>
    Object.values(aiops?.useCases ?? {}).map((useCase) => {
      const { url, namespace } = aiops?.codeHosts[useCase.codeHost] ?? { url: "", namespace: "" };
      const { title, team, pattern, template, codeHost, repositories } = useCase;
      return {
        useCase: useCase.key,
        hub: name,
        title,
        team,
        pattern,
        template,
        codeHost,
        repositories: {
          build: `${url}/${namespace}/${repositories.build}`,
          deploy: `${url}/${namespace}/${repositories.deploy}`,
        },
        modelPackageGroup: useCase.releases === "model package" ? useCase.modelPackageGroup : null,
        places: placesOf(useCase, byName),
      };
    }),
  );
}

function placesOf({ build, stages }: ResolvedUseCase, byName: ReadonlyMap<string, Stage>): UseCasePlaceExpansion[] {
  const own = stages.find(({ stage }) => stage === build.stage);
  const others = stages.filter((stage) => stage !== own);
  return [
    { ...placeOf(build, own, byName), roles: { build: build.roleName, deploy: own?.roleName ?? null } },
    ...others.map((stage) => ({ ...placeOf(stage, stage, byName), roles: { build: null, deploy: stage.roleName } })),
  ];
}

function placeOf(
  { stage, account, region, project }: ResolvedUseCasePlace,
  deploy: ResolvedUseCaseStage | undefined,
  byName: ReadonlyMap<string, Stage>,
): Omit<UseCasePlaceExpansion, "roles"> {
  const standing = project === undefined ? undefined : byName.get(stage)?.projects[project.key];
  return {
    stage,
    account: account.key,
    accountId: account.id,
    region,
    production: account.production,
    project: standing === undefined ? null : projectOf(standing),
    approval: deploy?.approval === true ? { approvers: deploy.approvers, reviewers: deploy.reviewers } : null,
  };
}

function projectOf({ name, unit, profile, members }: Stage["projects"][string]): ProjectExpansion {
  const named = Object.values(members).map((member) => {
    const who = "user" in member ? `user ${member.user}` : `group ${member.group}`;
    return [who, member.designation] as const;
  });
  return { name, unit, profile, members: Object.fromEntries(named) };
}
