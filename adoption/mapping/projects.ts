import { isDeepStrictEqual } from "node:util";
import type { LiveProfile, LiveProject } from "../live";
import { vocabularyOwner } from "./catalog";
import type { DomainMapping } from "./domain-mapping";
import { REFUSED_STEP } from "./outcome";
import { Keys } from "./keys";
import { compact, textOf, type ProjectInput } from "./parts";
import { mapSources, remarkHiddenSources } from "./sources";

const STEP = "keep it by hand; the configuration leaves it alone";
const DESIGNATIONS = [
  "PROJECT_OWNER",
  "PROJECT_CONTRIBUTOR",
  "PROJECT_CATALOG_VIEWER",
  "PROJECT_CATALOG_CONSUMER",
  "PROJECT_CATALOG_STEWARD",
] as const;

/** Projects of all stages: each belongs to the stage of its profile. */
export function mapProjects(mapping: DomainMapping): ReadonlyMap<string, Record<string, ProjectInput>> {
  const stages = new Map<string, Record<string, ProjectInput>>();
  const office = vocabularyOwner(mapping.live);
  const adopted: LiveProject[] = [];
  for (const project of mapping.live.projects) {
    // One without a profile that owns the vocabulary comes with it.
    if (project === office && project.profileId === undefined) continue;
    const stage = mapping.stages.ofProfile(project.profileId);
    const profile = mapping.live.profiles.find(({ id }) => id === project.profileId);
    const problem = problemOf(mapping, project, stage);
    if (stage === undefined || profile === undefined || problem !== undefined) {
      const step = mapping.refusal("Project", project.id) === undefined ? STEP : REFUSED_STEP;
      mapping.outcome.leave(`project "${project.name}" (${project.id})`, problem ?? "its profile is not adopted", step);
      continue;
    }
    const key = mapping.keys.projects.of(project.id);
    mapping.outcome.adopt(stage, project.id, "Project", key);
    adopted.push(project);
    stages.set(stage, { ...stages.get(stage), [key]: mapProject(mapping, stage, key, project, profile) });
  }
  remarkHiddenSources(mapping, adopted);
  return stages;
}

function problemOf(mapping: DomainMapping, project: LiveProject, stage: string | undefined): string | undefined {
  if (project.status !== "ACTIVE") return `it is ${project.status}`;
  if (project.profileId === undefined) return "it was made without a profile";
  if (stage === undefined) return `its profile ${mapping.profileName(project.profileId)} is not adopted`;
  if (mapping.keys.units.find(project.unitId) === undefined) return "its unit is not there";
  if (project.category !== undefined && project.category !== "ADMIN") return `its category is ${project.category}`;
  return mapping.refusal("Project", project.id);
}

function mapProject(
  mapping: DomainMapping,
  stage: string,
  key: string,
  project: LiveProject,
  profile: LiveProfile,
): ProjectInput {
  const unit = mapping.keys.units.find(project.unitId);
  return compact<ProjectInput>({
    name: project.name,
    description: textOf(project.description),
    unit: unit === "root" ? undefined : unit,
    profile: mapping.keys.profiles.of(profile.id),
    ...environments(mapping, project, profile),
    resourceTags: { ...project.resourceTags },
    glossaryTermIds: [...project.glossaryTermIds],
    category: project.category === "ADMIN" ? "ADMIN" : undefined,
    members: members(mapping, stage, key, project),
    ...mapSources(mapping, { stage, key, project, profile }),
  });
}

type Place = NonNullable<ProjectInput["account"]>;

/** Describes the accounts of pool-bound configurations, and the values of editable parameters. */
function environments(
  mapping: DomainMapping,
  project: LiveProject,
  profile: LiveProfile,
): Pick<ProjectInput, "account" | "environments"> {
  const bound = profile.configurations.filter(({ accountPools = [] }) => accountPools.length > 0);
  const places = new Map(bound.map(({ name = "" }) => [name, placeOf(mapping, project, name)]));
  const account = [...places.values()].find((place) => place !== undefined);
  const entries = profile.configurations.flatMap(({ name = "", configurationParameters }) => {
    const place = places.get(name);
    const editable = (configurationParameters?.parameterOverrides ?? [])
      .filter(({ isEditable }) => isEditable === true)
      .map((override) => override.name);
    const set = project.userParameters.find(({ environmentConfigurationName: own }) => own === name);
    const parameters = (set?.environmentParameters ?? [])
      .filter((parameter) => editable.includes(parameter.name))
      .map((parameter) => [parameter.name ?? "", parameter.value ?? ""] as const);
    const entry = compact({
      account: place === undefined || isDeepStrictEqual(place, account) ? undefined : place,
      parameters: Object.fromEntries(parameters),
    });
    return Object.keys(entry).length === 0 ? [] : [[name, entry] as const];
  });
  return { account, environments: Object.fromEntries(entries) };
}

function placeOf(mapping: DomainMapping, project: LiveProject, configuration: string): Place | undefined {
  const resolved = project.userParameters.find(
    ({ environmentConfigurationName }) => environmentConfigurationName === configuration,
  )?.environmentResolvedAccount;
  const environment = project.environments.find(({ name }) => name === configuration) ?? project.environments[0];
  const account = mapping.keys.accounts.find(resolved?.awsAccountId ?? environment?.accountId);
  if (account === undefined) return undefined;
  return { account, region: resolved?.regionName ?? environment?.region };
}

function members(
  mapping: DomainMapping,
  stage: string,
  projectKey: string,
  project: LiveProject,
): NonNullable<ProjectInput["members"]> {
  const keys = new Keys();
  const entries = project.members.flatMap((member) => {
    const named = mapping.member(member);
    const designation = DESIGNATIONS.find((known) => known === member.designation);
    if (named === undefined || designation === undefined) {
      const reason =
        named === undefined ? "its profile is not among the domain's profiles" : `it is ${member.designation}`;
      mapping.outcome.leave(`member ${member.profileId} of project "${project.name}"`, reason, STEP);
      return [];
    }
    const key = keys.take(Object.values(named)[0]);
    mapping.outcome.adopt(stage, `${project.id}|${member.profileId}`, "ProjectMembership", projectKey, key);
    return [[key, { ...named, designation }] as const];
  });
  return Object.fromEntries(entries);
}
