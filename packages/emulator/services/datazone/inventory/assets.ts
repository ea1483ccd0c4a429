import type {
  CreateAssetCommandInput,
  CreateAssetRevisionCommandInput,
  DeleteAssetCommandInput,
  FormInput,
  GetAssetCommandInput,
  ListAssetRevisionsCommandInput,
} from "@aws-sdk/client-datazone";
import { madeBefore } from "../../../client-tokens";
import { conflict, validationError } from "../../../errors";
import { newId } from "../../../identifiers";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf, domainOf } from "../access";
import { newestTypeRevision } from "../catalog/asset-types";
import { type Domain, epoch } from "../model";
import { refuseOutsider } from "../project-sources";
import { projectOf } from "../projects";
import { checkForms } from "./asset-forms";
import { checkTerms } from "./asset-terms";
import { addRevision, assetOf, assetsOf, revisionOf } from "./model";
import type { InventoryAsset } from "./shapes";

const PAGE = 50;

/** A form as the service answers with it. */
export const formOutput = ({ formName, typeIdentifier = "", typeRevision, content }: FormInput) => ({
  formName,
  typeName: typeIdentifier,
  typeRevision: typeRevision ?? "1",
  content,
});

/** Facts that a read of an asset and a search of it have in common; no terms are absent, not an empty list. */
export function assetFacts(domain: Domain, asset: InventoryAsset, wanted?: string) {
  const revision = revisionOf(asset, wanted);
  const [first] = asset.revisions;
  return {
    domainId: domain.id,
    name: revision.name,
    description: revision.description,
    typeIdentifier: asset.typeIdentifier,
    typeRevision: revision.typeRevision,
    externalIdentifier: asset.externalIdentifier,
    owningProjectId: asset.projectId,
    createdAt: epoch(revision.createdAt),
    createdBy: revision.createdBy,
    firstRevisionCreatedAt: epoch(first.createdAt),
    firstRevisionCreatedBy: first.createdBy,
    glossaryTerms: revision.glossaryTerms.length === 0 ? undefined : revision.glossaryTerms,
    governedGlossaryTerms: asset.governedGlossaryTerms,
  };
}

function describe(domain: Domain, asset: InventoryAsset, wanted?: string) {
  const revision = revisionOf(asset, wanted);
  const { listing } = asset;
  return {
    ...assetFacts(domain, asset, wanted),
    id: asset.id,
    revision: revision.revision,
    formsOutput: revision.forms.map(formOutput),
    listing: listing && { listingId: listing.id, listingStatus: listing.status },
  };
}

function createAsset(input: CreateAssetCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const project = projectOf(domain, input.owningProjectIdentifier, call);
  refuseOutsider(domain, project, call);
  const assets = assetsOf(domain, call);
  const own = Object.values(assets).filter(({ projectId }) => projectId === project.id);
  const earlier = madeBefore(own, input.clientToken);
  if (earlier) return describe(domain, earlier);
  const content = contentOf(domain, input.typeIdentifier!, input);
  const { externalIdentifier } = input;
  if (externalIdentifier !== undefined && own.some((asset) => asset.externalIdentifier === externalIdentifier))
    throw conflict(`An asset of ${externalIdentifier} already exists in project ${project.id}`);
  const asset: InventoryAsset = {
    id: newId(),
    projectId: project.id,
    typeIdentifier: input.typeIdentifier!,
    externalIdentifier,
    revisions: [],
    clientToken: input.clientToken,
  };
  assets[asset.id] = asset;
  addRevision(domain, asset, content, call);
  return describe(domain, asset);
}

/** The content is that of the request alone: terms and forms that are not sent again are gone (field evidence, section 6). */
function contentOf(domain: Domain, type: string, input: CreateAssetCommandInput | CreateAssetRevisionCommandInput) {
  const newest = newestTypeRevision(domain, type);
  if (newest === undefined) throw validationError(`Asset type ${type} does not exist`);
  const { glossaryTerms = [], formsInput: forms = [], typeRevision = newest } = input;
  checkTerms(domain, glossaryTerms, false);
  checkForms(domain, forms);
  return { name: input.name!, description: input.description, typeRevision, glossaryTerms, forms };
}

function deleteAsset(input: DeleteAssetCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  const asset = assetOf(domain, input.identifier, call);
  if (asset.listing?.status === "ACTIVE") throw conflict(`Asset ${asset.id} is published`);
  Reflect.deleteProperty(assetsOf(domain, call), asset.id);
  return {};
}

/** Operations on assets. */
export const ASSET_OPERATIONS: Operations = {
  CreateAsset: operation(createAsset),
  CreateAssetRevision: operation((input: CreateAssetRevisionCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const asset = assetOf(domain, input.identifier, call);
    addRevision(domain, asset, contentOf(domain, asset.typeIdentifier, input), call);
    return describe(domain, asset);
  }),
  GetAsset: operation((input: GetAssetCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    return describe(domain, assetOf(domain, input.identifier, call), input.revision);
  }),
  ListAssetRevisions: operation((input: ListAssetRevisionsCommandInput, call) => {
    const domain = domainOf(input.domainIdentifier!, call);
    const { id, revisions } = assetOf(domain, input.identifier, call);
    const { items, nextToken } = page([...revisions].reverse(), input, PAGE, call);
    const shown = items.map(({ revision, createdAt, createdBy }) => ({
      domainId: domain.id,
      id,
      revision,
      createdAt: epoch(createdAt),
      createdBy,
    }));
    return { items: shown, nextToken };
  }),
  DeleteAsset: operation(deleteAsset),
};
