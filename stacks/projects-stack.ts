import type { App } from "cdktf";
import { Construct } from "constructs";
import type { Properties } from "../contracts/control-plane";
import type { ResolvedProject } from "../configuration/model";
import { connectionsConsole, whoFinishes } from "../contracts/service/git";
import { AskingRole } from "../modules/asking-role";
import { Project, type ProjectConnection } from "../modules/project";
import { RemoteOutputs } from "../modules/remote-state";
import { SmusStack } from "./base";
import { connectionProperties } from "./connection-properties";
import { DomainReferences, foundationOutputs } from "./domain-references";
import { GitReferences } from "./git-references";
import { projectConstructId } from "./project-construct-id";
import type { StageContext } from "./stage-context";

type Environment = Properties<"Project">["environments"][number];
type Repository = NonNullable<ResolvedProject["environments"][number]["repository"]>;

/**
 * Layer `projects`, governance account: standing projects with their members and connections.
 *
 * Needs the profiles; every account that a project reaches must have the profile's blueprints enabled.
 */
export class ProjectsStack extends SmusStack<"projects"> {
  private readonly references: DomainReferences;
  private readonly functionName: string;
  private readonly profiles: RemoteOutputs<"profiles">;
  private readonly git: GitReferences;
  private asks: Construct | undefined;

  constructor(
    app: App,
    private readonly context: StageContext,
  ) {
    const governance = context.stage.governance.key;
    super(app, "projects", context.stackProps({ account: governance, layer: "projects" }));
    this.references = new DomainReferences(this, context);
    this.functionName = foundationOutputs(this, context, context.stage.governance.key).text("controlPlaneFunctionName");
    this.profiles = new RemoteOutputs(this, "Profiles", {
      location: context.stateOf({ account: governance, layer: "profiles" }),
    });

    this.git = new GitReferences(this, context, this.functionName);

    const projects = Object.values(context.stage.projects).map(
      (project) => [project.key, this.addProject(project)] as const,
    );
    this.publish({
      projectIds: Object.fromEntries(projects.map(([key, { id }]) => [key, id])),
      connectionIds: Object.fromEntries(
        projects.flatMap(([key, { connectionIds }]) =>
          Object.entries(connectionIds).map(([connection, id]) => [`${key}/${connection}`, id]),
        ),
      ),
    });
  }

  private addProject(project: ResolvedProject): Project {
    const made = this.addProjectAlone(project);
    if (this.context.stage.application?.api !== undefined) this.addAskingRole(project, made);
    return made;
  }

  /** With an API people ask for data through the application, for each project as a role of its own. */
  private addAskingRole({ key }: ResolvedProject, { id }: Project): void {
    const { partition, region, prefix, stage } = this.context;
    this.asks ??= new Construct(this, "Asks");
    new AskingRole(this.asks, projectConstructId(key), {
      functionName: this.functionName,
      partition,
      accountId: stage.governance.id,
      region,
      prefix,
      domainId: this.references.domainId,
      projectId: id,
      ledgerKey: `${stage.name}/${key}`,
    });
  }

  private addProjectAlone(project: ResolvedProject): Project {
    const { stage } = this.context;
    return new Project(this, projectConstructId(project.key), {
      functionName: this.functionName,
      ledgerKey: `${stage.name}/${project.key}`,
      adoptId: this.context.adoptId("Project", project.key),
      properties: {
        domainId: this.references.domainId,
        name: project.name,
        description: project.description,
        domainUnitId: this.references.unitId(project.unit),
        projectProfileId: this.profiles.entry("projectProfileIds", project.profile),
        projectExecutionRoleArn: project.executionRoleArn,
        projectCategory: project.category,
        glossaryTermIds: [...project.glossaryTermIds],
        resourceTags: project.resourceTags,
        environments: project.environments.map((entry) => this.environment(project, entry)),
      },
      members: Object.fromEntries(
        Object.entries(project.members).map(([key, member]) => [
          key,
          { ...this.references.member(member), adoptId: this.context.adoptId("ProjectMembership", project.key, key) },
        ]),
      ),
      connections: mapValues(project.connections, (key, connection) => ({
        ...connectionProperties(connection, (git) => `\${${this.git.connection(git).arn}}`),
        adoptId: this.context.adoptId("Connection", project.key, key),
        waits: connection.git && this.waits(`connection ${key} of project ${project.key}`, connection.git.connection),
      })),
      protect: this.context.protectsAll,
    });
  }

  private environment(
    { profile }: ResolvedProject,
    entry: ResolvedProject["environments"][number],
  ): Properties<"Project">["environments"][number] {
    const { account } = entry;
    return {
      environmentConfigurationName: entry.configuration,
      account:
        account === undefined
          ? undefined
          : {
              awsAccountId: this.context.account(account.account).id,
              regionName: account.region,
              sourceAccountPoolId:
                account.pool === undefined ? undefined : this.profiles.entry("accountPoolIds", account.pool),
            },
      parameters: { ...entry.parameters },
      ...(entry.repository === undefined ? {} : { repository: this.repository(profile, entry.repository) }),
    };
  }

  /** Withheld while the profile's connection waits to be finished: there would be nothing to reach it through. */
  private repository(profile: string, { repository, branch }: Repository): Environment["repository"] {
    const { connection } = this.context.stage.profiles[profile].git ?? {};
    if (connection === undefined) throw new Error(`profile "${profile}" names no connection`);
    return { id: this.git.connection(connection).status.unlessPending(JSON.stringify(repository)), branch };
  }

  /** A repository cannot be connected before a person has finished the connection to its provider. */
  private waits(what: string, git: string): ProjectConnection["waits"] {
    const { partition, region, stage } = this.context;
    const who = whoFinishes(stage.git.connections[git].finishedBy, stage.governance.id);
    const console = connectionsConsole(partition, region);
    return {
      until: this.git.connection(git).status.isFinished,
      message: `Git connection ${git} is PENDING, and ${what} waits for ${who} to finish it: ${console} (apply again then).`,
    };
  }
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, change: (key: string, value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(key, value)]));
}
