import type { SearchCommandInput, SearchTypesCommandInput } from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { domainOf } from "../access";
import { type Found, one, pageOf } from "../found";
import { foundAssets } from "../inventory/search";
import type { Domain } from "../model";
import { describeType } from "./asset-types";
import { describeForm } from "./form-types";
import { describeGlossary } from "./glossaries";
import { MANAGED_ASSET_TYPES, MANAGED_REVISION } from "./managed-types";
import { authors, catalogOf, isReadable, type Made } from "./model";
import { describeTerm } from "./terms";

const PAGE = 50;
const readableOnes = <T extends Made>(objects: Readonly<Record<string, T>>) =>
  Object.values(objects).filter(isReadable);

/** Objects that a search looks through, by its scope. */
function inventory(domain: Domain, input: SearchCommandInput, call: Call): Found[] {
  const { glossaries, terms } = catalogOf(domain);
  switch (input.searchScope) {
    case "GLOSSARY":
      return readableOnes(glossaries).map((glossary) => ({
        item: { glossaryItem: { ...describeGlossary(domain, glossary), ...authors(glossary) } },
        attributes: {
          name: [glossary.name],
          description: one(glossary.description),
          owningProjectId: [glossary.owningProjectId],
        },
      }));
    case "GLOSSARY_TERM":
      return readableOnes(terms).map((term) => ({
        item: { glossaryTermItem: describeTerm(domain, term) },
        attributes: {
          name: [term.name],
          description: one(term.shortDescription),
          owningProjectId: [glossaries[term.glossaryId].owningProjectId],
        },
      }));
    case "ASSET":
      return foundAssets(domain, input, call);
    default:
      throw validationError(`the emulator searches no ${input.searchScope}`);
  }
}

function search(input: SearchCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const owner = input.owningProjectIdentifier;
  const held = inventory(domain, input, call);
  return pageOf(
    held.filter(({ attributes }) => owner === undefined || attributes.owningProjectId.includes(owner)),
    input,
    call,
  );
}

/** The last readable revision of each type. */
const last = <T extends Made>(types: Readonly<Record<string, readonly T[]>>) =>
  Object.values(types).flatMap((revisions) => revisions.filter(isReadable).at(-1) ?? []);

/** Asset types of the service itself, which belong to no project. Its forms are not listed one by one here. */
const managedTypes = ({ id: domainId }: Domain) =>
  MANAGED_ASSET_TYPES.map((name) => ({
    name,
    item: { assetTypeItem: { domainId, name, revision: MANAGED_REVISION, formsOutput: {}, owningProjectId: "SYSTEM" } },
  }));

/** Types of the domain itself, or of the service: `managed` says which. */
function searchTypes(input: SearchTypesCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const { formTypes, assetTypes } = catalogOf(domain);
  const own =
    input.searchScope === "FORM_TYPE"
      ? last(formTypes).map((form) => ({ name: form.name, item: { formTypeItem: describeForm(domain, form) } }))
      : last(assetTypes).map((type) => ({ name: type.name, item: { assetTypeItem: describeType(domain, type) } }));
  const text = input.searchText?.toLowerCase() ?? "";
  const managed = input.searchScope === "ASSET_TYPE" ? managedTypes(domain) : [];
  const found = (input.managed === true ? managed : own).filter(({ name }) => name.toLowerCase().includes(text));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map(({ item }) => item), nextToken, totalMatchCount: found.length };
}

/** Searches of what a domain holds and of its types. */
export const SEARCH_OPERATIONS: Operations = {
  Search: operation(search),
  SearchTypes: operation(searchTypes),
};
