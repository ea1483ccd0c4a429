import type {
  AssociateGovernedTermsCommandInput,
  DisassociateGovernedTermsCommandInput,
} from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import { operation, type Operations } from "../../../service";
import { availableDomainOf } from "../access";
import { catalogOf } from "../catalog/model";
import type { Domain } from "../model";
import { assetOf } from "./model";

/** Terms exist, and are governed or not, as wanted. */
export function checkTerms(domain: Domain, ids: readonly string[], governed: boolean): void {
  const { terms, glossaries } = catalogOf(domain);
  for (const id of ids) {
    if (!terms[id]) throw validationError(`Glossary term ${id} does not exist`);
    if ((glossaries[terms[id].glossaryId].usageRestrictions !== undefined) !== governed)
      throw validationError(`Glossary term ${id} is ${governed ? "not governed" : "governed"}`);
  }
}

/** Operations on the governed terms of assets; others come with the asset. */
export const ASSET_TERM_OPERATIONS: Operations = {
  AssociateGovernedTerms: operation((input: AssociateGovernedTermsCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const asset = assetOf(domain, input.entityIdentifier, call);
    const added = input.governedGlossaryTerms ?? [];
    checkTerms(domain, added, true);
    asset.governedGlossaryTerms = [...new Set([...(asset.governedGlossaryTerms ?? []), ...added])];
    return {};
  }),
  DisassociateGovernedTerms: operation((input: DisassociateGovernedTermsCommandInput, call) => {
    const domain = availableDomainOf(input.domainIdentifier!, call);
    const asset = assetOf(domain, input.entityIdentifier, call);
    const removed = input.governedGlossaryTerms ?? [];
    checkTerms(domain, removed, true);
    const left = (asset.governedGlossaryTerms ?? []).filter((id) => !removed.includes(id));
    asset.governedGlossaryTerms = left.length === 0 ? undefined : left;
    return {};
  }),
};
