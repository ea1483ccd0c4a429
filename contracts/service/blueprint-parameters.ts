import type { BlueprintName } from "./blueprints";

/** Demands of a blueprint's template on one parameter. */
export interface BlueprintParameter {
  /** Values that CloudFormation takes; of two, the first means on and the second off. @default - any */
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

/** Known name of a parameter that is written otherwise in upper and lower case: the service does not find it then. */
export function misspeltParameter(blueprint: BlueprintName, name: string): string | undefined {
  const known = Object.keys(BLUEPRINT_PARAMETERS[blueprint] ?? {});
  if (known.includes(name)) return undefined;
  return known.find((candidate) => candidate.toLowerCase() === name.toLowerCase());
}

/** Spellings of on and off that people use. */
const SPELLINGS = [
  ["true", "enabled", "enable", "on", "yes", "1"],
  ["false", "disabled", "disable", "off", "no", "0"],
];

/** The word for what was evidently meant, among the words that a switch takes. */
export function switchWord(allowed: readonly string[], written: string): string | undefined {
  if (allowed.length !== SPELLINGS.length) return undefined;
  const meaning = SPELLINGS.findIndex((words) => words.includes(written.trim().toLowerCase()));
  return meaning < 0 ? undefined : allowed[meaning];
}

/** Words that a parameter takes, by its name alone: the first blueprint that restricts it decides. */
export function wordsOfParameter(name: string): readonly string[] {
  const found = Object.values(BLUEPRINT_PARAMETERS).find((parameters) => Object.hasOwn(parameters, name));
  return found?.[name].allowed ?? [];
}
