import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of runs of data sources, assets and their terms, listings and searches of them. */
export const INVENTORY_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.runs", "services/datazone/inventory/runs.ts", [
    [
      "requested",
      "model",
      "StartDataSourceRun answers before the run has ended.",
      "service model, DataSourceRunStatus begins with REQUESTED",
    ],
    ["at-once", "assumed", "The run has ended when it is asked for.", "how long runs take was not published"],
    ["disabled", "assumed", "A disabled data source cannot be run.", "not documented"],
    [
      "missing",
      "assumed",
      "A run over a database that does not exist ends as FAILED, and imports nothing of it.",
      "the error's type is in the service model",
    ],
    ["redshift", "assumed", "A run over Redshift ends as FAILED.", "there is no Redshift to read"],
    ["by-hand", "assumed", "Schedules start no run.", "the emulator's time is not the schedule's"],
    ["members-only", "assumed", "Runs are started and seen by members of the project.", "as its assets"],
  ]),
  ...witnessesOf("datazone.glue-import", "services/datazone/inventory/glue-import.ts", [
    [
      "asset",
      "measured",
      "A table becomes an asset of `amazon.datazone.GlueTableAssetType`, its external identifier is the table's ARN.",
      "field evidence, section 6, Publish to catalog",
    ],
    [
      "form",
      "assumed",
      "Its form `GlueTableForm` holds names, location and columns, those of partitions last.",
      "the form's content was not published",
    ],
    [
      "patterns",
      "assumed",
      "A table is imported that an INCLUDE fits and no EXCLUDE; `*` stands for any characters, and no INCLUDE for all.",
      "the portal includes all; how the two are weighed was not published",
    ],
    [
      "update",
      "assumed",
      "A changed table makes a revision that keeps name, terms and other forms; an unchanged one is UNCHANGED.",
      "the statuses are in the service model",
    ],
    [
      "twice",
      "model",
      "A table that another project has imported is SKIPPED_ALREADY_IMPORTED.",
      "service model, DataAssetActivityStatus",
    ],
    ["no-names", "assumed", "No business names are generated.", "they are a language model's"],
  ]),
  ...witnessesOf("datazone.assets", "services/datazone/inventory/assets.ts", [
    [
      "revision-drops",
      "measured",
      "CreateAssetRevision drops glossary terms that are not sent again.",
      "field evidence, section 6, BatchPutAttributesMetadata",
    ],
    [
      "revision-drops-forms",
      "assumed",
      "Forms that are not sent again are dropped as well.",
      "only terms were measured",
    ],
    ["numbers", "assumed", "Revisions are numbers from 1, the newest is listed first.", "not documented"],
    ["published", "assumed", "A published asset cannot be deleted.", "ConflictException is among DeleteAsset's errors"],
    [
      "same-identifier",
      "assumed",
      "A second asset of an external identifier in a project is refused.",
      "ConflictException is among CreateAsset's errors",
    ],
  ]),
  ...witnessesOf("datazone.asset-forms", "services/datazone/inventory/asset-forms.ts", [
    ["types", "model", "A form names a type that exists, and a revision of it.", "service model, FormInput"],
    [
      "required",
      "assumed",
      "A form of a customer's type is refused without a value for each member that the type requires.",
      "the portal demands them; what the API does was not recorded",
    ],
    [
      "managed",
      "assumed",
      "The content of forms of the service's own types is not looked into.",
      "their models were not published",
    ],
  ]),
  ...witnessesOf("datazone.asset-terms", "services/datazone/inventory/asset-terms.ts", [
    [
      "governed",
      "model",
      "Governed terms come to an asset by AssociateGovernedTerms, others with the asset.",
      "service model, AssociateGovernedTermsInput",
    ],
    [
      "exist",
      "assumed",
      "An asset, or a revision of one, is refused with a term that does not exist.",
      "not documented",
    ],
    [
      "governed-go",
      "model",
      "DisassociateGovernedTerms takes them off.",
      "service model, DisassociateGovernedTermsInput",
    ],
    ["governed-stay", "assumed", "Governed terms stay with a new revision.", "they are not a part of its request"],
  ]),
  ...witnessesOf("datazone.attributes", "services/datazone/inventory/attributes.ts", [
    [
      "forms",
      "model",
      "Columns have forms: BatchPutAttributesMetadata writes and BatchGetAttributesMetadata reads those of up to 5 columns.",
      "service model, AttributeInput",
    ],
    [
      "whole",
      "assumed",
      "The forms of a column are written as a whole: one that is not sent again is dropped.",
      "as in a revision; the operation's name says Put",
    ],
    [
      "unknown",
      "assumed",
      "A column that the table's form does not have is among the errors of the answer.",
      "the service model has errors by attribute; when they come is not documented",
    ],
    ["stay", "assumed", "Forms of columns stay with a new revision.", "they are not a part of its request"],
  ]),
  ...witnessesOf("datazone.inventory-model", "services/datazone/inventory/model.ts", [
    [
      "members-only",
      "measured",
      "GetAsset is refused to a domain administrator who is no member of the asset's project.",
      "field evidence, section 2, ListConnections",
    ],
  ]),
  ...witnessesOf("datazone.publish-on-import", "services/datazone/inventory/glue-import.ts", [
    [
      "refused",
      "model",
      "A table that is imported and may not be published is PUBLISHING_FAILED, and the run goes on.",
      "service model, DataAssetActivityStatus",
    ],
  ]),
  ...witnessesOf("datazone.listings", "services/datazone/inventory/listings.ts", [
    [
      "at-once",
      "assumed",
      "A listing is ACTIVE, or INACTIVE, when its change is answered.",
      "the service model knows CREATING; how long it takes was not published",
    ],
    ["same-listing", "assumed", "An asset has one listing, whose revision counts up.", "not documented"],
    ["terms", "assumed", "Terms of listings are left out.", "their texts belong to the vocabulary"],
  ]),
  ...witnessesOf("datazone.asset-search", "services/datazone/inventory/search.ts", [
    [
      "listings-open",
      "measured",
      "SearchListings answers everybody of the domain.",
      "field evidence, section 2, ListConnections",
    ],
    [
      "terms",
      "documented",
      "Assets are filtered by terms with the attribute `__DataZoneGlossaryTerms`.",
      "API reference, Search",
    ],
    ["governed-terms", "assumed", "The same attribute finds governed terms.", "not documented"],
    ["own-inventory", "assumed", "Search finds assets of projects that the caller is a member of.", "as GetAsset"],
  ]),
  ...witnessesOf("datazone.found", "services/datazone/found.ts", [
    [
      "equal",
      "assumed",
      "Filters know EQ alone, and texts are looked for in name and description.",
      "a part of the service",
    ],
  ]),
];
