import type { EnvironmentConfiguration, EnvironmentError } from "@aws-sdk/client-datazone";
import { newId } from "../../identifiers";
import type { Call } from "../../service";
import { poolOf } from "./account-pools";
import { handlerGrants } from "./account-pool-handler";
import { blueprintName, environmentProblem, failure, parameterValues, type Target } from "./environment-problem";
import { TOOLING } from "./blueprints";
import { announceDeployment } from "./environments";
import type { Deployment, Domain, Environment, Project, ProjectProfile } from "./model";

/**
 * Starts the deployment of a project's ON_CREATE environments: decides its outcome now, lets it be seen as the
 * project's delays pass, and creates the environments of a successful one.
 */
export async function deploy(domain: Domain, project: Project, profile: ProjectProfile, call: Call): Promise<void> {
  const startedAt = Date.now();
  const inProgressAt = startedAt + call.emulator.delays.project;
  const finishedAt = inProgressAt + call.emulator.delays.project;
  const timing = { startedAt, inProgressAt, finishedAt };
  const { targets, reasons } = await resolveTargets(domain, project, profile, call);
  if (Object.keys(reasons).length > 0) {
    project.deployment = { ...timing, outcome: "FAILED_VALIDATION", reasons };
    return;
  }
  const onCreate = profile.environmentConfigurations.filter((c) => c.deploymentMode !== "ON_DEMAND");
  for (const configuration of onCreate) {
    const target = targets.get(configuration.name!)!;
    const { environmentBlueprintId } = configuration;
    if (blueprintName(domain, environmentBlueprintId) === TOOLING)
      project.tooling = { ...target, blueprintId: environmentBlueprintId! };
    const parameters = parameterValues(configuration, ofProject(project, configuration));
    const error = environmentProblem(domain, project, configuration, target, parameters, call);
    if (error) reasons[configuration.name!] = [error];
    else deployEnvironment(domain, project, configuration, target, timing, call);
  }
  const injected = call.emulator.faults.take(["project-deployment-failure"], {
    service: call.service,
    operation: call.operation,
    account: call.account,
  });
  if (injected) reasons[onCreate[0]?.name ?? "Tooling"] = [failure(injected.reason ?? "injected fault")];
  const outcome = Object.keys(reasons).length > 0 ? "FAILED_DEPLOYMENT" : "SUCCESSFUL";
  project.deployment = { ...timing, outcome, reasons };
}

/** Status of a deployment at this moment. */
export function deploymentStatus(deployment: Deployment): string {
  const time = Date.now();
  if (time < deployment.inProgressAt) return "PENDING_DEPLOYMENT";
  return time < deployment.finishedAt ? "IN_PROGRESS" : deployment.outcome;
}

async function resolveTargets(domain: Domain, project: Project, profile: ProjectProfile, call: Call) {
  const targets = new Map<string, Target>();
  const reasons: Record<string, EnvironmentError[]> = {};
  for (const configuration of profile.environmentConfigurations) {
    const target = configuration.accountPools?.length
      ? await resolvedByProject(domain, project, configuration, call)
      : await resolvedByProfile(configuration, domain, call);
    if (typeof target !== "string") targets.set(configuration.name!, target);
    // Pool-bound: every configuration needs its account, ON_DEMAND ones too (docs/pitfalls.md, 9).
    else if (configuration.accountPools?.length || configuration.deploymentMode !== "ON_DEMAND")
      reasons[configuration.name!] = [failure(target)];
  }
  return { targets, reasons };
}

/** Account and Region that the project has chosen from the pools of a configuration, or the reason against them. */
export async function resolvedByProject(
  domain: Domain,
  project: Project,
  configuration: EnvironmentConfiguration,
  call: Call,
): Promise<Target | string> {
  const given = project.userParameters?.find((p) => p.environmentConfigurationName === configuration.name);
  const resolved = given?.environmentResolvedAccount;
  if (!resolved) return "EnvironmentConfigurations require a resolved account on input";
  const account = resolved.awsAccountId!;
  const region = resolved.regionName!;
  const pools = configuration.accountPools!;
  const source = resolved.sourceAccountPoolId;
  if (source !== undefined && !pools.includes(source))
    return `Account pool ${source} is not a pool of environment configuration ${configuration.name}`;
  for (const id of source === undefined ? pools : [source]) {
    if (!domain.accountPools[id]) continue; // deleted under the profile's feet
    const { accounts, customAccountPoolHandler } = poolOf(domain, id).accountSource;
    if (customAccountPoolHandler) {
      if (await handlerGrants(domain, customAccountPoolHandler, account, region, call)) return { account, region };
    } else if (accounts?.some((a) => a.awsAccountId === account && a.supportedRegions?.includes(region)))
      return { account, region };
  }
  return `Account ${account} in ${region} is not authorized by the account pools of ${configuration.name}`;
}

/** Account and Region that the profile itself names, or the reason why it names none. */
export async function resolvedByProfile(configuration: EnvironmentConfiguration, domain: Domain, call: Call) {
  const { awsAccount, awsRegion } = configuration;
  const read = async (literal: string | undefined, path: string | undefined) =>
    literal ?? (path === undefined ? undefined : await call.emulator.readParameter(path, call));
  const account = await read(awsAccount?.awsAccountId, awsAccount?.awsAccountIdPath);
  const region =
    (await read(awsRegion?.regionName, awsRegion?.regionNamePath)) ?? (awsRegion ? undefined : domain.region);
  if (!account) return `No AWS account for environment configuration ${configuration.name}`;
  return region ? { account, region } : `No AWS Region for environment configuration ${configuration.name}`;
}

/** Parameters that a project gives to an environment configuration. */
const ofProject = (project: Project, configuration: EnvironmentConfiguration) =>
  project.userParameters?.find((entry) => entry.environmentConfigurationName === configuration.name)
    ?.environmentParameters;

function deployEnvironment(
  domain: Domain,
  project: Project,
  configuration: EnvironmentConfiguration,
  target: Target,
  { inProgressAt: startedAt, finishedAt: activeAt }: Pick<Deployment, "inProgressAt" | "finishedAt">,
  call: Call,
): void {
  const exists = Object.values(domain.environments).some(
    (e) => e.projectId === project.id && e.environmentConfigurationName === configuration.name,
  );
  const course = { name: configuration.name!, activeAt, startedAt };
  if (!exists) addEnvironment(domain, project, configuration, target, course, call);
}

/** Course of an environment's creation, and the time at which it begins. */
export type EnvironmentCourse = Pick<Environment, "name" | "activeAt" | "failure"> & { readonly startedAt: number };

/** Puts an environment of a configuration into the domain. */
export function addEnvironment(
  domain: Domain,
  project: Project,
  configuration: EnvironmentConfiguration,
  { account, region }: Target,
  { startedAt, ...course }: EnvironmentCourse,
  call: Call,
): Environment {
  const environment: Environment = {
    ...course,
    id: newId(),
    projectId: project.id,
    awsAccountId: account,
    awsAccountRegion: region,
    environmentBlueprintId: configuration.environmentBlueprintId!,
    environmentConfigurationId: configuration.id!,
    environmentConfigurationName: configuration.name!,
    createdBy: call.callerArn,
    createdAt: new Date().toISOString(),
  };
  domain.environments[environment.id] = environment;
  announceDeployment(domain, environment, startedAt, call);
  return environment;
}
