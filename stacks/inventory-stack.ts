import type { App } from "cdktf";
import type { ResolvedProject } from "../configuration/model";
import { ProjectInventory } from "../modules/project-inventory";
import { RemoteOutputs } from "../modules/remote-state";
import { assetProperties, sourcesOf } from "./asset-properties";
import { SmusStack } from "./base";
import { DomainReferences, foundationOutputs } from "./domain-references";
import { projectConstructId } from "./project-construct-id";
import { sourceProperties } from "./source-properties";
import type { StageContext } from "./stage-context";
import { VocabularyReferences } from "./vocabulary-references";

/**
 * Layer `inventory`, governance account: the data sources of standing projects, and what is said of their assets.
 *
 * Needs the projects and their connections, and the forms and terms of the vocabulary.
 */
export class InventoryStack extends SmusStack<"inventory"> {
  private readonly references: DomainReferences;
  private readonly functionName: string;
  private readonly projects: RemoteOutputs<"projects">;
  private readonly vocabulary: VocabularyReferences;

  constructor(
    app: App,
    private readonly context: StageContext,
  ) {
    const governance = context.stage.governance.key;
    super(app, "inventory", context.stackProps({ account: governance, layer: "inventory" }));
    this.references = new DomainReferences(this, context);
    this.functionName = foundationOutputs(this, context, governance).text("controlPlaneFunctionName");
    this.projects = new RemoteOutputs(this, "Projects", {
      location: context.stateOf({ account: governance, layer: "projects" }),
    });
    this.vocabulary = new VocabularyReferences(this, context);
    for (const project of Object.values(context.stage.projects)) this.addInventory(project);
    this.publish({});
  }

  private addInventory(project: ResolvedProject): void {
    const { key, dataSources, assets } = project;
    new ProjectInventory(this, projectConstructId(key), {
      functionName: this.functionName,
      ledgerKey: `${this.context.stage.name}/${key}`,
      domainId: this.references.domainId,
      projectId: this.projects.entry("projectIds", key),
      dataSources: Object.fromEntries(
        Object.entries(dataSources).map(([source, content]) => [
          source,
          {
            ...sourceProperties(content, this.vocabulary),
            connectionId: this.connectionId(project, content.connection),
            adoptId: this.context.adoptId("DataSource", key, source),
          },
        ]),
      ),
      assets: Object.fromEntries(
        Object.entries(assets).map(([asset, content]) => [
          asset,
          {
            ...assetProperties(content, this.vocabulary),
            broughtBy: sourcesOf(content.externalIdentifier, project),
            projectName: project.name,
          },
        ]),
      ),
    });
  }

  /** Id of a connection that the project's file has; others are found by their names. */
  private connectionId({ key, connections }: ResolvedProject, name: string): string | undefined {
    const [found] = Object.entries(connections).find(([, connection]) => connection.name === name) ?? [];
    return found === undefined ? undefined : this.projects.entry("connectionIds", `${key}/${found}`);
  }
}
