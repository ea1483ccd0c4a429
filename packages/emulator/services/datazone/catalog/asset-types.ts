import type {
  CreateAssetTypeCommandInput,
  DeleteAssetTypeCommandInput,
  FormEntryInput,
  GetAssetTypeCommandInput,
} from "@aws-sdk/client-datazone";
import { conflict, notFound, quotaExceeded, validationError } from "../../../errors";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { assetsOf, revisionOf } from "../inventory/model";
import type { Domain } from "../model";
import { callerAsUser } from "../principals";
import { authorizeCreation, authorizeMembership } from "./authorization";
import { formRevision } from "./form-types";
import { MANAGED_ASSET_TYPES, MANAGED_REVISION } from "./managed-types";
import { authors, type AssetTypeRevision, catalogOf, type FormEntry, isReadable, made } from "./model";

/** 1000 asset types per domain. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const MAX_ASSET_TYPES = 1000;

/** A revision of an asset type, the last one that reads find where none is named. */
function typeRevision(domain: Domain, name: string | undefined, revision?: string): AssetTypeRevision {
  const own = (catalogOf(domain).assetTypes[name ?? ""] ?? []).filter(isReadable);
  const found = revision === undefined ? own.at(-1) : own.find((type) => type.revision === revision);
  if (!found) throw notFound(`Asset type ${name} does not exist`);
  return found;
}

/** The newest revision of an asset type, one of the service's own included; nothing for a type that the domain does not know. */
export const newestTypeRevision = (domain: Domain, name: string): string | undefined =>
  MANAGED_ASSET_TYPES.includes(name) ? MANAGED_REVISION : catalogOf(domain).assetTypes[name]?.at(-1)?.revision;

/** Tells whether a domain knows an asset type. */
export const knowsAssetType = (domain: Domain, name: string) => newestTypeRevision(domain, name) !== undefined;

/** An asset type as every operation answers it. */
export const describeType = (domain: Domain, type: AssetTypeRevision) => ({
  domainId: domain.id,
  name: type.name,
  revision: type.revision,
  description: type.description,
  formsOutput: type.forms,
  owningProjectId: type.owningProjectId,
  originDomainId: domain.id,
  originProjectId: type.owningProjectId,
  ...authors(type),
});

function formEntry(
  domain: Domain,
  { typeIdentifier, typeRevision: revision, required = false }: FormEntryInput,
): FormEntry {
  const form = formRevision(domain, typeIdentifier, revision);
  if (form.status !== "ENABLED") throw validationError(`Form type ${form.name} is disabled`);
  return { typeName: form.name, typeRevision: form.revision, required };
}

function createAssetType(input: CreateAssetTypeCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  authorizeCreation(domain, input.owningProjectIdentifier, "CREATE_ASSET_TYPE", call);
  const { name, description, formsInput = {} } = input;
  if (!name) throw validationError("name is required");
  const { assetTypes } = catalogOf(domain);
  const revisions = assetTypes[name] ?? [];
  const owner = revisions.at(-1)?.owningProjectId;
  if (owner !== undefined && owner !== input.owningProjectIdentifier)
    throw conflict(`Asset type ${name} already exists in project ${owner}`);
  if (owner === undefined && Object.keys(assetTypes).length >= MAX_ASSET_TYPES)
    throw quotaExceeded(`A domain has at most ${MAX_ASSET_TYPES} asset types`);
  const forms = Object.entries(formsInput).map(([key, form]) => [key, formEntry(domain, form)] as const);
  const type: AssetTypeRevision = {
    ...made(callerAsUser(domain, call), call),
    name,
    revision: String(Number(revisions.at(-1)?.revision ?? 0) + 1),
    description,
    forms: Object.fromEntries(forms),
    owningProjectId: input.owningProjectIdentifier!,
  };
  assetTypes[name] = [...revisions, type];
  return describeType(domain, type);
}

function deleteAssetType(input: DeleteAssetTypeCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const name = input.identifier!;
  const { assetTypes } = catalogOf(domain);
  const last = assetTypes[name]?.at(-1);
  if (!last) throw notFound(`Asset type ${name} does not exist`);
  authorizeMembership(domain, last.owningProjectId, call);
  const asset = Object.values(assetsOf(domain, call)).find(({ typeIdentifier }) => typeIdentifier === name);
  if (asset) throw conflict(`Asset type ${name} is used by asset ${revisionOf(asset).name}`);
  delete assetTypes[name];
  // What was granted on a type goes with it.
  domain.grants = domain.grants.filter((g) => g.entityType !== "ASSET_TYPE" || g.entityIdentifier !== name);
  return {};
}

/** Operations on asset types. */
export const ASSET_TYPE_OPERATIONS: Operations = {
  CreateAssetType: operation(createAssetType),
  GetAssetType: operation((input: GetAssetTypeCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describeType(domain, typeRevision(domain, input.identifier, input.revision));
  }),
  DeleteAssetType: operation(deleteAssetType),
};
