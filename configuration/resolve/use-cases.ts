import { useCaseRoleName } from "../../contracts/aiops/names";
import { templateOf } from "../../seeds/templates";
import type {
  AiopsHub,
  ResolvedAiops,
  ResolvedCodeHost,
  ResolvedUseCase,
  ResolvedUseCasePart,
  ResolvedUseCasePlace,
  ResolvedUseCaseStage,
  UseCase,
  UseCaseHub,
} from "../model";
import {
  domainOwner,
  hubOf,
  hubSettings,
  placesOf,
  takesPart,
  useCasesOf,
  type NamedEnvironment,
  type PlacedUseCase,
  type StagesByName,
} from "./use-case-stages";

/** Use cases as a stage has them: all of them, where its file has them, and its own parts. */
export interface StageUseCases {
  readonly aiops?: ResolvedAiops;
  readonly useCases: Readonly<Record<string, ResolvedUseCasePart>>;
}

/**
 * AI operations of a stage.
 *
 * @param byName - files that have passed every rule, at least those of `stagesBehind`
 */
export function resolveUseCases(stage: NamedEnvironment, byName: StagesByName): StageUseCases {
  const hub = hubOf(stage, byName);
  const settings = hub === undefined ? undefined : hubSettings(hub.environment);
  if (hub === undefined || settings === undefined) return { useCases: {} };
  const codeHosts = resolveCodeHosts(settings);
  const isHub = hub.name === stage.name;
  const resolved = useCasesOf(hub)
    .filter(([, useCase]) => isHub || takesPart(stage.name, useCase))
    .map(([key, useCase]) => resolveUseCase(key, useCase, settings, byName));
  const parts = resolved.flatMap((useCase): [string, ResolvedUseCasePart][] => {
    const build = useCase.build.stage === stage.name ? useCase.build : undefined;
    const deploy = useCase.stages.find((place) => place.stage === stage.name);
    if (build === undefined && deploy === undefined) return [];
    const part = { useCase, hub: hubFacts(hub, settings), codeHost: codeHosts[useCase.codeHost] };
    return [
      [
        useCase.key,
        { ...part, ...(build === undefined ? {} : { build }), ...(deploy === undefined ? {} : { deploy }) },
      ],
    ];
  });
  const useCases = Object.fromEntries(resolved.map((useCase) => [useCase.key, useCase]));
  return {
    ...(isHub ? { aiops: { ...settings, codeHosts, useCases } } : {}),
    useCases: Object.fromEntries(parts),
  };
}

function resolveCodeHosts({ codeHosts }: AiopsHub): Record<string, ResolvedCodeHost> {
  return Object.fromEntries(
    Object.entries(codeHosts).map(([key, host]) => [key, { ...host, key, issuer: issuerOf(host) }]),
  );
}

/** Issuer of the identity tokens of a host's jobs; that of GitHub with data residency is a host of its own. */
function issuerOf({ type, url }: AiopsHub["codeHosts"][string]): string {
  const { host } = new URL(url);
  if (type === "gitlab") return url;
  if (type === "github-enterprise-server") return `${url}/_services/token`;
  return host.endsWith(".ghe.com") ? `https://token.actions.${host}` : "https://token.actions.githubusercontent.com";
}

function hubFacts({ name, environment }: NamedEnvironment, { observability }: AiopsHub): UseCaseHub {
  const { governanceAccount, accounts, organization, domain } = environment;
  return {
    stage: name,
    governance: { key: governanceAccount, id: accounts[governanceAccount].id },
    region: "region" in domain ? domain.region : "",
    namePrefix: organization.namePrefix,
    partition: organization.partition,
    observability,
  };
}

const TRIGGER = { by: "approval" } as const;
const GATES = { metrics: {}, biasReport: false, explainabilityReport: false };

function resolveUseCase(key: string, useCase: UseCase, hub: AiopsHub, byName: StagesByName): ResolvedUseCase {
  const { title, team, pattern, template, codeHost, owners, images } = useCase;
  const { options, releases } = templateOf(template);
  const [build, ...stages] = placesOf(useCase);
  return {
    key,
    title,
    team,
    pattern,
    template,
    codeHost,
    owners,
    images,
    releases,
    options: options.read(useCase.options, "options", ignore) ?? useCase.options,
    repositories: {
      build: useCase.repositories.build ?? `${key}-build`,
      deploy: useCase.repositories.deploy ?? `${key}-deploy`,
    },
    platformOwners: hub.codeHosts[codeHost].platformOwners,
    teamGroups: teamGroupsOf(useCase),
    modelPackageGroup: useCase.modelPackageGroup ?? key,
    gates: useCase.gates ?? { ...GATES, modelCard: releases === "model package" },
    trigger: useCase.trigger ?? TRIGGER,
    build: resolvePlace(key, build, byName),
    stages: stages.map((placed) => resolveDeployStage(key, useCase, placed, byName)),
  };
}

function teamGroupsOf({ build, members }: UseCase): string[] {
  const groups = Object.values(build.members ?? members).flatMap((member) => ("group" in member ? [member.group] : []));
  return [...new Set(groups)];
}

/** Problems of options are a rule's. */
const ignore = (): void => undefined;

function resolvePlace(useCase: string, placed: PlacedUseCase, byName: StagesByName): ResolvedUseCasePlace {
  const { place, index, hasProject } = placed;
  const stage = byName.get(place.stage);
  const owner = stage === undefined ? undefined : domainOwner(stage, byName);
  if (stage === undefined || owner === undefined) throw new Error(`no stage ${place.stage} for use case ${useCase}`);
  const { accounts, organization, projects } = stage.environment;
  const { id, production } = accounts[place.account];
  const repository = index === undefined ? "build" : "deploy";
  return {
    stage: place.stage,
    domainStage: owner.name,
    account: { key: place.account, id, production },
    region: owner.environment.domain.region,
    namePrefix: organization.namePrefix,
    ...(hasProject ? { project: { key: useCase, name: projects[useCase].name } } : {}),
    ...(place.network === undefined ? {} : { network: place.network }),
    roleName: useCaseRoleName(organization.namePrefix, { useCase, repository, stage: place.stage }),
  };
}

function resolveDeployStage(
  key: string,
  useCase: UseCase,
  placed: PlacedUseCase,
  byName: StagesByName,
): ResolvedUseCaseStage {
  const place = resolvePlace(key, placed, byName);
  const written = useCase.stages[placed.index ?? 0];
  const production = written.production ?? place.account.production;
  const approval = written.approval ?? production;
  const { approvers, approvalHours } = written;
  const reviewers = written.reviewers ?? (approval ? useCase.owners.slice(0, MOST_REVIEWERS) : []);
  return { ...place, production, approval, approvers, approvalHours, reviewers };
}

/** Of an environment of GitHub. @see https://docs.github.com/en/rest/deployments/environments */
const MOST_REVIEWERS = 6;
