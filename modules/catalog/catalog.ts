import { Construct } from "constructs";
import { AssetTypes } from "./asset-types";
import { FormTypes } from "./form-types";
import { Glossaries } from "./glossaries";
import { MetadataRules } from "./metadata-rules";
import { OwnerGrants } from "./owner-grants";
import type { CatalogPlace, Vocabulary } from "./vocabulary";

/** Properties of {@link Catalog}. */
export interface CatalogProps extends Omit<CatalogPlace, "granted"> {
  /** Vocabulary that the stage configures. */
  readonly catalog: Vocabulary;
}

/** Ids of what a catalog has made. */
export interface CatalogIds {
  readonly glossaryIds: Readonly<Record<string, string>>;
  /** By `<glossary>/<term>`. */
  readonly termIds: Readonly<Record<string, string>>;
  readonly formTypes: Readonly<Record<string, string>>;
  readonly assetTypes: Readonly<Record<string, string>>;
}

/**
 * The vocabulary of a domain, in the account that owns it: the grants that its owner needs first, then glossaries with their
 * terms, forms, asset types, and rules. What is removed goes in reverse.
 *
 * The control-plane function's role must be a member of the owning project: it is owner of every project that it creates.
 */
export class Catalog extends Construct {
  public readonly ids: CatalogIds;

  constructor(scope: Construct, id: string, props: CatalogProps) {
    super(scope, id);
    const { catalog, ...rest } = props;
    const grants = new OwnerGrants(this, "Grant", { ...rest, catalog });
    const place: CatalogPlace = { ...rest, granted: grants.granted };
    const glossaries = new Glossaries(this, "Glossary", { ...place, glossaries: catalog.glossaries });
    const forms = new FormTypes(this, "Form", { ...place, forms: catalog.forms });
    const types = new AssetTypes(this, "AssetType", { ...place, catalog, forms: forms.all });
    new MetadataRules(this, "Rule", { ...place, catalog, forms: forms.all, types: types.all, terms: glossaries.terms });
    this.ids = {
      glossaryIds: idsOf(glossaries.all),
      termIds: idsOf(glossaries.terms),
      formTypes: idsOf(forms.all),
      assetTypes: idsOf(types.all),
    };
  }
}

function idsOf(objects: Readonly<Record<string, { readonly id: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(objects).map(([key, { id }]) => [key, id]));
}
