import type {
  CreateProjectCommandInput,
  DeleteProjectCommandInput,
  GetProjectCommandInput,
  ListProjectsCommandInput,
  UpdateProjectCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, quotaExceeded, validationError } from "../../errors";
import { newId } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, checkName, domainOf } from "./access";
import { authorizeMember, authorizeProjectCreation } from "./authorization";
import { deploy } from "./deployment";
import { unitOf } from "./domain-units";
import { incompleteConfiguration } from "./environment-problem";
import { announceDeletion, environmentsOf } from "./environments";
import { announce } from "./events";
import { type Domain, now, type Project, type ProjectProfile } from "./model";
import { callerAsMember, callerAsUser, resolveMember, sameMember } from "./principals";
import { describeNew, describeProject, isDeletionOver } from "./project-description";
import { profileOf } from "./project-profiles";
import { countRemoval, deletingProjects } from "./project-removals";

/** 1000 projects per domain. @see https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/quotas.html */
const MAX_PROJECTS = 1000;
const PAGE = 50;

/**
 * A project of a domain by its id.
 *
 * @throws ServiceError ResourceNotFoundException, also once its deletion has run its time
 */
export function projectOf(domain: Domain, id: string | undefined, call: Call): Project {
  const project = domain.projects[id ?? ""];
  if (!project || settleDeletion(domain, project, call)) throw notFound(`Project ${id} does not exist`);
  return project;
}

/** Removes a project whose deletion has run its time. */
function settleDeletion(domain: Domain, project: Project, call: Call): boolean {
  if (project.deletingSince === undefined || project.deletionFailure !== undefined) return false;
  if (Date.now() < project.deletingSince + call.emulator.delays.project) return false;
  delete domain.projects[project.id];
  countRemoval(domain, project.id);
  for (const environment of Object.values(domain.environments))
    if (environment.projectId === project.id) delete domain.environments[environment.id];
  call.emulator.store.changed();
  return true;
}

/** Removes the projects whose deletion has run its time. */
export function settleDeletions(domain: Domain, call: Call): void {
  for (const id of deletingProjects(domain))
    if (id in domain.projects) settleDeletion(domain, domain.projects[id], call);
}

/** Projects of a domain; those whose deletion has run its time are gone from it. */
export const liveProjects = (domain: Domain, call: Call) =>
  Object.values(domain.projects).filter((project) => !settleDeletion(domain, project, call));

/** Names of configurations and parameters must be the profile's, and only editable parameters may be set. */
function checkUserParameters(profile: ProjectProfile, userParameters: CreateProjectCommandInput["userParameters"]) {
  for (const { environmentConfigurationName, environmentParameters } of userParameters ?? []) {
    const configuration = profile.environmentConfigurations.find((c) => c.name === environmentConfigurationName);
    if (!configuration)
      throw validationError(
        `Project profile ${profile.id} has no environment configuration ${environmentConfigurationName}`,
      );
    for (const { name } of environmentParameters ?? []) {
      const override = configuration.configurationParameters?.parameterOverrides?.find((o) => o.name === name);
      if (override && override.isEditable === false)
        throw validationError(`Parameter ${name} of ${environmentConfigurationName} is not editable`);
    }
  }
}

function checkUnique(domain: Domain, name: string, call: Call, self?: string): void {
  if (liveProjects(domain, call).some((project) => project.name === name && project.id !== self))
    throw conflict(`Project ${name} already exists`);
}

async function createProject(input: CreateProjectCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const name = checkName("Project", input.name, 64);
  checkUnique(domain, name, call);
  if (liveProjects(domain, call).length >= MAX_PROJECTS)
    throw quotaExceeded(`A domain has at most ${MAX_PROJECTS} projects`);
  const unit = unitOf(domain, input.domainUnitId);
  const profile = input.projectProfileId === undefined ? undefined : profileOf(domain, input.projectProfileId);
  if (profile && profile.status !== "ENABLED") throw validationError(`Project profile ${profile.id} is not enabled`);
  if (profile) checkUserParameters(profile, input.userParameters);
  authorizeProjectCreation(domain, unit.id, profile?.id, call);
  const owner = callerAsMember(domain, call);
  const assigned = (input.membershipAssignments ?? []).map(({ member, designation }) => ({
    member: resolveMember(domain, member ?? {}),
    designation: designation!,
  }));
  for (const { member } of assigned) if (!sameMember(member, owner)) authorizeMember(domain, unit.id, member);
  const time = now();
  const project: Project = {
    id: newId(),
    name,
    description: input.description,
    domainUnitId: unit.id,
    projectProfileId: profile?.id,
    projectCategory: input.projectCategory,
    userParameters: input.userParameters,
    resourceTags: resourceTags(profile, input.resourceTags),
    glossaryTerms: input.glossaryTerms,
    // The creator becomes the project's owner.
    memberships: [
      { member: owner, designation: "PROJECT_OWNER" },
      ...assigned.filter(({ member }) => !sameMember(member, owner)),
    ],
    createdBy: callerAsUser(domain, call),
    createdAt: time,
    lastUpdatedAt: time,
  };
  if (profile) await deploy(domain, project, profile, call);
  domain.projects[project.id] = project;
  announce(domain, { type: "Project Creation Succeeded", id: project.id, projectId: project.id }, call);
  return describeNew(domain, project);
}

function resourceTags(profile: ProjectProfile | undefined, own: Record<string, string> | undefined) {
  const fromProfile = (profile?.projectResourceTags ?? [])
    .filter(({ key, isValueEditable }) => !(isValueEditable && own?.[key!] !== undefined))
    .map(({ key, value }) => ({ key: key!, value: value!, source: "PROJECT_PROFILE" as const }));
  const fixed = new Set(fromProfile.map(({ key }) => key));
  const clash = Object.keys(own ?? {}).find((key) => fixed.has(key));
  if (clash) throw validationError(`Resource tag ${clash} is set by the project profile and not editable`);
  const added = Object.entries(own ?? {}).map(([key, value]) => ({ key, value, source: "PROJECT" as const }));
  return [...fromProfile, ...added];
}

async function updateProject(input: UpdateProjectCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.identifier, call);
  if (project.deletingSince !== undefined) throw conflict(`Project ${project.id} is being deleted`);
  const profile = project.projectProfileId === undefined ? undefined : profileOf(domain, project.projectProfileId);
  if (input.name !== undefined) checkUnique(domain, checkName("Project", input.name, 64), call, project.id);
  if (input.domainUnitId !== undefined) project.domainUnitId = unitOf(domain, input.domainUnitId).id;
  if (input.resourceTags !== undefined) project.resourceTags = resourceTags(profile, input.resourceTags);
  if (input.userParameters !== undefined && profile) checkUserParameters(profile, input.userParameters);
  for (const member of ["name", "description", "glossaryTerms", "userParameters"] as const)
    if (input[member] !== undefined) Object.assign(project, { [member]: input[member] });
  project.lastUpdatedAt = now();
  // Profile edits reach a project only through projectProfileVersion "latest".
  if (profile && (input.projectProfileVersion !== undefined || input.userParameters !== undefined))
    await deploy(domain, project, profile, call);
  return describeProject(domain, project);
}

function deleteProject(input: DeleteProjectCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.identifier, call);
  const environments = environmentsOf(domain, project.id, call);
  if (environments.length > 0 && !input.skipDeletionCheck)
    throw validationError(
      `Project ${project.id} has ${environments.length} environments; delete them or skip the check`,
    );
  checkTeardown(domain, project);
  // One that is under way goes on.
  if (project.deletingSince !== undefined && !isDeletionOver(project)) return {};
  const injected = call.emulator.faults.take(["project-deletion-failure"], call);
  const failedAt = Date.now() + call.emulator.delays.project;
  project.deletionFailure = injected && { at: failedAt, reason: injected.reason ?? "injected fault" };
  project.deletingSince = Date.now();
  deletingProjects(domain).add(project.id);
  if (injected === undefined)
    for (const environment of environments)
      if (environment.deletingSince === undefined) announceDeletion(domain, environment, call);
  return {};
}

/**
 * An incomplete configuration of Tooling pins the projects of its account: they can no more be deleted than deployed (field
 * evidence, section 4, 7). That the call itself fails, and with ValidationException, is assumed.
 */
function checkTeardown(domain: Domain, { tooling }: Project): void {
  if (!tooling) return;
  const configuration = domain.blueprintConfigurations[tooling.account]?.[tooling.blueprintId];
  const incomplete = configuration && incompleteConfiguration(domain, configuration, tooling.region);
  if (incomplete !== undefined) throw validationError(incomplete);
}

function listProjects(input: ListProjectsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const byMember = input.userIdentifier ?? input.groupIdentifier;
  const member =
    byMember === undefined
      ? undefined
      : resolveMember(domain, { userIdentifier: input.userIdentifier, groupIdentifier: input.groupIdentifier });
  const projects = liveProjects(domain, call)
    .filter((project) => input.name === undefined || project.name === input.name)
    .filter((project) => input.projectCategory === undefined || project.projectCategory === input.projectCategory)
    .filter((project) => !member || project.memberships.some((m) => sameMember(m.member, member)));
  const { items, nextToken } = page(projects, input, PAGE, call);
  return {
    items: items.map((project) => {
      const described = describeProject(domain, project);
      const { domainId, id, name, description, projectStatus, failureReasons, createdBy, createdAt } = described;
      const { domainUnitId, projectCategory, lastUpdatedAt: updatedAt } = project;
      const summary = { domainId, id, name, description, projectStatus, failureReasons, createdBy, createdAt };
      return { ...summary, updatedAt, domainUnitId, projectCategory };
    }),
    nextToken,
  };
}

/** Operations on projects. */
export const PROJECT_OPERATIONS: Operations = {
  CreateProject: operation(createProject),
  GetProject: operation((input: GetProjectCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describeProject(domain, projectOf(domain, input.identifier, call));
  }),
  UpdateProject: operation(updateProject),
  DeleteProject: operation(deleteProject),
  ListProjects: operation(listProjects),
};
