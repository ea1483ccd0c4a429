import {
  CreateAssetCommand,
  CreateAssetTypeCommand,
  CreateDomainUnitCommand,
  CreateFormTypeCommand,
  CreateGlossaryCommand,
  CreateGlossaryTermCommand,
  CreateListingChangeSetCommand,
  type CreateListingChangeSetCommandOutput,
  CreateProjectMembershipCommand,
  CreateRuleCommand,
  type CreateRuleCommandInput,
  CreateUserProfileCommand,
  type DataZoneClient,
  DeleteRuleCommand,
  type FormInput,
  type UserDesignation,
} from "@aws-sdk/client-datazone";
import { FIXED, grantOnUnit, type Hosting, hosting, openMemberPool, profile, project as projectOf } from "./hosting";
import { GOVERNANCE, type Landscape } from "./landscape";
import { vocabularyOwner } from "./vocabulary";

/** Asset type of assets that are made by hand. */
export const COLLECTION = "amazon.datazone.S3ObjectCollectionAssetType";

/** Choices of a rule; what is left out is everything. */
export interface RuleChoice {
  readonly unit?: string;
  readonly cascades?: boolean;
  readonly action?: CreateRuleCommandInput["action"];
  readonly types?: string[];
  readonly projects?: string[];
  readonly demands?: "form" | "term";
}

/** A form of the type `Ownership`, which requires an `owner`. */
export const ownership = (content: object): FormInput => ({
  formName: "Ownership",
  typeIdentifier: "Ownership",
  content: JSON.stringify(content),
});

/** A producer and a consumer in units of their own, a form and a term, and the rules that a test makes. */
export class RuledProjects {
  private rules: string[] = [];
  private assets = 0;

  private constructor(
    private readonly landscape: Landscape,
    /** Owner of both projects. */
    readonly datazone: DataZoneClient,
    readonly host: Hosting,
    /** Ids of the units of the producer and of the consumer. */
    readonly units: Readonly<Record<"own" | "other", string>>,
    readonly projects: Readonly<Record<"producer" | "consumer", string>>,
    /** Id of the term `Party`. */
    readonly term: string,
    /** Project that owns the vocabulary. */
    private readonly vocabularyProject: string,
    /** Makes another project in a unit, and answers its id. */
    readonly project: (name: string, domainUnitId: string) => Promise<string>,
  ) {}

  static async begin(landscape: Landscape): Promise<RuledProjects> {
    const host = await hosting(landscape, "m/host");
    await openMemberPool(landscape, host);
    const datazone = landscape.clients(GOVERNANCE).datazone();
    const on = { domainIdentifier: host.domainId };
    const profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
    const owner = await vocabularyOwner(landscape, host, "m/vocabulary");
    const unit = async (name: string): Promise<string> => {
      const made = { ...on, parentDomainUnitIdentifier: host.root, name };
      const { id: entityIdentifier = "" } = await datazone.send(new CreateDomainUnitCommand(made));
      await grantOnUnit(landscape, host.domainId, entityIdentifier, {
        policyType: "CREATE_PROJECT_FROM_PROJECT_PROFILE",
        principal: { user: { allUsersGrantFilter: {} } },
        detail: { createProjectFromProjectProfile: { includeChildDomainUnits: true, projectProfiles: [profileId] } },
      });
      return entityIdentifier;
    };
    const units = { own: await unit("Own"), other: await unit("Other") };
    const project = async (name: string, domainUnitId: string): Promise<string> => {
      const desired = { ...projectOf(host, profileId, { name, domainUnitId }), key: `m/${name}` };
      return (await landscape.create(GOVERNANCE, desired)).id;
    };
    const projects = {
      producer: await project("Producer", units.own),
      consumer: await project("Consumer", units.other),
    };
    const term = await vocabulary(datazone, on.domainIdentifier, owner);
    return new RuledProjects(landscape, datazone, host, units, projects, term, owner, project);
  }

  get on(): { readonly domainIdentifier: string } {
    return { domainIdentifier: this.host.domainId };
  }

  /** Makes a rule, named by its number, which demands the form `Ownership` unless it is to be the term. */
  async rule({ unit, cascades = true, action, types, projects, demands }: RuleChoice = {}): Promise<void> {
    const forms = { requiredMetadataForms: [{ typeIdentifier: "Ownership", typeRevision: "1" }] };
    const made = await this.datazone.send(
      new CreateRuleCommand({
        ...{ ...this.on, name: `Rule ${this.rules.length}`, action: action ?? "CREATE_LISTING_CHANGE_SET" },
        target: { domainUnitTarget: { domainUnitId: unit ?? this.host.root, includeChildDomainUnits: cascades } },
        scope: {
          assetType: { selectionMode: types ? "SPECIFIC" : "ALL", specificAssetTypes: types },
          project: { selectionMode: projects ? "SPECIFIC" : "ALL", specificProjects: projects },
        },
        detail:
          demands === "term"
            ? { glossaryTermEnforcementDetail: { requiredGlossaryTermIds: [this.term] } }
            : { metadataFormEnforcementDetail: forms },
      }),
    );
    this.rules.push(made.identifier ?? "");
  }

  /** Ends all rules. */
  async clear(): Promise<void> {
    for (const identifier of this.rules) await this.datazone.send(new DeleteRuleCommand({ ...this.on, identifier }));
    this.rules = [];
  }

  /** A role of the governance account that is a member of a project, and of no other. */
  async person(
    name: string,
    projectIdentifier: string,
    designation: UserDesignation = "PROJECT_CONTRIBUTOR",
  ): Promise<DataZoneClient> {
    const userIdentifier = `arn:aws:iam::${GOVERNANCE}:role/${name}`;
    await this.datazone.send(new CreateUserProfileCommand({ ...this.on, userIdentifier, userType: "IAM_ROLE" }));
    await this.datazone.send(
      new CreateProjectMembershipCommand({ ...this.on, projectIdentifier, designation, member: { userIdentifier } }),
    );
    return this.landscape.clients(GOVERNANCE, name).datazone();
  }

  /** Makes an asset type without forms. */
  async assetType(name: string): Promise<void> {
    const made = { ...this.on, name, owningProjectIdentifier: this.vocabularyProject, formsInput: {} };
    await this.datazone.send(new CreateAssetTypeCommand(made));
  }

  /** Makes an asset of the producer. */
  async asset(overrides: object = {}): Promise<string> {
    const { id = "" } = await this.datazone.send(
      new CreateAssetCommand({
        ...{ ...this.on, name: `Asset ${(this.assets += 1)}`, typeIdentifier: COLLECTION },
        ...{ owningProjectIdentifier: this.projects.producer, ...overrides },
      }),
    );
    return id;
  }

  publish(entityIdentifier: string): Promise<CreateListingChangeSetCommandOutput> {
    const change = { ...this.on, entityIdentifier, entityType: "ASSET", action: "PUBLISH" } as const;
    return this.datazone.send(new CreateListingChangeSetCommand(change));
  }
}

async function vocabulary(datazone: DataZoneClient, domainIdentifier: string, owner: string): Promise<string> {
  await datazone.send(
    new CreateFormTypeCommand({
      ...{ domainIdentifier, name: "Ownership", status: "ENABLED", owningProjectIdentifier: owner },
      model: { smithy: 'structure Ownership { @required @documentation("a: b {c}") owner: String, note: String }' },
    }),
  );
  const { id: glossaryIdentifier } = await datazone.send(
    new CreateGlossaryCommand({ domainIdentifier, name: "Words", owningProjectIdentifier: owner }),
  );
  const { id = "" } = await datazone.send(
    new CreateGlossaryTermCommand({ domainIdentifier, glossaryIdentifier, name: "Party" }),
  );
  return id;
}
