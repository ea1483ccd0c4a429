import { policiesOn } from "../service/policies";
import { governanceIf, TEXT, TEXTS, type LayerDescriptor } from "./layer";

/** The vocabulary of a domain. */
export const catalog = {
  documentation: {
    account: "governance",
    holds: "glossaries and terms, metadata forms, asset types, rules, the grants of their owner",
    existsIn: "the stage that owns the domain",
    deployRole: "governance account: the vocabulary of the domain and the grants of its owner",
  },
  accountsIn: (stage) => governanceIf(stage, stage.ownsDomain && stage.catalog !== undefined),
  oncePerDomain: true,
  waitsFor: [
    { layer: "domain", of: "governance" },
    { layer: "projects", of: "governance" },
  ],
  reads: [
    { layer: "foundation", of: "governance" },
    { layer: "domain", of: "governance" },
    { layer: "projects", of: "governance" },
  ],
  outputs: {
    /** Id of the project that owns the vocabulary. */
    ownerProjectId: TEXT,
    /** Ids of glossaries by configuration key. */
    glossaryIds: TEXTS,
    /** Ids of terms by `<glossary>/<term>`. */
    termIds: TEXTS,
    /** Names of forms by configuration key. */
    formTypes: TEXTS,
    /** Names of asset types by configuration key. */
    assetTypes: TEXTS,
  },
  grants: policiesOn("ASSET_TYPE"),
} as const satisfies LayerDescriptor;
