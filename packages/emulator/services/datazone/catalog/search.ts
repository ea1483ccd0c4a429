import type { FilterClause, SearchCommandInput, SearchTypesCommandInput } from "@aws-sdk/client-datazone";
import { validationError } from "../../../errors";
import { page } from "../../../pages";
import { type Call, operation, type Operations } from "../../../service";
import { domainOf } from "../access";
import type { Domain } from "../model";
import { describeType } from "./asset-types";
import { describeAsset } from "./assets";
import { describeForm } from "./form-types";
import { authors, describeGlossary } from "./glossaries";
import { type Asset, catalogOf, isReadable, type Made } from "./model";
import { describeTerm } from "./terms";

const PAGE = 50;
/** Attribute under which an asset's terms are searched. @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_Search.html */
const TERMS = "__DataZoneGlossaryTerms";

interface Found {
  readonly item: object;
  /** Values by the attribute that a filter names. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

const readableOnes = <T extends Made>(objects: Readonly<Record<string, T>>) =>
  Object.values(objects).filter(isReadable);
const one = (value: string | undefined) => (value === undefined ? [] : [value]);

/** Objects that a search looks through, by its scope. */
function inventory(domain: Domain, scope: string | undefined): Found[] {
  const { glossaries, terms, assets } = catalogOf(domain);
  switch (scope) {
    case "GLOSSARY":
      return readableOnes(glossaries).map((glossary) => ({
        item: { glossaryItem: { ...describeGlossary(domain, glossary), ...authors(glossary) } },
        attributes: { name: [glossary.name], owningProjectId: [glossary.owningProjectId] },
      }));
    case "GLOSSARY_TERM":
      return readableOnes(terms).map((term) => ({
        item: { glossaryTermItem: describeTerm(domain, term) },
        attributes: { name: [term.name], owningProjectId: [glossaries[term.glossaryId].owningProjectId] },
      }));
    case "ASSET":
      return readableOnes(assets).map((asset) => ({
        item: { assetItem: describeAsset(domain, asset) },
        attributes: attributesOf(asset),
      }));
    default:
      return [];
  }
}

const attributesOf = (asset: Asset) => ({
  name: [asset.name],
  owningProjectId: [asset.owningProjectId],
  typeIdentifier: [asset.typeIdentifier],
  externalIdentifier: one(asset.externalIdentifier),
  [TERMS]: [...asset.glossaryTerms, ...asset.governedGlossaryTerms],
});

/** Tells whether something has what a filter asks for. */
function meets(found: Found, clause: FilterClause | undefined): boolean {
  if (clause === undefined) return true;
  if (clause.and) return clause.and.every((part) => meets(found, part));
  if (clause.or) return clause.or.some((part) => meets(found, part));
  const { attribute = "", value = "", operator = "EQ" } = clause.filter ?? {};
  if (operator !== "EQ") throw validationError(`the emulator filters by EQ only, not by ${operator}`);
  return found.attributes[attribute]?.includes(value) ?? false;
}

const hasText = ({ attributes }: Found, text: string | undefined) =>
  text === undefined || (attributes.name[0] ?? "").toLowerCase().includes(text.toLowerCase());

function search(input: SearchCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const owner = input.owningProjectIdentifier;
  const found = inventory(domain, input.searchScope)
    .filter(({ attributes }) => owner === undefined || attributes.owningProjectId.includes(owner))
    .filter((candidate) => meets(candidate, input.filters) && hasText(candidate, input.searchText));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map(({ item }) => item), nextToken, totalMatchCount: found.length };
}

/** The last readable revision of each type. */
const last = <T extends Made>(types: Readonly<Record<string, readonly T[]>>) =>
  Object.values(types).flatMap((revisions) => revisions.filter(isReadable).at(-1) ?? []);

/** Types of the domain itself; what the service manages is not listed one by one here. */
function searchTypes(input: SearchTypesCommandInput, call: Call) {
  const domain = domainOf(input.domainIdentifier!, call);
  const { formTypes, assetTypes } = catalogOf(domain);
  const own =
    input.searchScope === "FORM_TYPE"
      ? last(formTypes).map((form) => ({ name: form.name, item: { formTypeItem: describeForm(domain, form) } }))
      : last(assetTypes).map((type) => ({ name: type.name, item: { assetTypeItem: describeType(domain, type) } }));
  const text = input.searchText?.toLowerCase() ?? "";
  const found = input.managed === true ? [] : own.filter(({ name }) => name.toLowerCase().includes(text));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map(({ item }) => item), nextToken, totalMatchCount: found.length };
}

/** Searches of what a domain holds and of its types. */
export const SEARCH_OPERATIONS: Operations = {
  Search: operation(search),
  SearchTypes: operation(searchTypes),
};
