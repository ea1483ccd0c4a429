import { GetDataSourceCommand, type DataSourceConfigurationOutput } from "@aws-sdk/client-datazone";
import type { LiveDataSource, LiveFilter } from "../live-sources";
import type { AccountClients } from "./access";
import { sortedBy } from "./order";

type Redshift = Extract<
  DataSourceConfigurationOutput,
  { redshiftRunConfiguration: object }
>["redshiftRunConfiguration"];
type Filter = NonNullable<Redshift["relationalFilterConfigurations"]>[number];

/** A data source with what it imports. */
export async function readDataSource(
  { datazone }: AccountClients,
  domainIdentifier: string,
  identifier: string,
): Promise<LiveDataSource> {
  const live = await datazone.send(new GetDataSourceCommand({ domainIdentifier, identifier }));
  const { glueRunConfiguration: glue, redshiftRunConfiguration: redshift } = live.configuration ?? {};
  const { schedule: cron, timezone: timeZone } = live.schedule ?? {};
  const forms = (live.assetFormsOutput ?? []).map(({ formName = "", typeName = "", typeRevision, content }) => {
    return { name: formName, type: typeName, revision: typeRevision, content };
  });
  return {
    id: identifier,
    name: live.name ?? "",
    description: live.description,
    type: live.type ?? "",
    connectionId: live.connectionId,
    enabled: live.enableSetting !== "DISABLED",
    publishOnImport: live.publishOnImport ?? false,
    generatesBusinessNames: live.recommendation?.enableBusinessNameGeneration ?? false,
    schedule: cron === undefined ? undefined : { cron, timeZone },
    filters: ((glue ?? redshift)?.relationalFilterConfigurations ?? []).map(filterOf),
    dataAccessRoleArn: (glue ?? redshift)?.dataAccessRole,
    catalogName: glue?.catalogName,
    importsDataQuality: glue?.autoImportDataQualityResult ?? false,
    storage: storageOf(redshift),
    credentialsSecretArn: redshift?.redshiftCredentialConfiguration?.secretManagerArn,
    forms: sortedBy(forms, ({ name }) => name),
  };
}

function filterOf({ databaseName = "", schemaName: schema, filterExpressions = [] }: Filter): LiveFilter {
  const of = (wanted: string): string[] =>
    filterExpressions
      .filter(({ type }) => type === wanted)
      .map(({ expression = "" }) => expression)
      .sort();
  return { database: databaseName, schema, include: of("INCLUDE"), exclude: of("EXCLUDE") };
}

function storageOf(redshift: Redshift | undefined): LiveDataSource["storage"] {
  const { redshiftClusterSource: cluster, redshiftServerlessSource: serverless } = redshift?.redshiftStorage ?? {};
  if (cluster?.clusterName !== undefined) return { clusterName: cluster.clusterName };
  return serverless?.workgroupName === undefined ? undefined : { workgroupName: serverless.workgroupName };
}
