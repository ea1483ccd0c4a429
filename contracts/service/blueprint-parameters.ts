import type { BlueprintName } from "./blueprints";

/** Demands of a blueprint's template on one parameter. */
export interface BlueprintParameter {
  /** Values that CloudFormation takes. @default - any */
  readonly allowed?: readonly string[];
  /** True where the template has no default: a profile must declare it, on demand too. @default false */
  readonly required?: true;
}

const SWITCH: BlueprintParameter = { allowed: ["true", "false"] };

/**
 * Parameters of blueprints that do not take every value. Nobody checks them before an environment is deployed, but for required
 * ones, and those only when a profile is updated.
 *
 * Source: a real installation that read the templates and met both refusals (field evidence, section 1, rows 6 and 7); the
 * switches beside trusted identity propagation are from the administrator guide's page on project profiles.
 */
export const BLUEPRINT_PARAMETERS: Readonly<
  Partial<Record<BlueprintName, Readonly<Record<string, BlueprintParameter>>>>
> = {
  Tooling: {
    lifecycleManagement: { allowed: ["ENABLED", "DISABLED"] },
    enableTrustedIdentityPropagationPermissions: SWITCH,
    allowConnectionToUserGovernedEmrClusters: SWITCH,
    enableAmazonBedrockIDEPermissions: SWITCH,
    enableAmazonBedrockPermissions: SWITCH,
    enableAthena: SWITCH,
    enableGlueWorkloadsPermissions: SWITCH,
    enableNetworkIsolation: SWITCH,
    enableProjectRepositoryAutoSync: SWITCH,
    enableSageMakerMLWorkloadsPermissions: SWITCH,
    enableSpaces: SWITCH,
  },
  S3Bucket: { bucketName: { required: true } },
  S3TableCatalog: { catalogName: { required: true } },
};

/** Demands on a parameter; none where nothing is known of it. */
export function blueprintParameter(blueprint: BlueprintName, name: string): BlueprintParameter {
  const parameters = BLUEPRINT_PARAMETERS[blueprint] ?? {};
  return Object.hasOwn(parameters, name) ? parameters[name] : {};
}

/** Names of the parameters that a profile must declare for a blueprint. */
export function requiredParameters(blueprint: BlueprintName): string[] {
  return Object.entries(BLUEPRINT_PARAMETERS[blueprint] ?? {}).flatMap(([name, { required }]) =>
    required === true ? [name] : [],
  );
}
