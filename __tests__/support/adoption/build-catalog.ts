import {
  AddPolicyGrantCommand,
  CreateAssetTypeCommand,
  CreateFormTypeCommand,
  CreateGlossaryCommand,
  CreateGlossaryTermCommand,
  CreateRuleCommand,
  type CreateRuleCommandInput,
  type DataZoneClient,
  GetAssetTypeCommand,
  GetFormTypeCommand,
  GetGlossaryCommand,
  GetGlossaryTermCommand,
  type FormEntryInput,
  type ManagedPolicyType,
  type PolicyGrantDetail,
  type PolicyGrantPrincipal,
  type TermRelations,
  UpdateGlossaryTermCommand,
} from "@aws-sdk/client-datazone";
import { until } from "./until";

/** Domain in which a catalogue is curated, and the project whose members curate it. */
export interface CatalogPlace {
  readonly domainId: string;
  readonly rootId: string;
  readonly units: { readonly finance: string; readonly reporting: string };
  /** The owner of everything, and its unit. */
  readonly office: { readonly projectId: string; readonly unitId: string };
  /** A project that one of the rules is for. */
  readonly ruledProjectId: string;
}

/** Text that typed fields of a stage file would become: one structure with traits on its members. */
const OWNERSHIP = [
  '@amazon.datazone#displayname(defaultName: "Ownership")',
  "structure DataOwnership {",
  "  @required",
  '  @amazon.datazone#displayname(defaultName: "Owner")',
  "  @amazon.datazone#searchable",
  "  owner: String",
  "  @length(max: 120)",
  "  contact: String",
  "}",
].join("\n");

/** A field that holds a term of a glossary: the portal offers it, and typed fields do not have it. */
const classification = (glossaryId: string): string =>
  [
    "@length(min: 1, max: 3)",
    "list Levels { member: String }",
    "structure Classification {",
    `  @amazon.datazone#glossaryterm("${glossaryId}") @required`,
    "  levels: Levels",
    "  // Checked by the data office.",
    "  reviewedOn: smithy.api#Timestamp",
    "}",
  ].join("\n");

const RETENTION = "structure Retention {\n  @range(min: 1)\n  days: Integer\n}";
const RETENTION_BY_LAW = "structure Retention {\n  @range(min: 1)\n  days: Integer\n  law: String\n}";

/**
 * Curates a catalogue by direct API calls, as members of its owner do in the portal: they may (grants), write glossaries with
 * terms over levels, forms, asset types whose use they grant, and rules on several units. One form was saved again without a
 * change, one with; an asset type still has the latter's first revision.
 */
export class CatalogBuilder {
  constructor(
    private readonly place: CatalogPlace,
    private readonly datazone: Pick<DataZoneClient, "send">,
  ) {}

  async build(): Promise<void> {
    await this.grants();
    const { confidential } = await this.glossaries();
    await this.types(confidential.glossary);
    await this.uses();
    await this.rules(confidential.terms);
  }

  private get on() {
    return { domainIdentifier: this.place.domainId };
  }

  /** Grants that let members of the owner curate: one grant for this project alone, the others for all projects of a unit. */
  private async grants(): Promise<void> {
    const { office, units } = this.place;
    const own = { project: { projectDesignation: "OWNER", projectIdentifier: office.projectId } } as const;
    const all = projectsIn(units.finance, true);
    const on = (unitId: string) => ({ entityType: "DOMAIN_UNIT", entityIdentifier: unitId }) as const;
    const createGlossary = { createGlossary: { includeChildDomainUnits: false } };
    const createFormType = { createFormType: { includeChildDomainUnits: true } };
    const createAssetType = { createAssetType: { includeChildDomainUnits: true } };
    await this.grant(on(office.unitId), "CREATE_GLOSSARY", own, createGlossary);
    await this.grant(on(units.finance), "CREATE_FORM_TYPE", all, createFormType);
    await this.grant(on(units.finance), "CREATE_ASSET_TYPE", all, createAssetType);
  }

  private async grant(
    entity: { readonly entityType: "DOMAIN_UNIT" | "ASSET_TYPE"; readonly entityIdentifier: string },
    policyType: ManagedPolicyType,
    principal: PolicyGrantPrincipal,
    detail: PolicyGrantDetail,
  ): Promise<void> {
    await this.datazone.send(new AddPolicyGrantCommand({ ...this.on, ...entity, policyType, principal, detail }));
  }

  private async glossaries() {
    const business = await this.glossary("Business terms", { description: "What the company talks about" });
    const party = await this.term(business, "Party", { shortDescription: "Whom we deal with" });
    const person = await this.term(business, "Person", {}, { isA: [party] });
    await this.term(
      business,
      "Customer",
      { longDescription: "Somebody who buys.\n\n- once\n- often" },
      { isA: [person] },
    );
    const partner = await this.term(business, "Partner", {}, { isA: [party] });
    await this.datazone.send(
      new UpdateGlossaryTermCommand({
        ...this.on,
        glossaryIdentifier: business,
        identifier: partner,
        name: "Partner",
        status: "DISABLED",
        termRelations: { isA: [party] },
      }),
    );
    const levels = await this.glossary("Confidentiality", { usageRestrictions: ["ASSET_GOVERNED_TERMS"] });
    const terms = [await this.term(levels, "Internal"), await this.term(levels, "Confidential")];
    await this.term(levels, "Restricted", {}, { classifies: terms });
    await this.glossary("Words of the merger", { status: "DISABLED" });
    return { confidential: { glossary: levels, terms } };
  }

  private async glossary(
    name: string,
    text: { description?: string; usageRestrictions?: "ASSET_GOVERNED_TERMS"[]; status?: "DISABLED" },
  ): Promise<string> {
    const owningProjectIdentifier = this.place.office.projectId;
    const made = await this.datazone.send(
      new CreateGlossaryCommand({ ...this.on, owningProjectIdentifier, name, ...text }),
    );
    const identifier = made.id ?? "";
    await until(() => found(() => this.datazone.send(new GetGlossaryCommand({ ...this.on, identifier }))));
    return identifier;
  }

  private async term(
    glossaryIdentifier: string,
    name: string,
    text: { shortDescription?: string; longDescription?: string } = {},
    termRelations?: TermRelations,
  ): Promise<string> {
    const made = await this.datazone.send(
      new CreateGlossaryTermCommand({ ...this.on, glossaryIdentifier, name, ...text, termRelations }),
    );
    const identifier = made.id ?? "";
    await until(() => found(() => this.datazone.send(new GetGlossaryTermCommand({ ...this.on, identifier }))));
    return identifier;
  }

  private async types(levels: string): Promise<void> {
    await this.form("DataOwnership", OWNERSHIP, "Who answers for data");
    await this.form("Classification", classification(levels));
    await this.form("Retention", RETENTION);
    const managed = { typeIdentifier: "amazon.datazone.AssetCommonDetailsFormType", typeRevision: "1" };
    await this.assetType("Report", "What people read", {
      Ownership: { typeIdentifier: "DataOwnership", typeRevision: "1", required: true },
      Classification: { typeIdentifier: "Classification", typeRevision: "1" },
      Details: managed,
    });
    await this.assetType("Dashboard", undefined, { Retention: { typeIdentifier: "Retention", typeRevision: "1" } });
    await this.form("DataOwnership", `// Saved again.\n${OWNERSHIP}`, "Who answers for data");
    await this.form("Retention", RETENTION_BY_LAW);
  }

  private async form(name: string, smithy: string, description?: string): Promise<void> {
    const owningProjectIdentifier = this.place.office.projectId;
    const content = { name, model: { smithy }, description, status: "ENABLED" } as const;
    const { revision } = await this.datazone.send(
      new CreateFormTypeCommand({ ...this.on, owningProjectIdentifier, ...content }),
    );
    await until(() =>
      found(() => this.datazone.send(new GetFormTypeCommand({ ...this.on, formTypeIdentifier: name, revision }))),
    );
  }

  private async assetType(
    name: string,
    description: string | undefined,
    formsInput: Record<string, FormEntryInput>,
  ): Promise<void> {
    const owningProjectIdentifier = this.place.office.projectId;
    await this.datazone.send(
      new CreateAssetTypeCommand({ ...this.on, owningProjectIdentifier, name, description, formsInput }),
    );
    await until(() => found(() => this.datazone.send(new GetAssetTypeCommand({ ...this.on, identifier: name }))));
  }

  /** Grants on asset types: the owner uses its own, projects of a unit do too, and all projects use one that the service brings. */
  private async uses(): Promise<void> {
    const { office, units, rootId } = this.place;
    const on = (entityIdentifier: string) => ({ entityType: "ASSET_TYPE", entityIdentifier }) as const;
    const use = (domainUnitId: string) => ({ useAssetType: { domainUnitId } });
    const own = { project: { projectDesignation: "OWNER", projectIdentifier: office.projectId } } as const;
    await this.grant(on("Report"), "USE_ASSET_TYPE", own, use(office.unitId));
    await this.grant(on("Report"), "USE_ASSET_TYPE", projectsIn(units.reporting, false), use(units.reporting));
    await this.grant(
      on("amazon.datazone.S3ObjectCollectionAssetType"),
      "USE_ASSET_TYPE",
      projectsIn(rootId, true),
      use(rootId),
    );
  }

  private async rules(terms: string[]): Promise<void> {
    const { rootId, units, ruledProjectId } = this.place;
    const everything = {
      assetType: { selectionMode: "ALL" },
      dataProduct: true,
      project: { selectionMode: "ALL" },
    } as const;
    const forms = (typeIdentifier: string, typeRevision: string) => ({
      metadataFormEnforcementDetail: { requiredMetadataForms: [{ typeIdentifier, typeRevision }] },
    });
    await this.rule("Assets have an owner", {
      description: "Nothing is published without somebody who answers for it",
      action: "CREATE_LISTING_CHANGE_SET",
      target: unitTarget(rootId, true),
      scope: everything,
      detail: forms("DataOwnership", "2"),
    });
    await this.rule("Requests say for how long", {
      action: "CREATE_SUBSCRIPTION_REQUEST",
      target: unitTarget(units.finance, false),
      scope: { ...everything, dataProduct: false },
      detail: forms("Retention", "2"),
    });
    await this.rule("Reports have a level", {
      action: "CREATE_LISTING_CHANGE_SET",
      target: unitTarget(units.reporting, true),
      scope: {
        assetType: {
          selectionMode: "SPECIFIC",
          specificAssetTypes: ["Report", "amazon.datazone.GlueTableAssetType"],
        },
        dataProduct: false,
        project: { selectionMode: "ALL" },
      },
      detail: { glossaryTermEnforcementDetail: { requiredGlossaryTermIds: terms } },
    });
    await this.rule("One project says it too", {
      action: "CREATE_SUBSCRIPTION_REQUEST",
      target: unitTarget(units.reporting, false),
      scope: { ...everything, project: { selectionMode: "SPECIFIC", specificProjects: [ruledProjectId] } },
      detail: forms("Classification", "1"),
    });
  }

  private async rule(
    name: string,
    content: Pick<CreateRuleCommandInput, "description" | "action" | "target" | "scope" | "detail">,
  ): Promise<void> {
    await this.datazone.send(new CreateRuleCommand({ ...this.on, name, ...content }));
  }
}

/** An answer; nothing while a read does not find what was just written. */
async function found<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Error && error.name === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

function projectsIn(domainUnit: string, includeChildDomainUnits: boolean): PolicyGrantPrincipal {
  const projectGrantFilter = { domainUnitFilter: { domainUnit, includeChildDomainUnits } };
  return { project: { projectDesignation: "CONTRIBUTOR", projectGrantFilter } };
}

function unitTarget(domainUnitId: string, includeChildDomainUnits: boolean) {
  return { domainUnitTarget: { domainUnitId, includeChildDomainUnits } };
}
