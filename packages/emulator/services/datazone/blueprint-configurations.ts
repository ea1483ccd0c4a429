import type {
  DeleteEnvironmentBlueprintConfigurationCommandInput,
  GetEnvironmentBlueprintConfigurationCommandInput,
  ListEnvironmentBlueprintConfigurationsCommandInput,
  PutEnvironmentBlueprintConfigurationCommandInput,
} from "@aws-sdk/client-datazone";
import { notFound, validationError } from "../../errors";
import { newId } from "../../identifiers";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { availableDomainOf, domainOf } from "./access";
import { blueprintOf } from "./blueprints";
import { type BlueprintConfiguration, type Domain, now, type ResourceConfiguration } from "./model";

const PAGE = 50;

/** Configurations of the caller's account: no operation takes an account. */
const configurationsOf = (domain: Domain, call: Call) => (domain.blueprintConfigurations[call.account] ??= {});

/** Describes a configuration without its globalParameters: no answer of the service has them (botocore). */
const describe = (domain: Domain, configuration: BlueprintConfiguration) => {
  const { globalParameters: _, ...visible } = configuration;
  return { domainId: domain.id, ...visible };
};

/** Members that are newer than the pinned SDK (botocore 1.43.107). */
interface NewerMembers {
  readonly resourceConfigurations?: readonly Omit<ResourceConfiguration, "identifier">[];
  readonly allowUserProvidedConfigurations?: boolean;
}

/**
 * Everything is taken unseen: roles, not even that they exist is looked at (field evidence, section 3), and no Regional parameters at
 * all: what is missing shows when an environment is deployed (`incompleteConfiguration`).
 */
function put(input: PutEnvironmentBlueprintConfigurationCommandInput & NewerMembers, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const blueprint = blueprintOf(domain, input.environmentBlueprintIdentifier);
  if (!input.enabledRegions) throw validationError("enabledRegions is required");
  const strayRegion = Object.keys(input.regionalParameters ?? {}).find((r) => !input.enabledRegions!.includes(r));
  if (strayRegion) throw validationError(`regionalParameters given for ${strayRegion}, which is not an enabled Region`);
  const configurations = configurationsOf(domain, call);
  const time = now();
  // An upsert that overwrites: what is left out is erased.
  // https://docs.aws.amazon.com/sagemaker-unified-studio/latest/adminguide/manage-tooling-blueprint.html
  configurations[blueprint.id] = {
    environmentBlueprintId: blueprint.id,
    provisioningRoleArn: input.provisioningRoleArn,
    manageAccessRoleArn: input.manageAccessRoleArn,
    environmentRolePermissionBoundary: input.environmentRolePermissionBoundary,
    enabledRegions: input.enabledRegions,
    regionalParameters: input.regionalParameters,
    globalParameters: input.globalParameters,
    provisioningConfigurations: input.provisioningConfigurations,
    resourceConfigurations: input.resourceConfigurations?.map((item) => ({ identifier: newId(), ...item })),
    allowUserProvidedConfigurations: input.allowUserProvidedConfigurations,
    createdAt: configurations[blueprint.id]?.createdAt ?? time,
    updatedAt: time,
  };
  return describe(domain, configurations[blueprint.id]);
}

function get(input: GetEnvironmentBlueprintConfigurationCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const configuration = configurationsOf(domain, call)[input.environmentBlueprintIdentifier!];
  if (!configuration)
    throw notFound(
      `Environment blueprint ${input.environmentBlueprintIdentifier} is not configured in ${call.account}`,
    );
  return describe(domain, configuration);
}

function remove(input: DeleteEnvironmentBlueprintConfigurationCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  // Not among the operation's errors: ResourceNotFoundException, so deleting what is gone succeeds.
  const id = input.environmentBlueprintIdentifier!;
  delete configurationsOf(domain, call)[id];
  // That its grants go with it is assumed: they cannot be listed any more.
  const entity = `${call.account}:${id}`;
  domain.grants = domain.grants.filter(({ entityIdentifier }) => entityIdentifier !== entity);
  return {};
}

/** Operations on the blueprints that an account has enabled. */
export const BLUEPRINT_CONFIGURATION_OPERATIONS: Operations = {
  PutEnvironmentBlueprintConfiguration: operation(put),
  GetEnvironmentBlueprintConfiguration: operation(get),
  DeleteEnvironmentBlueprintConfiguration: operation(remove),
  ListEnvironmentBlueprintConfigurations: operation(
    (input: ListEnvironmentBlueprintConfigurationsCommandInput, call) => {
      const domain = domainOf(input.domainIdentifier!, call);
      const { items, nextToken } = page(Object.values(configurationsOf(domain, call)), input, PAGE, call);
      return { items: items.map((configuration) => describe(domain, configuration)), nextToken };
    },
  ),
};
