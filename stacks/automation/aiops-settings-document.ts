import type { ResolvedAiops, ResolvedCodeHost, ResolvedUseCase, ResolvedUseCasePlace } from "../../configuration/model";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import type { AiopsSettings, CodeHostSettings, UseCaseSettings } from "../../contracts/aiops/settings";
import { jsonTemplate } from "../../modules/expression";
import { roleArnIn } from "../aiops/place-names";

/** Sources of the settings beside the use cases. */
export interface SettingsPlace {
  readonly prefix: string;
  readonly partition: string;
  /** Expression of the id of the hub's domain. */
  readonly domainId: string;
}

/** Settings of the functions of AI operations as a template of Terraform; `aiopsSettings` of `contracts/aiops` reads what it becomes. */
export function aiopsSettingsDocument(aiops: ResolvedAiops, place: SettingsPlace): string {
  const settings: AiopsSettings = {
    format: 1,
    ...place,
    codeHosts: mapValues(aiops.codeHosts, codeHostSettings),
    useCases: mapValues(aiops.useCases, (useCase) => useCaseSettings(useCase, place.partition)),
  };
  return jsonTemplate(JSON.parse(JSON.stringify(settings)) as Parameters<typeof jsonTemplate>[0]);
}

function codeHostSettings(host: ResolvedCodeHost): CodeHostSettings {
  const { type, url, namespace, secretArn, secretKeyArn, certificateAuthority } = host;
  return { type, url, namespace, secretArn, secretKeyArn, certificateAuthority };
}

function useCaseSettings(useCase: ResolvedUseCase, partition: string): UseCaseSettings {
  const { title, team, pattern, template, options, codeHost, repositories, owners, platformOwners } = useCase;
  const { modelPackageGroup, gates, trigger, build, stages } = useCase;
  return {
    ...{ title, team, pattern, template, codeHost, repositories, modelPackageGroup, trigger },
    options: { ...options },
    owners: [...owners],
    platformOwners: [...platformOwners],
    gates: { ...gates, metrics: { ...gates.metrics } },
    build: { ...placeSettings(build, partition), projectName: projectOf(build, useCase.key) },
    stages: stages.map((stage) => ({
      ...placeSettings(stage, partition),
      production: stage.production,
      approval: stage.approval,
      approvers: [...stage.approvers],
      reviewers: [...stage.reviewers],
      approvalHours: stage.approvalHours,
      projectName: stage.project?.name ?? null,
    })),
  };
}

function placeSettings(place: ResolvedUseCasePlace, partition: string) {
  const { stage, account, region, namePrefix } = place;
  const accountRoleArn = roleArnIn(partition, place, AIOPS_NAMES.accountRole(namePrefix));
  return { name: stage, account: account.id, region, accountRoleArn };
}

function projectOf({ project, stage }: ResolvedUseCasePlace, useCase: string): string {
  if (project === undefined) throw new Error(`use case ${useCase} has no project in ${stage}, where it is built`);
  return project.name;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
