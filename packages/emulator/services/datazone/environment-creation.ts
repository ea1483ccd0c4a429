import type { CreateEnvironmentCommandInput, EnvironmentConfiguration } from "@aws-sdk/client-datazone";
import { accessDenied, validationError } from "../../errors";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, notPermitted } from "./access";
import { addEnvironment, resolvedByProfile, resolvedByProject } from "./deployment";
import { environmentProblem, failure, parameterValues, type Target } from "./environment-problem";
import { describeEnvironment, environmentsOf, lastDeployment } from "./environments";
import type { Domain, Environment, Project } from "./model";
import { callerAsMember, sameMember } from "./principals";
import { profileOf } from "./project-profiles";
import { projectOf } from "./projects";
import { isTooling } from "./blueprints";

/**
 * The configuration that a caller who is a member of the project asks for; everything else is refused in the same words. A
 * blueprint's id names none on version V2 (field evidence, section 2, CreateEnvironment).
 */
function configurationOf(
  domain: Domain,
  project: Project,
  input: CreateEnvironmentCommandInput,
  call: Call,
): EnvironmentConfiguration {
  const caller = callerAsMember(domain, call);
  const profile = project.projectProfileId === undefined ? undefined : profileOf(domain, project.projectProfileId);
  const found = profile?.environmentConfigurations.find(({ id, name }) =>
    input.environmentConfigurationId === undefined
      ? name === input.environmentConfigurationName
      : id === input.environmentConfigurationId,
  );
  if (!found || !project.memberships.some(({ member }) => sameMember(member, caller)))
    throw accessDenied(notPermitted(call));
  return found;
}

/** Reason against the environment, with the status in which it ends. */
function problemOf(
  domain: Domain,
  project: Project,
  configuration: EnvironmentConfiguration,
  target: Target,
  input: CreateEnvironmentCommandInput,
  call: Call,
): Environment["failure"] {
  const tooled = environmentsOf(domain, project.id, call).some(
    ({ environmentBlueprintId, failure: failed }) => !failed && isTooling(domain, environmentBlueprintId),
  );
  if (!tooled && !isTooling(domain, configuration.environmentBlueprintId))
    return {
      status: "VALIDATION_FAILED",
      error: failure(`Tooling environment not found for project: ${project.id}`, "400"),
    };
  const parameters = parameterValues(configuration, input.userParameters);
  const error = environmentProblem(domain, project, configuration, target, parameters, call);
  return error && { status: "CREATE_FAILED", error };
}

async function createEnvironment(input: CreateEnvironmentCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.projectIdentifier, call);
  const configuration = configurationOf(domain, project, input, call);
  const target = configuration.accountPools?.length
    ? await resolvedByProject(domain, project, configuration, call)
    : await resolvedByProfile(configuration, domain, call);
  if (typeof target === "string") throw validationError(target);
  const problem = problemOf(domain, project, configuration, target, input, call);
  const startedAt = Date.now();
  const activeAt = startedAt + call.emulator.delays.project;
  const course = { name: input.name!, startedAt, activeAt, failure: problem };
  const environment = addEnvironment(domain, project, configuration, target, course, call);
  return { ...describeEnvironment(domain, environment), lastDeployment: lastDeployment(environment) };
}

/** Operations that create environments. */
export const ENVIRONMENT_CREATION_OPERATIONS: Operations = {
  CreateEnvironment: operation(createEnvironment),
  CreateEnvironmentProfile: operation(() => {
    throw validationError("API not supported for domain version");
  }),
};
