import type {
  AssociateGovernedTermsCommandInput,
  CreateAssetCommandInput,
  DeleteAssetCommandInput,
} from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import { newId } from "../../../identifiers";
import { type Call, operation, type Operations } from "../../../service";
import { availableDomainOf } from "../access";
import { type Domain, epoch } from "../model";
import { callerAsUser } from "../principals";
import { knowsAssetType } from "./asset-types";
import { authorizeMembership } from "./authorization";
import { MANAGED_REVISION } from "./managed-types";
import { type Asset, catalogOf, existing, made } from "./model";

/** An asset as a search answers it. */
export const describeAsset = (domain: Domain, asset: Asset) => ({
  domainId: domain.id,
  identifier: asset.id,
  name: asset.name,
  description: asset.description,
  typeIdentifier: asset.typeIdentifier,
  typeRevision: asset.typeRevision,
  externalIdentifier: asset.externalIdentifier,
  owningProjectId: asset.owningProjectId,
  glossaryTerms: asset.glossaryTerms.length === 0 ? undefined : asset.glossaryTerms,
  governedGlossaryTerms: asset.governedGlossaryTerms,
  createdAt: epoch(asset.createdAt),
  createdBy: asset.createdBy,
});

/** Terms exist, and are governed or not, as wanted. */
function checkTerms(domain: Domain, ids: readonly string[], governed: boolean): void {
  const { terms, glossaries } = catalogOf(domain);
  for (const id of ids) {
    if (!terms[id]) throw validationError(`Glossary term ${id} does not exist`);
    if ((glossaries[terms[id].glossaryId].usageRestrictions !== undefined) !== governed)
      throw validationError(`Glossary term ${id} is ${governed ? "not governed" : "governed"}`);
  }
}

function createAsset(input: CreateAssetCommandInput, call: Call) {
  const domain = availableDomainOf(input.domainIdentifier!, call);
  authorizeMembership(domain, input.owningProjectIdentifier, call);
  const { assets, assetTypes } = catalogOf(domain);
  const typeIdentifier = input.typeIdentifier!;
  if (!knowsAssetType(domain, typeIdentifier)) throw validationError(`Asset type ${typeIdentifier} does not exist`);
  checkTerms(domain, input.glossaryTerms ?? [], false);
  const asset: Asset = {
    ...made(callerAsUser(domain, call), call, input.clientToken),
    id: newId(),
    name: input.name!,
    description: input.description,
    externalIdentifier: input.externalIdentifier,
    typeIdentifier,
    typeRevision: input.typeRevision ?? assetTypes[typeIdentifier]?.at(-1)?.revision ?? MANAGED_REVISION,
    owningProjectId: input.owningProjectIdentifier!,
    glossaryTerms: input.glossaryTerms ?? [],
    governedGlossaryTerms: [],
  };
  assets[asset.id] = asset;
  const { identifier, ...described } = describeAsset(domain, asset);
  return { ...described, id: identifier, revision: "1", formsOutput: [] };
}

/** Operations on assets: as much as makes terms and types be in use. */
export const ASSET_OPERATIONS: Operations = {
  CreateAsset: operation(createAsset),
  AssociateGovernedTerms: operation((input: AssociateGovernedTermsCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const asset = existing(catalogOf(domain).assets[input.entityIdentifier!], `Asset ${input.entityIdentifier}`);
    authorizeMembership(domain, asset.owningProjectId, call);
    checkTerms(domain, input.governedGlossaryTerms ?? [], true);
    asset.governedGlossaryTerms = [
      ...new Set([...asset.governedGlossaryTerms, ...(input.governedGlossaryTerms ?? [])]),
    ];
    return {};
  }),
  DeleteAsset: operation((input: DeleteAssetCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const { assets } = catalogOf(domain);
    const asset = existing(assets[input.identifier!], `Asset ${input.identifier}`);
    authorizeMembership(domain, asset.owningProjectId, call);
    delete assets[asset.id];
    return {};
  }),
};
