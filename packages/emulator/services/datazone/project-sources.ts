import type {
  AwsLocation,
  ConnectionPropertiesOutput,
  DataAssetActivityStatus,
  DataSourceConfigurationInput,
  DataSourceErrorType,
  FormInput,
  GlueConnection,
  RunStatisticsForAssets,
  ScheduleConfiguration,
} from "@aws-sdk/client-datazone";
import { accessDenied } from "../../errors";
import type { Call } from "../../service";
import { notPermitted } from "./access";
import type { InventoryAsset } from "./inventory/shapes";
import type { Domain, Project } from "./model";
import { callerAsMember, sameMember } from "./principals";
import { hasRemovals } from "./project-removals";

/** A connection that somebody has made; those of a project's environments are derived. */
export interface MadeConnection {
  id: string;
  projectId: string;
  environmentId: string;
  name: string;
  description?: string;
  awsLocation: AwsLocation;
  type: string;
  props?: ConnectionPropertiesOutput;
  glueConnection?: GlueConnection;
  enableTrustedIdentityPropagation?: boolean;
  clientToken?: string;
}

/** A data source of a project. */
export interface MadeDataSource {
  id: string;
  projectId: string;
  connectionId?: string;
  environmentId?: string;
  type: string;
  name: string;
  description?: string;
  configuration?: DataSourceConfigurationInput;
  enableSetting: string;
  publishOnImport: boolean;
  enableBusinessNameGeneration: boolean;
  schedule?: ScheduleConfiguration;
  assetForms: FormInput[];
  clientToken?: string;
  createdAt: string;
  updatedAt: string;
}

/** Effect of a run on one table. */
export interface RunActivity {
  database: string;
  technicalName: string;
  technicalDescription?: string;
  status: DataAssetActivityStatus;
  assetId?: string;
  /** Reason for which it was not published. */
  errorDetail?: string;
}

/** A run of a data source; it has finished when its start is answered. */
export interface DataSourceRun {
  id: string;
  dataSourceId: string;
  projectId: string;
  status: "SUCCESS" | "FAILED";
  errorDetail?: string;
  statistics: RunStatisticsForAssets;
  activities: RunActivity[];
  snapshot: string;
  clientToken?: string;
  at: string;
}

/** An error of a run, as the API shows it; nothing where there was none. */
export function runError(
  errorDetail: string | undefined,
  errorType: DataSourceErrorType = "RESOURCE_NOT_FOUND_EXCEPTION",
) {
  return errorDetail === undefined ? undefined : { errorType, errorDetail };
}

/** Connections, data sources, runs and assets of a domain, by their ids. */
export interface ProjectSources {
  connections: Record<string, MadeConnection>;
  dataSources: Record<string, MadeDataSource>;
  runs: Record<string, DataSourceRun>;
  assets: Record<string, InventoryAsset>;
}

/** Connections, data sources, runs and assets of a domain; what belonged to a deleted project is gone. */
export function sourcesOf(domain: Domain, call: Call): ProjectSources {
  const domains = call.emulator.store.state<Record<string, ProjectSources>>(
    "datazone-sources",
    domain.account,
    domain.region,
    () => ({}),
  );
  const sources = (domains[domain.id] ??= { connections: {}, dataSources: {}, runs: {}, assets: {} });
  if (hasRemovals(domain, sources))
    for (const items of [sources.connections, sources.dataSources, sources.runs, sources.assets])
      dropOrphans(domain, items);
  return sources;
}

/** Removes what belonged to a deleted project. */
export function dropOrphans(domain: Domain, items: Record<string, { readonly projectId: string }>): void {
  for (const [id, { projectId }] of Object.entries(items))
    if (!(projectId in domain.projects)) Reflect.deleteProperty(items, id);
}

/** Refuses a caller who is no member of a project (field evidence, section 2, ListConnections). */
export function refuseOutsider(domain: Domain, project: Project | undefined, call: Call): void {
  const caller = callerAsMember(domain, call);
  if (!project?.memberships.some(({ member }) => sameMember(member, caller))) throw accessDenied(notPermitted(call));
}
