import type { FilterClause, SearchCommandInput, SearchListingsCommandInput } from "@aws-sdk/client-datazone";
import { validationError } from "../../errors";
import { page } from "../../pages";
import type { Call } from "../../service";

const PAGE = 50;

/** Something that a search looks through: what it answers, and the values that filters and texts ask for. */
export interface Found {
  readonly item: object;
  /** Values by the attribute that a filter names. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** The values of an attribute that may be absent. */
export const one = (value: string | undefined) => (value === undefined ? [] : [value]);

/** Tells whether something has what a filter asks for. */
function meets(found: Found, clause: FilterClause | undefined): boolean {
  if (clause === undefined) return true;
  if (clause.and) return clause.and.every((part) => meets(found, part));
  if (clause.or) return clause.or.some((part) => meets(found, part));
  const { attribute = "", value = "", operator = "EQ" } = clause.filter ?? {};
  if (operator !== "EQ") throw validationError(`the emulator filters by EQ only, not by ${operator}`);
  return found.attributes[attribute]?.includes(value) ?? false;
}

function hasText({ attributes }: Found, text: string | undefined): boolean {
  const searched = [...attributes.name, ...attributes.description].join(" ").toLowerCase();
  return text === undefined || searched.includes(text.toLowerCase());
}

/** A page of what filters and text of a search find. */
export function pageOf(all: readonly Found[], input: SearchCommandInput | SearchListingsCommandInput, call: Call) {
  const found = all.filter((candidate) => meets(candidate, input.filters) && hasText(candidate, input.searchText));
  const { items, nextToken } = page(found, input, PAGE, call);
  return { items: items.map(({ item }) => item), nextToken, totalMatchCount: found.length };
}
