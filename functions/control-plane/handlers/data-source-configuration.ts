import type { DataSourceConfigurationInput, DataSourceConfigurationOutput } from "@aws-sdk/client-datazone";
import type { Properties } from "../../../contracts/control-plane";
import { asSet, type ComparableObject, Keyed } from "../engine/comparison";

type DataSourceProperties = Properties<"DataSource">;
type RelationalFilter = NonNullable<
  NonNullable<DataSourceConfigurationInput["glueRunConfiguration"]>["relationalFilterConfigurations"]
>[number];

/** The configuration as the service takes it: as a whole, so that what is left out is taken away. */
export function runConfiguration(properties: DataSourceProperties): DataSourceConfigurationInput {
  const common = {
    dataAccessRole: properties.dataAccessRoleArn,
    relationalFilterConfigurations: properties.filters.map(filterOf),
  };
  if (properties.type === "GLUE") {
    const { catalogName, importsDataQuality } = properties;
    return { glueRunConfiguration: { ...common, catalogName, autoImportDataQualityResult: importsDataQuality } };
  }
  return { redshiftRunConfiguration: { ...common, ...redshiftPlace(properties) } };
}

function redshiftPlace({ redshiftStorage, redshiftSecretArn }: DataSourceProperties) {
  const redshiftCredentialConfiguration =
    redshiftSecretArn === undefined ? undefined : { secretManagerArn: redshiftSecretArn };
  if (redshiftStorage === undefined) return { redshiftCredentialConfiguration };
  return {
    redshiftCredentialConfiguration,
    redshiftStorage:
      "clusterName" in redshiftStorage
        ? { redshiftClusterSource: redshiftStorage }
        : { redshiftServerlessSource: redshiftStorage },
  };
}

function filterOf({ database, schema, include, exclude }: DataSourceProperties["filters"][number]): RelationalFilter {
  return {
    databaseName: database,
    schemaName: schema,
    filterExpressions: [
      ...asSet(include).map((expression) => ({ type: "INCLUDE" as const, expression })),
      ...asSet(exclude).map((expression) => ({ type: "EXCLUDE" as const, expression })),
    ],
  };
}

/** The desired configuration in comparable form. */
export function desiredConfiguration(properties: DataSourceProperties): ComparableObject {
  return configurationValues(runConfiguration(properties), properties);
}

/** The live configuration in comparable form. What a connection gives by itself counts only where it is configured, too. */
export function configurationValues(
  configuration: DataSourceConfigurationOutput | DataSourceConfigurationInput | undefined,
  desired: DataSourceProperties,
): ComparableObject {
  const glue = configuration?.glueRunConfiguration;
  const redshift = configuration?.redshiftRunConfiguration;
  const filters = (glue ?? redshift)?.relationalFilterConfigurations ?? [];
  const given = <T>(wanted: unknown, live: T): T | undefined => (wanted === undefined ? undefined : live);
  return {
    dataAccessRoleArn: given(desired.dataAccessRoleArn, (glue ?? redshift)?.dataAccessRole),
    catalogName: given(desired.catalogName, glue?.catalogName),
    importsDataQuality: glue?.autoImportDataQualityResult ?? false,
    filters: new Keyed(Object.fromEntries(filters.map((filter) => [filterName(filter), expressions(filter)]))),
    redshiftStorage: given(
      desired.redshiftStorage,
      redshift?.redshiftStorage?.redshiftClusterSource?.clusterName ??
        redshift?.redshiftStorage?.redshiftServerlessSource?.workgroupName,
    ),
    redshiftSecretArn: given(desired.redshiftSecretArn, redshift?.redshiftCredentialConfiguration?.secretManagerArn),
  };
}

const filterName = ({ databaseName = "", schemaName }: RelationalFilter): string =>
  schemaName === undefined ? databaseName : `${databaseName}.${schemaName}`;

/** Without an expression that includes something, everything is included. */
function expressions({ filterExpressions = [] }: RelationalFilter): ComparableObject {
  const of = (wanted: string): readonly string[] =>
    asSet(filterExpressions.filter(({ type }) => type === wanted).map(({ expression = "" }) => expression));
  const include = of("INCLUDE");
  return { include: include.length === 0 ? ["*"] : include, exclude: of("EXCLUDE") };
}
