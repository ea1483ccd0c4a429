/** A parameter of a blueprint's CloudFormation template, as far as it is known. */
export interface TemplateParameter {
  /** Value where none is given; without it, one must be. */
  readonly default?: string;
  /** Values that CloudFormation takes. @default - any */
  readonly allowed?: readonly string[];
}

/** Parameters of a blueprint's template by name. */
export type TemplateParameters = Readonly<Record<string, TemplateParameter>>;

const flag = (value: "true" | "false"): TemplateParameter => ({ default: value, allowed: ["true", "false"] });

/**
 * Parameters of Tooling that the administrator guide's page on project profiles lists. Defaults that it does not give are ours. The values of
 * `lifecycleManagement`, and of trusted identity propagation, were read from the template itself (field evidence, section 1, row
 * 6); that the other switches take nothing but true and false is documented and not measured.
 */
const TOOLING: TemplateParameters = {
  allowConnectionToUserGovernedEmrClusters: flag("false"),
  enableAmazonBedrockIDEPermissions: flag("false"),
  enableAmazonBedrockPermissions: flag("false"),
  enableAthena: flag("true"),
  enableGlueWorkloadsPermissions: flag("true"),
  enableNetworkIsolation: flag("true"),
  enableProjectRepositoryAutoSync: flag("true"),
  enableSageMakerMLWorkloadsPermissions: flag("true"),
  enableSpaces: flag("true"),
  enableTrustedIdentityPropagationPermissions: flag("false"),
  gitBranchName: { default: "main" },
  gitConnectionArn: { default: "" },
  gitFullRepositoryId: { default: "" },
  idleTimeoutInMinutes: { default: "60" },
  lifecycleManagement: { default: "ENABLED", allowed: ["ENABLED", "DISABLED"] },
  logGroupRetention: { default: "731" },
  maxEbsVolumeSize: { default: "100" },
  sagemakerDomainNetworkType: { default: "VpcOnly" },
  workgroupName: { default: "" },
};

/** Templates of which more is known than that all their parameters have defaults. */
const TEMPLATES: Readonly<Record<string, TemplateParameters>> = {
  Tooling: TOOLING,
  // The only two parameters without a default in the templates of eleven blueprints (field evidence, section 1, row 7).
  S3Bucket: { bucketName: {} },
  S3TableCatalog: { catalogName: {}, databaseName: { default: "" } },
};

/** Known parameters of a managed blueprint's template. */
export const templateParameters = (blueprint: string): TemplateParameters => TEMPLATES[blueprint] ?? {};

/** Names of parameters that have neither a default nor one of these values. */
export function missingParameters(blueprint: string, given: ReadonlyMap<string, string | undefined>): string[] {
  return Object.entries(templateParameters(blueprint))
    .filter(([name, parameter]) => parameter.default === undefined && (given.get(name) ?? "") === "")
    .map(([name]) => name);
}

/** Name of the first parameter whose value CloudFormation refuses; undefined where it takes all of them. */
export function refusedParameter(
  blueprint: string,
  given: ReadonlyMap<string, string | undefined>,
): string | undefined {
  return Object.entries(templateParameters(blueprint)).find(([name, { allowed }]) => {
    const value = given.get(name);
    return value !== undefined && allowed !== undefined && !allowed.includes(value);
  })?.[0];
}

/** The template as CloudFormation has it, with its known parameters and without its resources. */
export function templateDocument(blueprint: string): object {
  const parameters = Object.entries(templateParameters(blueprint)).map(([name, parameter]) => [
    name,
    {
      Type: "String",
      ...(parameter.default === undefined ? {} : { Default: parameter.default }),
      ...(parameter.allowed === undefined ? {} : { AllowedValues: parameter.allowed }),
    },
  ]);
  const empty = { Type: "AWS::CloudFormation::WaitConditionHandle" };
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Parameters: Object.fromEntries(parameters) as object,
    Resources: { Empty: empty },
  };
}
