import type {
  DeleteEnvironmentCommandInput,
  GetEnvironmentCommandInput,
  ListEnvironmentsCommandInput,
} from "@aws-sdk/client-datazone";
import { notFound } from "../../errors";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import { isTooling } from "./blueprints";
import { announce } from "./events";
import type { Domain, Environment } from "./model";

const PAGE = 50;

/** Tells whether the deletion of an environment has run its time. */
export const isDeleted = ({ deletingSince: since }: Environment, call: Call): boolean =>
  since !== undefined && Date.now() >= since + call.emulator.delays.project;

/** A project's environments that still exist; a deletion takes the project's delay. */
export function environmentsOf(domain: Domain, projectId: string | undefined, call: Call): Environment[] {
  const found: Environment[] = [];
  for (const environment of Object.values(domain.environments))
    if (isDeleted(environment, call)) delete domain.environments[environment.id];
    else if (environment.projectId === projectId) found.push(environment);
  return found;
}

function status(environment: Environment): string {
  if (environment.deletingSince !== undefined) return "DELETING";
  if (environment.failure) return environment.failure.status;
  return Date.now() < environment.activeAt ? "CREATING" : "ACTIVE";
}

/** An environment of the domain by its id. */
export function environmentOf(domain: Domain, id: string | undefined, call: Call): Environment {
  const environment = domain.environments[id ?? ""];
  if (!environment || !environmentsOf(domain, environment.projectId, call).includes(environment))
    throw notFound(`Environment ${id} does not exist`);
  return environment;
}

/** An environment as lists show it. */
export const describeEnvironment = (domain: Domain, environment: Environment) => ({
  domainId: domain.id,
  projectId: environment.projectId,
  id: environment.id,
  name: environment.name,
  awsAccountId: environment.awsAccountId,
  awsAccountRegion: environment.awsAccountRegion,
  provider: "Amazon SageMaker",
  status: status(environment),
  environmentConfigurationId: environment.environmentConfigurationId,
  environmentConfigurationName: environment.environmentConfigurationName,
  createdBy: environment.createdBy,
  createdAt: environment.createdAt,
  updatedAt: environment.createdAt,
});

/** The deployment of an environment, with the reason where it failed. */
export function lastDeployment(environment: Environment) {
  const done = environment.failure !== undefined || Date.now() >= environment.activeAt;
  return {
    deploymentId: environment.id,
    deploymentType: "CREATE",
    deploymentStatus: environment.failure ? "FAILED" : done ? "SUCCESSFUL" : "IN_PROGRESS",
    failureReason: environment.failure?.error,
    isDeploymentComplete: done,
  };
}

function announceStep(domain: Domain, { id, projectId }: Environment, step: string, call: Call, at?: number): void {
  announce(domain, { type: `Environment ${step}`, id, projectId, data: { environmentId: id }, at }, call);
}

/** Says in its time that the deployment of an environment has started, and that it has ended. */
export function announceDeployment(domain: Domain, environment: Environment, startedAt: number, call: Call): void {
  announceStep(domain, environment, "Deployment Started", call, startedAt);
  // A failure is seen from the beginning.
  if (environment.failure) announceStep(domain, environment, "Deployment Failed", call, startedAt);
  else announceStep(domain, environment, "Deployment Completed", call, environment.activeAt);
}

/** Says that the deletion of an environment has started, and in its time that it has ended. */
export function announceDeletion(domain: Domain, environment: Environment, call: Call): void {
  announceStep(domain, environment, "Deletion Started", call);
  announceStep(domain, environment, "Deletion Completed", call, Date.now() + call.emulator.delays.project);
}

function listEnvironments(input: ListEnvironmentsCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const environments = environmentsOf(domain, input.projectIdentifier, call)
    .filter((e) => input.awsAccountId === undefined || e.awsAccountId === input.awsAccountId)
    .filter((e) => input.awsAccountRegion === undefined || e.awsAccountRegion === input.awsAccountRegion)
    .filter((e) => input.status === undefined || status(e) === input.status)
    .filter((e) => input.name === undefined || e.name === input.name)
    .filter((e) => (input.environmentBlueprintIdentifier ?? e.environmentBlueprintId) === e.environmentBlueprintId);
  const { items, nextToken } = page(environments, input, PAGE, call);
  return { items: items.map((environment) => describeEnvironment(domain, environment)), nextToken };
}

/** Resources of an environment, which is a CloudFormation stack in the target account; Tooling has the role of the project's people and jobs. */
function provisionedResources(domain: Domain, { id, projectId, awsAccountId, environmentBlueprintId }: Environment) {
  const stack = { provider: "CloudFormation", name: "stack", type: "stack", value: `DataZone-Env-${id}` };
  if (!isTooling(domain, environmentBlueprintId)) return [stack];
  const value = `arn:aws:iam::${awsAccountId}:role/datazone_usr_role_${projectId}_${id}`;
  return [stack, { provider: "Amazon SageMaker", name: "userRoleArn", type: "String", value }];
}

/** Operations on environments. */
export const ENVIRONMENT_OPERATIONS: Operations = {
  ListEnvironments: operation(listEnvironments),
  GetEnvironment: operation((input: GetEnvironmentCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const environment = environmentOf(domain, input.identifier, call);
    return {
      ...describeEnvironment(domain, environment),
      environmentBlueprintId: environment.environmentBlueprintId,
      lastDeployment: lastDeployment(environment),
      provisionedResources: provisionedResources(domain, environment),
    };
  }),
  DeleteEnvironment: operation((input: DeleteEnvironmentCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const environment = environmentOf(domain, input.identifier, call);
    if (environment.deletingSince === undefined) announceDeletion(domain, environment, call);
    environment.deletingSince ??= Date.now();
    return {};
  }),
};
