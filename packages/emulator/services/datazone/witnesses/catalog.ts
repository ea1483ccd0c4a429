import { type Witness, witnessesOf } from "../../../witnesses/witness";

/** Behaviours of glossaries, terms, forms, asset types, rules and searches. */
export const CATALOG_WITNESSES: readonly Witness[] = [
  ...witnessesOf("datazone.vocabulary", "services/datazone/catalog/authorization.ts", [
    [
      "grants",
      "measured",
      "Making glossaries, forms and asset types needs CREATE_GLOSSARY, CREATE_FORM_TYPE and CREATE_ASSET_TYPE.",
      "field evidence, section 6",
    ],
    [
      "grants-in-unit",
      "assumed",
      "Such a grant holds in the unit of the owning project, and below where it includes child units.",
      "as the other policies on units",
    ],
    [
      "membership",
      "assumed",
      "Owners, contributors and stewards of the owning project write its vocabulary, and nobody else does, not even owners of its unit.",
      "the model names an owning project; who may write is not documented",
    ],
  ]),
  ...witnessesOf("datazone.glossaries", "services/datazone/catalog/glossaries.ts", [
    ["disabled-first", "measured", "A glossary that is enabled is not deleted.", "field evidence, section 6"],
    [
      "restrictions",
      "measured",
      "usageRestrictions are fixed at creation: UpdateGlossary has none.",
      "field evidence, section 6; service model, UpdateGlossaryInput",
    ],
    [
      "token",
      "model",
      "A creation with a known client token answers the glossary that is there.",
      "service model, CreateGlossary is idempotent",
    ],
    ["name", "assumed", "The names of a project's glossaries differ.", "the operation has a ConflictException"],
    ["with-terms", "assumed", "A glossary that has terms is not deleted.", "the operation has a ConflictException"],
    ["quota", "documented", "A domain has at most 1000 glossaries.", "DataZone user guide, quotas"],
    ["enabled", "assumed", "A glossary is enabled where no status is sent.", "not documented"],
  ]),
  ...witnessesOf("datazone.terms", "services/datazone/catalog/terms.ts", [
    ["disabled-first", "measured", "A term that is enabled is not deleted.", "field evidence, section 6"],
    [
      "token",
      "model",
      "A creation with a known client token answers the term that is there.",
      "service model, CreateGlossaryTerm is idempotent",
    ],
    ["name", "assumed", "The names of a glossary's terms differ.", "the operation has a ConflictException"],
    [
      "relations",
      "assumed",
      "Relations are sent whole, and an empty object takes them away; the other term does not show them.",
      "UpdateGlossaryTerm takes no empty lists",
    ],
    [
      "in-use",
      "assumed",
      "A term that assets have, or that a rule demands, is deleted all the same.",
      "not documented; the handler refuses it before",
    ],
    ["quota", "documented", "A domain has at most 10 000 terms.", "DataZone user guide, quotas"],
  ]),
  ...witnessesOf("datazone.forms", "services/datazone/catalog/form-types.ts", [
    [
      "revisions",
      "measured",
      "Creating a form under the same name makes a revision, numbered from 1; there is no update.",
      "field evidence, section 6",
    ],
    [
      "read-back",
      "assumed",
      "GetFormType gives the model back as it was sent.",
      "not recorded; the handler compares tokens, not layout",
    ],
    ["disabled-first", "assumed", "A form that is enabled is not deleted.", "as glossaries and terms"],
    [
      "in-use",
      "assumed",
      "A form that an asset type or a rule uses is not deleted.",
      "the operation has a ConflictException",
    ],
    [
      "disabled",
      "assumed",
      "A form is disabled where no status is sent.",
      "aws_datazone_form_type documents this default",
    ],
    [
      "owner",
      "assumed",
      "A form's name belongs to the project that made its first revision.",
      "names are unique in a domain: API reference, CreateFormType",
    ],
  ]),
  ...witnessesOf("datazone.form-model", "services/datazone/catalog/smithy.ts", [
    [
      "structure",
      "measured",
      "A model is the structure alone: with `$version` or `namespace` it is refused.",
      "field evidence, section 6",
    ],
    [
      "lists",
      "measured",
      "Lists may come before the structure.",
      "public modules and articles that make forms with glossary terms",
    ],
    ["named", "assumed", "The structure has the form's name.", "every public example"],
  ]),
  ...witnessesOf("datazone.asset-types", "services/datazone/catalog/asset-types.ts", [
    [
      "revisions",
      "measured",
      "Creating an asset type under the same name makes a revision; there is no update.",
      "field evidence, section 6",
    ],
    ["forms", "model", "An asset type names revisions of its forms.", "service model, FormEntryInput"],
    ["enabled-forms", "assumed", "It takes enabled forms only.", "a disabled form cannot be chosen in the portal"],
    ["in-use", "assumed", "A type that assets have is not deleted.", "the operation has a ConflictException"],
    ["grants", "assumed", "What was granted on a type goes with it.", "as grants on units"],
    ["quota", "documented", "A domain has at most 1000 asset types.", "DataZone user guide, quotas"],
  ]),
  ...witnessesOf("datazone.managed-types", "services/datazone/catalog/managed-types.ts", [
    [
      "names",
      "documented",
      "Types of the service itself are there, by their names.",
      "DataZone user guide, asset types",
    ],
    ["revision", "assumed", "They have one revision, 1.", "not recorded"],
  ]),
  ...witnessesOf("datazone.rules", "services/datazone/catalog/rules.ts", [
    ["fixed", "measured", "UpdateRule changes neither action nor target.", "field evidence, section 6"],
    [
      "cascaded",
      "model",
      "ListRules with includeCascaded lists rules of units above that include their children.",
      "service model, ListRulesInput",
    ],
    ["kind", "assumed", "A rule on forms does not become one on terms.", "ruleType has no place in UpdateRule"],
    [
      "writers",
      "assumed",
      "Every role of the domain's account may make rules.",
      "which right it takes is not documented",
    ],
  ]),
  ...witnessesOf("datazone.rule-enforcement", "services/datazone/catalog/rule-enforcement.ts", [
    [
      "publish",
      "documented",
      "An asset is not published without the forms and terms that rules on publishing demand.",
      "SageMaker Unified Studio user guide, metadata enforcement rules for publishing",
    ],
    [
      "subscribe",
      "documented",
      "A request to subscribe is not taken without the forms that rules on subscribing demand.",
      "DataZone user guide, metadata enforcement rules for subscription requests",
    ],
    [
      "cascade",
      "documented",
      "A rule that cascades is in force in the units below, any other in its own unit.",
      "DataZone user guide, metadata enforcement rules for subscription requests",
    ],
    [
      "unit",
      "assumed",
      "The unit, the projects and the asset types of a rule are those of the asset, also for a request of another project.",
      "the guide says: asset types, and projects of the unit",
    ],
    ["all-terms", "assumed", "Every term of a rule is demanded, not one of them.", "the guide says: add terms"],
    [
      "words",
      "assumed",
      "The refusal is a ValidationException that names the rules and what is missing.",
      "its text was not recorded",
    ],
  ]),
  ...witnessesOf("datazone.search", "services/datazone/catalog/search.ts", [
    [
      "only-way",
      "measured",
      "Glossaries, terms, forms and asset types are found by Search and SearchTypes: there is no list of them.",
      "field evidence, section 6",
    ],
    [
      "managed",
      "assumed",
      "SearchTypes with `managed` lists the asset types of the service itself, without their forms, and no form types.",
      "the service model has the member; which types it lists was not recorded",
    ],
  ]),
  ...witnessesOf("datazone.catalog-reads", "services/datazone/catalog/model.ts", [
    [
      "lag",
      "measured",
      "What was just created may not be found by reads and searches for a while (the delay `catalog`).",
      "field evidence, section 6",
    ],
  ]),
];
