import type { App } from "cdktf";
import type { Stage } from "../configuration/model";
import { APPLICATION_GROUPS } from "../contracts/names";
import { Catalog } from "../modules/catalog";
import { Project, type ProjectMember } from "../modules/project";
import { RemoteOutputs } from "../modules/remote-state";
import { SmusStack } from "./base";
import { DomainReferences, foundationOutputs } from "./domain-references";
import type { StageContext } from "./stage-context";

/** A project that is made to own the vocabulary. */
type CreatedOwner = Extract<NonNullable<Stage["catalog"]>["owner"], { readonly create: unknown }>["create"];

/**
 * Layer `catalog`, governance account: the project that owns the vocabulary (where the stage has none for it), the grants that it
 * needs, glossaries and terms, forms, asset types and rules. Exists in the stage that owns the domain only.
 */
export class CatalogStack extends SmusStack<"catalog"> {
  private readonly references: DomainReferences;
  private readonly functionName: string;
  private readonly projects: RemoteOutputs<"projects"> | undefined;

  constructor(
    app: App,
    private readonly context: StageContext,
  ) {
    const governance = context.stage.governance.key;
    super(app, "catalog", context.stackProps({ account: governance, layer: "catalog" }));
    const { catalog, projects } = context.stage;
    if (catalog === undefined) throw new Error(`stage ${context.stage.name} has no catalog`);
    this.references = new DomainReferences(this, context);
    this.functionName = foundationOutputs(this, context, governance).text("controlPlaneFunctionName");
    const location = context.stateOf({ account: governance, layer: "projects" });
    const named = Object.values(catalog.rules).some((rule) => rule.projects !== undefined);
    this.projects = named || "project" in catalog.owner ? new RemoteOutputs(this, "Projects", { location }) : undefined;

    const { owner } = catalog;
    const unit = "create" in owner ? owner.create.unit : projects[owner.project].unit;
    const project = "create" in owner ? this.createOwner(owner.create) : { id: this.projectId(owner.project) };
    const built = new Catalog(this, "Vocabulary", {
      functionName: this.functionName,
      ledgerScope: context.stage.name,
      domainId: this.references.domainId,
      owner: { projectId: project.id, domainUnitId: this.references.unitId(unit) },
      catalog,
      unitId: (key) => this.references.unitId(key),
      projectId: (key) => this.projectId(key),
      adoptId: (kind, ...keys) => context.adoptId(kind, ...keys),
      protect: context.protectsAll,
    });
    this.publish({ ownerProjectId: project.id, ...built.ids });
  }

  private projectId(key: string): string {
    if (this.projects === undefined) throw new Error("no projects are read");
    return this.projects.entry("projectIds", key);
  }

  /**
   * People of the configuration, and the function of the reports, where there is an application: it sees what is between projects as
   * their member alone.
   */
  private ownersMembers(members: CreatedOwner["members"]): Readonly<Record<string, ProjectMember>> {
    const people = Object.entries(members).map(([key, member]) => [key, this.references.member(member)] as const);
    const { reports } = APPLICATION_GROUPS;
    const own: ProjectMember[] =
      this.context.stage.application === undefined
        ? []
        : [{ groupIdentifier: this.references.groupId(reports), designation: "PROJECT_CONTRIBUTOR" }];
    return Object.fromEntries([...own.map((member) => [reports, member] as const), ...people]);
  }

  private createOwner({ name, description, unit, members }: CreatedOwner): Project {
    return new Project(this, "Owner", {
      functionName: this.functionName,
      ledgerKey: `${this.context.stage.name}/catalog/owner`,
      adoptId: this.context.adoptId("CatalogOwner", "owner"),
      properties: {
        domainId: this.references.domainId,
        name,
        description,
        domainUnitId: this.references.unitId(unit),
        glossaryTermIds: [],
        resourceTags: {},
        environments: [],
      },
      members: this.ownersMembers(members),
      protect: this.context.protectsAll,
    });
  }
}
