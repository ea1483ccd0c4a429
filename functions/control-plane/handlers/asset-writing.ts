import {
  AssociateGovernedTermsCommand,
  BatchPutAttributesMetadataCommand,
  CreateAssetRevisionCommand,
  CreateListingChangeSetCommand,
  DisassociateGovernedTermsCommand,
  type FormInput,
  type FormOutput,
} from "@aws-sdk/client-datazone";
import { BUSINESS_FORM } from "../../../contracts/service/column-form";
import type { Properties } from "../../../contracts/control-plane";
import { ControlPlaneError } from "../errors";
import type { Scope } from "../engine/handler";
import { formAt } from "./form-revisions";
import { mergedBusinessForm } from "./business-columns";
import { areSame, mergedForms } from "./asset-forms";
import { keyOf, mergedTerms } from "./asset-marks";
import { type AssetState, type ColumnForms, columnForms, COLUMNS_PER_CALL } from "./asset-state";

type AssetProperties = Properties<"Asset">;

/** A write of an asset: what is to be said of it, what it carries, and which of that the configuration has put there. */
export interface AssetWrite {
  readonly scope: Scope;
  readonly properties: AssetProperties;
  readonly state: AssetState;
  /** Tells, by a mark's key, whether the configuration has put it there. */
  readonly isOurs: (key: string) => boolean;
}

/** Makes a revision where name, texts, terms or forms of the asset change; with everything that is there, or it would be dropped. */
export async function writeRevision({ scope, properties, state, isOurs }: AssetWrite): Promise<boolean> {
  const { asset } = state;
  const { domainId } = properties;
  const live = asset.formsOutput ?? [];
  const business = live.find(({ formName }) => formName === BUSINESS_FORM.name);
  const others = live.filter((form) => form !== business);
  const ownForms = await mergedForms(scope, { domainId, path: [] }, others, properties.forms, isOurs);
  const columns = await withRevision(scope, domainId, mergedBusinessForm(business, properties.columns, isOurs));
  const forms = columns === undefined ? ownForms : [...ownForms, columns];
  const before = asset.glossaryTerms ?? [];
  const terms = mergedTerms(before, Object.values(properties.terms), (id) => isOurs(keyOf(["terms", id])));
  const { name = asset.name, description = isOurs(keyOf(["description"])) ? undefined : asset.description } =
    properties;
  const isSame =
    name === asset.name &&
    (description ?? "") === (asset.description ?? "") &&
    [...terms].sort().join() === [...before].sort().join() &&
    areSame(forms, live);
  if (isSame) return false;
  await scope.clients.datazone().send(
    new CreateAssetRevisionCommand({
      domainIdentifier: domainId,
      identifier: asset.id,
      name,
      description,
      typeRevision: asset.typeRevision,
      glossaryTerms: terms.length === 0 ? undefined : [...terms],
      formsInput: forms,
    }),
  );
  return true;
}

async function withRevision(scope: Scope, domainId: string, form: FormInput | undefined) {
  if (form === undefined || form.typeRevision !== undefined) return form;
  const newest = await formAt(scope.clients, domainId, form.typeIdentifier ?? "");
  return { ...form, typeRevision: newest?.revision };
}

/** Number of governed terms that one call takes. */
const GOVERNED_PER_CALL = 5;

/** Governed terms belong to the asset and to no revision: they come and go by calls of their own. */
export async function writeGovernedTerms({ scope, properties, state, isOurs }: AssetWrite): Promise<boolean> {
  const live = state.asset.governedGlossaryTerms ?? [];
  const wanted = Object.values(properties.governedTerms);
  const missing = wanted.filter((id) => !live.includes(id));
  const obsolete = live.filter((id) => !wanted.includes(id) && isOurs(keyOf(["governedTerms", id])));
  const about = {
    domainIdentifier: properties.domainId,
    entityType: "ASSET" as const,
    entityIdentifier: state.asset.id ?? "",
  };
  const client = scope.clients.datazone();
  for (const governedGlossaryTerms of chunks(missing, GOVERNED_PER_CALL))
    await client.send(new AssociateGovernedTermsCommand({ ...about, governedGlossaryTerms }));
  for (const governedGlossaryTerms of chunks(obsolete, GOVERNED_PER_CALL))
    await client.send(new DisassociateGovernedTermsCommand({ ...about, governedGlossaryTerms }));
  return missing.length + obsolete.length > 0;
}

/**
 * Forms of columns. They are read again, because nobody says whether a new revision keeps them: what was there before it is sent
 * once more where it is gone.
 */
export async function writeColumnForms({ scope, properties, state, isOurs }: AssetWrite): Promise<boolean> {
  const assetId = state.asset.id ?? "";
  const { domainId } = properties;
  const now = await columnForms(scope, properties, assetId);
  refuseUnreadable(properties, now);
  const changed: { attributeIdentifier: string; forms: FormInput[] }[] = [];
  for (const [column, live] of now.forms) {
    const base = withLost(live, state.columns.forms.get(column) ?? []);
    const wanted = properties.columns[column]?.forms ?? [];
    const forms = await mergedForms(scope, { domainId, path: ["columns", column] }, base, wanted, isOurs);
    if (!areSame(forms, live)) changed.push({ attributeIdentifier: column, forms });
  }
  for (const attributes of chunks(changed, COLUMNS_PER_CALL)) {
    const { errors = [] } = await scope.clients.datazone().send(
      new BatchPutAttributesMetadataCommand({
        domainIdentifier: domainId,
        entityType: "ASSET",
        entityIdentifier: assetId,
        attributes,
      }),
    );
    for (const { attributeIdentifier, message } of errors)
      throw columnRefused(properties, attributeIdentifier, message);
  }
  return changed.length > 0;
}

function withLost(live: readonly FormOutput[], before: readonly FormOutput[]): FormOutput[] {
  const lost = before.filter(({ formName }) => !live.some((form) => form.formName === formName));
  return [...live, ...lost];
}

/** A column that is configured must be there; what was said of one that is gone went with it. */
function refuseUnreadable(properties: AssetProperties, { errors }: ColumnForms): void {
  for (const [column, message] of errors)
    if (properties.columns[column] !== undefined) throw columnRefused(properties, column, message);
}

function columnRefused(
  { externalIdentifier }: AssetProperties,
  column: string | undefined,
  message: string | undefined,
): ControlPlaneError {
  return new ControlPlaneError(
    "AWS_ERROR",
    `column "${column}" of asset "${externalIdentifier}": ${message}; fix: name a column that the asset has`,
  );
}

/** Publishes the newest revision, or takes the asset out of the catalog; the engine waits until the listing has followed. */
export async function changeListing({ scope, properties, state }: AssetWrite, action: "PUBLISH" | "UNPUBLISH") {
  await scope.clients.datazone().send(
    new CreateListingChangeSetCommand({
      domainIdentifier: properties.domainId,
      entityType: "ASSET",
      entityIdentifier: state.asset.id,
      action,
    }),
  );
}

function* chunks<T>(items: readonly T[], size: number): Generator<T[]> {
  for (let from = 0; from < items.length; from += size) yield items.slice(from, from + size);
}
