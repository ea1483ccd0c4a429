import type {
  CreateProjectProfileCommandInput,
  DeleteProjectProfileCommandInput,
  EnvironmentConfiguration,
  GetProjectProfileCommandInput,
  ListProjectProfilesCommandInput,
  UpdateProjectProfileCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, validationError } from "../../errors";
import { newId, newUuid } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, checkName, domainOf } from "./access";
import { blueprintOf } from "./blueprints";
import { missingParameters } from "./blueprint-templates";
import { unitOf } from "./domain-units";
import { blueprintName, parameterValues } from "./environment-problem";
import { type Domain, now, type ProjectProfile } from "./model";
import { callerAsUser } from "./principals";

/** 10 pools per environment configuration (botocore). */
const MAX_POOLS = 10;
const PAGE = 50;

/**
 * A project profile of a domain by its id.
 *
 * @throws ServiceError ResourceNotFoundException
 */
export function profileOf(domain: Domain, id: string | undefined): ProjectProfile {
  const profile = domain.projectProfiles[id ?? ""];
  if (!profile) throw notFound(`Project profile ${id} does not exist in domain ${domain.id}`);
  return profile;
}

function checkConfigurations(domain: Domain, configurations: readonly EnvironmentConfiguration[]): void {
  const names = new Set<string>();
  for (const configuration of configurations) {
    const name = checkName("Environment configuration", configuration.name, 64);
    if (names.has(name)) throw validationError(`Environment configuration name ${name} is used twice`);
    names.add(name);
    const blueprint = blueprintOf(domain, configuration.environmentBlueprintId);
    if (blueprint.name === "ToolingLite" && configuration.deploymentMode === "ON_DEMAND")
      throw validationError("ToolingLite environment blueprint configuration must have deployment mode ON_CREATE.");
    const pools = configuration.accountPools ?? [];
    if (pools.length > 0 && (configuration.awsAccount || configuration.awsRegion))
      throw validationError(`${name}: accountPools cannot be combined with awsAccount or awsRegion`); // docs/pitfalls.md, 10
    if (pools.length > MAX_POOLS) throw validationError(`${name}: at most ${MAX_POOLS} account pools`);
    for (const pool of pools)
      if (!domain.accountPools[pool]) throw validationError(`${name}: account pool ${pool} does not exist`);
  }
}

/** ON_CREATE by deployment order, then ON_DEMAND; inside a group the order of the request stays (field evidence, section 4, 1). */
const serviceOrder = (a: EnvironmentConfiguration, b: EnvironmentConfiguration) =>
  Number(a.deploymentMode === "ON_DEMAND") - Number(b.deploymentMode === "ON_DEMAND") ||
  (a.deploymentOrder ?? 0) - (b.deploymentOrder ?? 0);

/**
 * Configurations as the service keeps them: regrouped, with ids that are new after every update (field evidence, section 4, 2),
 * and with empty override lists gone (docs/pitfalls.md, 4 and 5). The members are in the recorded order.
 */
function normalize(configurations: readonly EnvironmentConfiguration[]): EnvironmentConfiguration[] {
  return [...configurations].sort(serviceOrder).map((configuration) => {
    const { parameterOverrides, ssmPath } = configuration.configurationParameters ?? {};
    const overrides = parameterOverrides?.length ? parameterOverrides : undefined;
    const { name, environmentBlueprintId, description, deploymentMode, awsAccount, awsRegion } = configuration;
    return {
      name,
      id: newUuid(),
      environmentBlueprintId,
      description,
      deploymentMode: deploymentMode ?? "ON_CREATE",
      configurationParameters: overrides || ssmPath ? { ssmPath, parameterOverrides: overrides } : undefined,
      awsAccount,
      awsRegion,
      accountPools: configuration.accountPools,
      deploymentOrder: configuration.deploymentOrder,
    };
  });
}

function checkUnique(domain: Domain, name: string, self?: string): void {
  if (Object.values(domain.projectProfiles).some((profile) => profile.name === name && profile.id !== self))
    throw conflict(`Project profile ${name} already exists`);
}

/** A profile as it is read, in the recorded order: who created it is not in it, although the model requires it. */
const describe = (domain: Domain, profile: ProjectProfile) => {
  const { id, name, description, status, projectResourceTags, allowCustomProjectResourceTags } = profile;
  const { projectResourceTagsDescription, environmentConfigurations, createdAt, lastUpdatedAt, domainUnitId } = profile;
  return {
    ...{ domainId: domain.id, id, name, description, status, projectResourceTags, allowCustomProjectResourceTags },
    ...{ projectResourceTagsDescription, environmentConfigurations, createdAt, lastUpdatedAt, domainUnitId },
  };
};

/** The answer of a write, which has the creator. */
const describeWritten = (domain: Domain, profile: ProjectProfile) => ({
  ...describe(domain, profile),
  createdBy: profile.createdBy,
});

/** CreateProjectProfile does not ask for parameters without a default; UpdateProjectProfile does (field evidence, section 1, row 7). */
function checkRequiredParameters(domain: Domain, configurations: readonly EnvironmentConfiguration[]): void {
  const missing = configurations.flatMap((configuration) =>
    configuration.configurationParameters?.ssmPath === undefined
      ? missingParameters(blueprintName(domain, configuration.environmentBlueprintId), parameterValues(configuration))
      : [],
  );
  if (missing.length > 0)
    throw validationError(`Missing required Blueprint parameter(s): ${[...new Set(missing)].join(", ")}`);
}

function createProjectProfile(input: CreateProjectProfileCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const name = checkName("Project profile", input.name, 64);
  checkUnique(domain, name);
  const configurations = input.environmentConfigurations ?? [];
  checkConfigurations(domain, configurations);
  const time = now();
  const profile: ProjectProfile = {
    id: newId(),
    name,
    description: input.description,
    status: input.status ?? "DISABLED", // the API's default
    domainUnitId: unitOf(domain, input.domainUnitIdentifier).id,
    environmentConfigurations: normalize(configurations),
    projectResourceTags: input.projectResourceTags,
    allowCustomProjectResourceTags: input.allowCustomProjectResourceTags ?? false,
    projectResourceTagsDescription: input.projectResourceTagsDescription,
    createdBy: callerAsUser(domain, call),
    createdAt: time,
    lastUpdatedAt: time,
  };
  domain.projectProfiles[profile.id] = profile;
  return describeWritten(domain, profile);
}

function updateProjectProfile(input: UpdateProjectProfileCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const profile = profileOf(domain, input.identifier);
  if (input.name !== undefined) checkUnique(domain, checkName("Project profile", input.name, 64), profile.id);
  if (input.environmentConfigurations !== undefined) {
    checkConfigurations(domain, input.environmentConfigurations);
    checkRequiredParameters(domain, input.environmentConfigurations);
    profile.environmentConfigurations = normalize(input.environmentConfigurations);
  }
  if (input.domainUnitIdentifier !== undefined) profile.domainUnitId = unitOf(domain, input.domainUnitIdentifier).id;
  const plain = [
    "name",
    "description",
    "status",
    "projectResourceTags",
    "allowCustomProjectResourceTags",
    "projectResourceTagsDescription",
  ] as const;
  for (const member of plain) if (input[member] !== undefined) Object.assign(profile, { [member]: input[member] });
  profile.lastUpdatedAt = now();
  return describeWritten(domain, profile);
}

function deleteProjectProfile(input: DeleteProjectProfileCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const profile = profileOf(domain, input.identifier);
  const user = Object.values(domain.projects).find((project) => project.projectProfileId === profile.id);
  // ConflictException is not among the operation's errors (botocore).
  if (user) throw validationError(`Project profile ${profile.id} is used by project ${user.id}`);
  delete domain.projectProfiles[profile.id];
  return {};
}

function listProjectProfiles(input: ListProjectProfilesCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const profiles = Object.values(domain.projectProfiles)
    .filter((profile) => input.name === undefined || profile.name === input.name)
    .sort((a, b) => a.name.localeCompare(b.name));
  if (input.sortOrder === "DESCENDING") profiles.reverse();
  const { items, nextToken } = page(profiles, input, PAGE, call);
  return {
    items: items.map(({ id, name, description, status, createdBy, createdAt, lastUpdatedAt, domainUnitId }) => ({
      ...{ domainId: domain.id, id, name, description, status, createdBy, createdAt, lastUpdatedAt, domainUnitId },
    })),
    nextToken,
  };
}

/** Operations on project profiles. */
export const PROJECT_PROFILE_OPERATIONS: Operations = {
  CreateProjectProfile: operation(createProjectProfile),
  GetProjectProfile: operation((input: GetProjectProfileCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, profileOf(domain, input.identifier));
  }),
  UpdateProjectProfile: operation(updateProjectProfile),
  DeleteProjectProfile: operation(deleteProjectProfile),
  ListProjectProfiles: operation(listProjectProfiles),
};
