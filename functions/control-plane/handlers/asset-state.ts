import {
  type AssetItem,
  BatchGetAttributesMetadataCommand,
  type FormOutput,
  GetAssetCommand,
  type GetAssetOutput,
} from "@aws-sdk/client-datazone";
import { isNotFound } from "../../../aws/faults";
import { BUSINESS_FORM, type BusinessColumn } from "../../../contracts/service/column-form";
import type { Properties } from "../../../contracts/control-plane";
import type { Scope } from "../engine/handler";
import { assetsIn } from "./catalog-search";
import { liveRevision } from "./form-revisions";
import { columnsOfForm } from "./business-columns";
import { type Mark, type Marks, marksOf, ofForm, ofTerms, onColumn } from "./asset-marks";

type AssetProperties = Properties<"Asset">;

/** Number of columns that one call takes. */
export const COLUMNS_PER_CALL = 5;

/** Forms of columns, as far as they could be read. */
export interface ColumnForms {
  readonly forms: ReadonlyMap<string, readonly FormOutput[]>;
  /** Words of the service about columns that it could not read, by column. */
  readonly errors: ReadonlyMap<string, string>;
}

/** An asset as it is. */
export interface AssetState {
  readonly asset: GetAssetOutput;
  readonly columns: ColumnForms;
}

/** The asset, with the forms of the columns that concern us; `undefined` while there is none. */
export async function assetState(scope: Scope, properties: AssetProperties): Promise<AssetState | undefined> {
  const asset = await locateAsset(scope, properties);
  if (asset === undefined) return undefined;
  return { asset, columns: await columnForms(scope, properties, asset.id ?? "") };
}

/** Columns whose forms the configuration says, or has said. */
export function columnsWithForms({ memory }: Scope, { columns }: AssetProperties): string[] {
  const configured = Object.entries(columns).flatMap(([name, { forms }]) => (forms.length > 0 ? name : []));
  return [...new Set([...configured, ...(memory.columns ?? [])])].sort();
}

/** Forms of the columns that concern us. */
export async function columnForms(scope: Scope, properties: AssetProperties, assetId: string): Promise<ColumnForms> {
  const forms = new Map<string, readonly FormOutput[]>();
  const errors = new Map<string, string>();
  const names = columnsWithForms(scope, properties);
  for (let from = 0; from < names.length; from += COLUMNS_PER_CALL) {
    const answer = await scope.clients.datazone().send(
      new BatchGetAttributesMetadataCommand({
        domainIdentifier: properties.domainId,
        entityType: "ASSET",
        entityIdentifier: assetId,
        attributeIdentifiers: names.slice(from, from + COLUMNS_PER_CALL),
      }),
    );
    for (const { attributeIdentifier = "", forms: found = [] } of answer.attributes ?? [])
      forms.set(attributeIdentifier, found);
    for (const { attributeIdentifier = "", message = "" } of answer.errors ?? [])
      errors.set(attributeIdentifier, message);
  }
  return { forms, errors };
}

/** By the id that is remembered; else among the assets of the project, because the service knows no other way. */
async function locateAsset(scope: Scope, properties: AssetProperties): Promise<GetAssetOutput | undefined> {
  const [known] = scope.memory.asset ?? [];
  const remembered = known === undefined ? undefined : await assetOf(scope, properties, known);
  if (remembered?.externalIdentifier === properties.externalIdentifier) return remembered;
  const assets = await assetsIn(scope.clients, properties.domainId, properties.projectId);
  const found = assets.find((item: AssetItem) => item.externalIdentifier === properties.externalIdentifier);
  return found?.identifier === undefined ? undefined : assetOf(scope, properties, found.identifier);
}

async function assetOf(
  { clients }: Scope,
  { domainId }: AssetProperties,
  identifier: string,
): Promise<GetAssetOutput | undefined> {
  try {
    return await clients.datazone().send(new GetAssetCommand({ domainIdentifier: domainId, identifier }));
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Everything that an asset carries. */
export async function liveMarks(scope: Scope, properties: AssetProperties, state: AssetState): Promise<Marks> {
  const { asset, columns } = state;
  const forms = asset.formsOutput ?? [];
  const business = columnsOfForm(forms.find(({ formName }) => formName === BUSINESS_FORM.name));
  const revisions = await Promise.all([
    ofRevisions(scope, properties, forms, properties.forms),
    ...[...columns.forms].map(async ([column, held]) =>
      onColumn(column, await ofRevisions(scope, properties, held, properties.columns[column]?.forms ?? [])),
    ),
  ]);
  return marksOf([
    { path: ["name"], value: asset.name },
    { path: ["description"], value: asset.description },
    ...ofTerms("terms", asset.glossaryTerms ?? []),
    ...ofTerms("governedTerms", asset.governedGlossaryTerms ?? []),
    ...ofForms(forms.filter(({ formName }) => formName !== BUSINESS_FORM.name)),
    ...business.flatMap((column) => onColumn(column.columnIdentifier, ofBusinessColumn(column))),
    ...[...columns.forms].flatMap(([column, held]) => onColumn(column, ofForms(held))),
    ...revisions.flat(),
  ]);
}

function ofBusinessColumn({ name, description, glossaryTerms = [] }: BusinessColumn): Mark[] {
  return [
    { path: ["name"], value: name },
    { path: ["description"], value: description },
    ...ofTerms("terms", glossaryTerms),
  ];
}

function ofForms(forms: readonly FormOutput[]): Mark[] {
  return forms.flatMap(({ formName = "", typeName = "", content }) => ofForm(formName, typeName, content));
}

/** Revisions of forms, where the configuration says which. */
async function ofRevisions(
  { clients }: Scope,
  { domainId }: AssetProperties,
  live: readonly FormOutput[],
  desired: AssetProperties["forms"],
): Promise<Mark[]> {
  const compared = desired.map(async ({ name, formType, revision }): Promise<Mark[]> => {
    const found = live.find(({ formName }) => formName === name);
    if (revision === undefined || found === undefined) return [];
    const { typeName = "", typeRevision = "" } = found;
    const value = await liveRevision(clients, domainId, typeName, typeRevision, { formType, revision });
    return [{ path: ["revisions", name], value }];
  });
  return (await Promise.all(compared)).flat();
}
