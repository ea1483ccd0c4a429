import type { EnvironmentConfiguration, EnvironmentError } from "@aws-sdk/client-datazone";
import type { Call } from "../../service";
import { isAssociated } from "../ram/associated-accounts";
import { mayUseBlueprint } from "./authorization";
import { missingParameters, refusedParameter } from "./blueprint-templates";
import type { BlueprintConfiguration, Domain, Project } from "./model";

/** Account and Region in which an environment is created. */
export interface Target {
  readonly account: string;
  readonly region: string;
}

/** Words of the service for a failed environment. */
export const failure = (message: string, code?: string): EnvironmentError => ({ code, message });

/** Name of a blueprint of the domain; empty where there is none. */
export const blueprintName = (domain: Domain, id: string | undefined): string =>
  domain.blueprints.find((blueprint) => blueprint.id === id)?.name ?? "";

/**
 * Reason for which a blueprint configuration can neither deploy an environment nor take one away; the Put accepted it
 * (field evidence, section 1, rows 3 and 4).
 *
 * Tooling without any Regional parameter was accepted by Put, and Get showed its Regions, in
 * aws-samples/sample-sagemaker-ai-navsim-e2e-driving (docs/unified-studio-setup-guide.md, "EnvironmentBlueprintConfiguration"); its
 * deployment was refused in these words. RAJA (field evidence, section 2) met them on CreateEnvironment, and those about the S3 path
 * next, when there were parameters.
 */
export function incompleteConfiguration(
  domain: Domain,
  configuration: BlueprintConfiguration,
  region: string,
): string | undefined {
  const id = configuration.environmentBlueprintId;
  if (!configuration.manageAccessRoleArn)
    return `Manage Access Role Arn for environment blueprint id ${id} not defined`;
  if (blueprintName(domain, id) !== "Tooling") return undefined;
  const regional = configuration.regionalParameters ?? {};
  if (Object.values(regional).every((values) => Object.keys(values).length === 0))
    return "Environment blueprint configuration needs to enable atleast one region";
  return regional[region]?.S3Location ? undefined : "Invalid S3 path provided null";
}

/**
 * Finds the reason against an environment in its target, in the order in which a first project meets them: the account, the
 * grant, the configuration, and CloudFormation with the values of parameters (field evidence, section 1).
 *
 * @param parameters - values of the profile and of the project, by name
 */
export function environmentProblem(
  domain: Domain,
  project: Project,
  configuration: EnvironmentConfiguration,
  { account, region }: Target,
  parameters: ReadonlyMap<string, string | undefined>,
  call: Call,
): EnvironmentError | undefined {
  const blueprintId = configuration.environmentBlueprintId!;
  const name = blueprintName(domain, blueprintId);
  const refused = failure(`Caller is not authorized to create environment using blueprintId ${blueprintId}`, "403");
  if (account !== domain.account && !isAssociated(call.emulator, domain, account))
    return failure(`Account ${account} is not associated with domain ${domain.id}`, "403");
  const enabled = domain.blueprintConfigurations[account]?.[blueprintId];
  if (!enabled?.enabledRegions.includes(region)) return refused;
  if (!mayUseBlueprint(domain, project, account, blueprintId)) return refused;
  const incomplete = incompleteConfiguration(domain, enabled, region);
  if (incomplete !== undefined) return failure(incomplete);
  const wrong = refusedParameter(name, parameters);
  if (wrong !== undefined)
    return failure(`Stack creation failed with Parameter '${wrong}' must be one of AllowedValues`, "400");
  // Values at an SSM path are not looked at.
  if (configuration.configurationParameters?.ssmPath !== undefined) return undefined;
  const missing = missingParameters(name, parameters);
  if (missing.length > 0)
    return failure(`Stack creation failed with Parameters: [${missing.join(", ")}] must have values`, "400");
  return undefined;
}

/** Values of parameters: what the profile overrides, over it what was given for the environment. */
export function parameterValues(
  configuration: EnvironmentConfiguration,
  given: readonly { readonly name?: string; readonly value?: string }[] = [],
): ReadonlyMap<string, string | undefined> {
  const overrides = configuration.configurationParameters?.parameterOverrides ?? [];
  return new Map([...overrides, ...given].map(({ name, value }) => [name ?? "", value]));
}
