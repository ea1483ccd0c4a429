import { AIOPS_NAMES, useCaseRoleName } from "../../../contracts/aiops/names";
import { templateOf } from "../../../seeds/templates";
import { show, type Path } from "../../problems";
import { repeated, type Finding } from "../finding";
import { physicalNamesFit } from "../physical-names";
import { domainRegion } from "../references";
import type { OrganizationView, StageView } from "../view";
import {
  accountEvidence,
  accountOf,
  allPlaces,
  placeViews,
  useCaseViews,
  type PlaceView,
  type UseCaseView,
} from "./placed";

const LONGEST_ROLE_NAME = 64;
const LONGEST_BUCKET_NAME = 63;

/** Roles and buckets of use cases have names that AWS takes. */
export function useCaseNamesFit(organization: OrganizationView): Finding[] {
  return [...longRoles(organization), ...longBuckets(organization)];
}

function longRoles(organization: OrganizationView): Finding[] {
  return organization.stages.flatMap(useCaseViews).flatMap((view): Finding[] => {
    const names = placeViews(view, organization).flatMap((placed) => roleNameOf(placed) ?? []);
    const [longest] = names.toSorted((a, b) => b.length - a.length);
    if (longest === undefined || longest.length <= LONGEST_ROLE_NAME) return [];
    const got = `${show(view.key)}, which makes role ${show(longest)} of ${longest.length} characters`;
    const fix = `shorten the key, the stage or the prefix by ${longest.length - LONGEST_ROLE_NAME}`;
    return [
      {
        code: "NAME_TOO_LONG",
        stage: view.hub,
        path: view.path,
        got,
        allowed: `role names of ${LONGEST_ROLE_NAME}`,
        fix,
      },
    ];
  });
}

function longBuckets(organization: OrganizationView): Finding[] {
  const prefixes = new Map<StageView, Finding>();
  for (const placed of allPlaces(organization)) {
    const { target } = placed;
    const id = accountOf(placed)?.id;
    const region = target?.domain?.region;
    if (target === undefined || id === undefined || region === undefined || prefixes.has(target)) continue;
    const { namePrefix } = target.environment.organization;
    // The same prefix may be too long for buckets of projects already, which is told once.
    if (physicalNamesFit(target).length > 0) continue;
    const names = [AIOPS_NAMES.artifacts, AIOPS_NAMES.deployStates].map((name) => name(namePrefix, id, region));
    // The naming contract cuts names, and with their end they lose what tells two Regions apart.
    const cut = names.find((name) => !name.endsWith(`-${id}-${region}`));
    if (cut === undefined) continue;
    const got = `${show(namePrefix)}, with which bucket ${show(cut)} is cut at ${LONGEST_BUCKET_NAME} characters`;
    const allowed = `bucket names of ${LONGEST_BUCKET_NAME}`;
    const path = ["organization", "namePrefix"];
    const reads = [...accountEvidence(placed), ...domainRegion(target)];
    prefixes.set(target, { code: "NAME_TOO_LONG", stage: target, path, got, allowed, fix: "shorten it", reads });
  }
  return [...prefixes.values()];
}

function roleNameOf({ target, key, place, index }: PlaceView): string | undefined {
  if (target === undefined) return undefined;
  const repository = index === undefined ? "build" : "deploy";
  const { namePrefix } = target.environment.organization;
  return useCaseRoleName(namePrefix, { useCase: key, repository, stage: place.stage });
}

/** Names of a use case are its own: its project in a stage, its repositories on a host, its group in an account. */
export function useCaseNamesAreTheirOwn(organization: OrganizationView): Finding[] {
  return [...takenProjects(organization), ...sameRepositories(organization), ...sameGroups(organization)];
}

function takenProjects(organization: OrganizationView): Finding[] {
  return allPlaces(organization).flatMap(({ hub, key, path, target, ownsProject }): Finding[] => {
    const written = target !== undefined && Object.hasOwn(target.environment.projects, key);
    if (!ownsProject || !written || target.useCaseProjects.has(key)) return [];
    const got = `${show(key)}, which is also a project of stage ${show(target.name)}`;
    const fix = `rename one, or remove projects.${key} from ${target.file}`;
    const reads = [{ stage: target, path: ["projects", key] }];
    return [
      {
        code: "USE_CASE_NAME_TAKEN",
        stage: hub,
        path,
        got,
        allowed: "keys that no project of its stages has",
        fix,
        reads,
      },
    ];
  });
}

function sameRepositories({ stages }: OrganizationView): Finding[] {
  const named = stages.flatMap(useCaseViews).flatMap((view) => repositoriesOf(view));
  return repeated(named, ({ id }) => id).map(({ first, again }) => ({
    code: "USE_CASE_NAME_TAKEN",
    stage: again.view.hub,
    path: again.path,
    got: `repository ${show(again.name)}, which is also of use case ${show(first.view.key)}`,
    allowed: "a repository for one use case and purpose",
    fix: "name one otherwise, under repositories",
    reads: [
      { stage: first.view.hub, path: first.path },
      { stage: first.view.hub, path: ["aiops", "codeHosts"] },
    ],
  }));
}

interface NamedRepository {
  readonly view: UseCaseView;
  readonly path: Path;
  readonly name: string;
  /** Host, namespace and name: hosts do not tell capital letters from small ones. */
  readonly id: string | undefined;
}

function repositoriesOf(view: UseCaseView): NamedRepository[] {
  const { useCase, settings, key, path } = view;
  const host = Object.hasOwn(settings.codeHosts, useCase.codeHost) ? settings.codeHosts[useCase.codeHost] : undefined;
  return (["build", "deploy"] as const).map((kind) => {
    const written = useCase.repositories[kind];
    const name = written ?? `${key}-${kind}`;
    const id = host === undefined ? undefined : `${host.url}/${host.namespace}/${name}`.toLowerCase();
    return { view, name, id, path: written === undefined ? path : [...path, "repositories", kind] };
  });
}

/** Groups of model packages that two use cases have in one account. Roles cannot be alike: an account is of one stage. */
function sameGroups(organization: OrganizationView): Finding[] {
  const firsts = new Map<string, PlaceView>();
  const told = new Set<string>();
  return allPlaces(organization).flatMap((placed): Finding[] => {
    const id = accountOf(placed)?.id;
    if (id === undefined || templateOf(placed.useCase.template).releases !== "model package") return [];
    const group = groupOf(placed);
    const first = firsts.get(`${id} ${group}`) ?? placed;
    firsts.set(`${id} ${group}`, first);
    const pair = `${placed.hub.name} ${placed.key} ${first.key}`;
    if ((first.hub === placed.hub && first.key === placed.key) || told.has(pair)) return [];
    told.add(pair);
    const inAccount = `in account ${show(placed.place.account)}`;
    return [
      {
        code: "USE_CASE_NAME_TAKEN",
        stage: placed.hub,
        path: groupPath(placed),
        got: `group of model packages ${show(group)} ${inAccount}, which use case ${show(first.key)} has, too`,
        allowed: "a group for one use case in an account",
        fix: "name one otherwise, by modelPackageGroup",
        reads: [...accountEvidence(placed), ...accountEvidence(first), { stage: first.hub, path: groupPath(first) }],
      },
    ];
  });
}

const groupOf = ({ key, useCase }: PlaceView): string => useCase.modelPackageGroup ?? key;

const groupPath = ({ path, useCase }: PlaceView): Path =>
  useCase.modelPackageGroup === undefined ? path : [...path, "modelPackageGroup"];
