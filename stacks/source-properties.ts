import type { Properties } from "../contracts/control-plane";
import type { ResolvedProject } from "../configuration/model";
import { filledForm, type FormNames } from "./filled-form";

type ConfiguredSource = ResolvedProject["dataSources"][string];

/** Properties of a data source beside the project that it belongs to and the connection that it reads through. */
export type SourceProperties = Omit<Properties<"DataSource">, "domainId" | "projectId" | "connectionId">;

/** Properties of a data source, as the control-plane function takes them. */
export function sourceProperties(source: ConfiguredSource, vocabulary: FormNames): SourceProperties {
  const { schedule } = source;
  return {
    name: source.name,
    description: source.description,
    connectionName: source.connection,
    ...readingProperties(source),
    enabled: source.enabled,
    publishOnImport: source.publishOnImport,
    generatesBusinessNames: source.generateBusinessNames,
    schedule: schedule && { cron: schedule.cron, timeZone: schedule.timeZone },
    forms: source.forms.map((form) => filledForm(form, vocabulary)),
  };
}

type ReadingProperties = Pick<
  SourceProperties,
  | "type"
  | "filters"
  | "dataAccessRoleArn"
  | "catalogName"
  | "importsDataQuality"
  | "redshiftStorage"
  | "redshiftSecretArn"
>;

function readingProperties(source: ConfiguredSource): ReadingProperties {
  if ("glue" in source) {
    const { filters, dataAccessRoleArn, catalogName, importDataQuality } = source.glue;
    return { type: "GLUE", filters, dataAccessRoleArn, catalogName, importsDataQuality: importDataQuality };
  }
  const { filters, dataAccessRoleArn, storage, credentialsSecretArn } = source.redshift;
  return {
    type: "REDSHIFT",
    filters,
    dataAccessRoleArn,
    importsDataQuality: false,
    redshiftStorage: storage,
    redshiftSecretArn: credentialsSecretArn,
  };
}
