import type { FormInput, RelationalFilterConfiguration, RunStatisticsForAssets } from "@aws-sdk/client-datazone";
import { isDeepStrictEqual } from "node:util";
import { ServiceError } from "../../../errors";
import { newId } from "../../../identifiers";
import type { Call } from "../../../service";
import type { GlueTable } from "../../glue/tables";
import { MANAGED_REVISION } from "../catalog/managed-types";
import type { Domain } from "../model";
import type { MadeDataSource, RunActivity } from "../project-sources";
import { addRevision, assetsOf, publish, revisionOf } from "./model";
import type { AssetRevision, InventoryAsset } from "./shapes";

/** Asset type of tables of Glue, which AWS manages. */
export const GLUE_TABLE_TYPE = "amazon.datazone.GlueTableAssetType";
const FORM = "GlueTableForm";

/** Place of a data source: account and Region of its connection. */
export interface SourcePlace {
  readonly account: string;
  readonly region: string;
}

/** Result of a run: what it did to each table, or why it could not. */
export type ImportResult = { readonly activities: RunActivity[] } | { readonly missing: string };

/** Imports the tables of the databases that the filters name. */
export async function importTables(
  domain: Domain,
  source: MadeDataSource,
  place: SourcePlace,
  call: Call,
): Promise<ImportResult> {
  const filters = source.configuration?.glueRunConfiguration?.relationalFilterConfigurations ?? [];
  const activities: RunActivity[] = [];
  for (const filter of filters) {
    const database = filter.databaseName ?? "";
    const tables = await call.emulator.readTables({ ...place, database });
    if (tables === undefined) return { missing: `Database ${database} not found in account ${place.account}` };
    for (const table of tables.filter(({ Name }) => matches(filter, Name)))
      activities.push(importTable(domain, source, { table, place }, call));
  }
  return { activities };
}

/** Tells whether a table is included by a pattern and excluded by none; `*` stands for any characters. */
function matches({ filterExpressions = [] }: RelationalFilterConfiguration, table: string): boolean {
  const named = (wanted: string): boolean[] =>
    filterExpressions.filter(({ type }) => type === wanted).map(({ expression = "" }) => fits(expression, table));
  const included = named("INCLUDE");
  return (included.length === 0 || included.includes(true)) && !named("EXCLUDE").includes(true);
}

function fits(pattern: string, name: string): boolean {
  const escaped = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${escaped.join(".*")}$`).test(name);
}

interface PlacedTable {
  readonly table: GlueTable;
  readonly place: SourcePlace;
}

function importTable(domain: Domain, source: MadeDataSource, placed: PlacedTable, call: Call): RunActivity {
  const { table } = placed;
  const arn = tableArn(placed);
  const activity = {
    database: table.DatabaseName,
    technicalName: table.Name,
    technicalDescription: table.Description,
  };
  const known = Object.values(assetsOf(domain, call)).filter(({ externalIdentifier }) => externalIdentifier === arn);
  const own = known.find(({ projectId }) => projectId === source.projectId);
  if (own === undefined && known.length > 0) return { ...activity, status: "SKIPPED_ALREADY_IMPORTED" };
  const form = tableForm(placed, arn);
  const asset = own ?? newAsset(domain, source, arn, call);
  if (own !== undefined && isCurrent(revisionOf(own), form))
    return { ...activity, assetId: own.id, status: "UNCHANGED" };
  const revision = addRevision(domain, asset, contentOf(source, asset.revisions.at(-1), table, form), call);
  const errorDetail = source.publishOnImport ? refusalToPublish(domain, asset, revision, call) : undefined;
  if (errorDetail !== undefined) return { ...activity, assetId: asset.id, status: "PUBLISHING_FAILED", errorDetail };
  const status = own === undefined ? "SUCCEEDED_CREATED" : "SUCCEEDED_UPDATED";
  return { ...activity, assetId: asset.id, status };
}

/** Publishes a revision; the words of a rule that refuses it, which ends neither the import nor the run. */
function refusalToPublish(
  domain: Domain,
  asset: InventoryAsset,
  revision: AssetRevision,
  call: Call,
): string | undefined {
  try {
    publish(domain, asset, revision, call);
    return undefined;
  } catch (error) {
    if (error instanceof ServiceError && error.code === "ValidationException") return error.message;
    throw error;
  }
}

function newAsset(domain: Domain, source: MadeDataSource, externalIdentifier: string, call: Call): InventoryAsset {
  const { projectId } = source;
  const asset = { id: newId(), projectId, typeIdentifier: GLUE_TABLE_TYPE, externalIdentifier, revisions: [] };
  assetsOf(domain, call)[asset.id] = asset;
  return asset;
}

/** The table's own form is new; what people have written and attached since stays. */
function contentOf(source: MadeDataSource, before: AssetRevision | undefined, table: GlueTable, form: FormInput) {
  const others = before?.forms.filter(({ formName }) => formName !== FORM) ?? source.assetForms;
  return {
    name: before?.name ?? table.Name,
    description: before?.description ?? table.Description,
    typeRevision: MANAGED_REVISION,
    glossaryTerms: before?.glossaryTerms ?? [],
    forms: [form, ...others],
  };
}

function isCurrent({ forms }: AssetRevision, form: FormInput): boolean {
  const { content = "{}" } = forms.find(({ formName }) => formName === FORM) ?? {};
  return isDeepStrictEqual(JSON.parse(content), JSON.parse(form.content ?? "{}"));
}

const tableArn = ({ table, place }: PlacedTable): string =>
  `arn:aws:glue:${place.region}:${place.account}:table/${table.DatabaseName}/${table.Name}`;

function tableForm({ table, place }: PlacedTable, arn: string): FormInput {
  const { StorageDescriptor, PartitionKeys = [] } = table;
  const content = {
    catalogId: table.CatalogId ?? place.account,
    region: place.region,
    tableArn: arn,
    tableName: table.Name,
    tableType: table.TableType,
    tableDescription: table.Description,
    sourceLocation: StorageDescriptor?.Location,
    columns: [...(StorageDescriptor?.Columns ?? []), ...PartitionKeys].map(({ Name, Type, Comment }) => ({
      columnName: Name,
      dataType: Type,
      description: Comment,
    })),
  };
  const typeIdentifier = "amazon.datazone.GlueTableFormType";
  return { formName: FORM, typeIdentifier, typeRevision: MANAGED_REVISION, content: JSON.stringify(content) };
}

/** Numbers of assets by what happened to them. */
export function statisticsOf(activities: readonly RunActivity[]): Required<RunStatisticsForAssets> {
  const count = (status: RegExp): number => activities.filter((activity) => status.test(activity.status)).length;
  return {
    added: count(/^SUCCEEDED_CREATED$/),
    updated: count(/^SUCCEEDED_UPDATED$/),
    unchanged: count(/^UNCHANGED$/),
    skipped: count(/^SKIPPED/),
    failed: count(/FAILED$/),
  };
}
