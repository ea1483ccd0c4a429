import type { Operations } from "../../../service";
import { ASSET_TYPE_OPERATIONS } from "./asset-types";
import { FORM_TYPE_OPERATIONS } from "./form-types";
import { GLOSSARY_OPERATIONS } from "./glossaries";
import { RULE_OPERATIONS } from "./rules";
import { SEARCH_OPERATIONS } from "./search";
import { TERM_OPERATIONS } from "./terms";

/** Operations on the vocabulary of a domain, and the search of what a domain holds, assets among it. */
export const CATALOG_OPERATIONS = {
  ...GLOSSARY_OPERATIONS,
  ...TERM_OPERATIONS,
  ...FORM_TYPE_OPERATIONS,
  ...ASSET_TYPE_OPERATIONS,
  ...RULE_OPERATIONS,
  ...SEARCH_OPERATIONS,
} satisfies Operations;
