import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";
import { addWaitingCheck } from "../expression";

/** A member of a project; the identifiers are those of profiles. */
export interface ProjectMember
  extends Pick<Properties<"ProjectMembership">, "userIdentifier" | "groupIdentifier" | "designation"> {
  /**
   * `<project id>|<profile id>` of an existing membership to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
}

/** A connection of a project. */
export interface ProjectConnection extends Omit<Properties<"Connection">, "domainId" | "projectId"> {
  /**
   * Id of an existing connection to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
  /**
   * Person for whom it waits: it exists from the first apply on that comes after that. No id of it is published.
   *
   * @default - it waits for nobody
   */
  readonly waits?: {
    /** Expression, without `${}` and known while planning, that says whether the person has done it. */
    readonly until: string;
    /** Sentence that every plan and apply says until then. */
    readonly message: string;
  };
}

/** Properties of {@link Project}. */
export interface ProjectProps {
  readonly functionName: string;
  /** Names the ledger entries: `<stage>/<key>`. */
  readonly ledgerKey: string;
  /** Desired project. Changing profile, execution role or category replaces it. */
  readonly properties: Properties<"Project">;
  /** Members by a key that names the membership. A change of the designation is made in place. */
  readonly members: Readonly<Record<string, ProjectMember>>;
  /**
   * Connections by a key that names the ledger entry.
   *
   * @default - none
   */
  readonly connections?: Readonly<Record<string, ProjectConnection>>;
  /** Refuse to destroy it. */
  readonly protect: boolean;
  /**
   * Id of an existing project to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
}

/**
 * One project with its memberships and connections, in the account that owns the domain.
 *
 * Creates a control-plane resource for the project, which waits until its environments are deployed, and one for each of the
 * others; for a connection that waits for a person also a `check`, which holds nothing up. The service writes projects and memberships at 3 per second; the function backs off.
 */
export class Project extends Construct {
  public readonly id: string;
  /** Ids of the connections by their keys, without those that wait for a person. */
  public readonly connectionIds: Readonly<Record<string, string>>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ProjectProps,
  ) {
    super(scope, id);
    const project = new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: { kind: "Project", key: props.ledgerKey, adoptId: props.adoptId, properties: props.properties },
      preventDestroy: props.protect,
    });
    this.id = project.id;
    // In a project that is taken over the function itself may be one of the members: without it, the rest is refused.
    this.connectionIds = this.addConnections([project.resource, ...this.addMembers(project)]);
  }

  private addMembers(project: ControlPlaneResource<"Project">): ITerraformDependable[] {
    const members = new Construct(this, "Member");
    return Object.entries(this.props.members).map(([key, { adoptId, ...member }]) => {
      const { resource } = new ControlPlaneResource(members, key, {
        functionName: this.props.functionName,
        desired: {
          kind: "ProjectMembership",
          key: `${this.props.ledgerKey}/${key}`,
          adoptId,
          properties: { ...this.place, ...member },
        },
        dependsOn: [project.resource],
      });
      return resource;
    });
  }

  private addConnections(before: ITerraformDependable[]): Record<string, string> {
    const connections = new Construct(this, "Connection");
    const entries = Object.entries(this.props.connections ?? {}).flatMap(([key, { adoptId, waits, ...connection }]) => {
      const resource = new ControlPlaneResource(connections, key, {
        functionName: this.props.functionName,
        desired: {
          kind: "Connection",
          key: `${this.props.ledgerKey}/${key}`,
          adoptId,
          properties: { ...this.place, ...connection },
        },
        dependsOn: before,
        existsIf: waits?.until,
      });
      if (waits === undefined) return [[key, resource.id] as const];
      const { until: condition, message } = waits;
      addWaitingCheck(this, { name: resource.resource.friendlyUniqueId, condition, message });
      return [];
    });
    return Object.fromEntries(entries);
  }

  private get place(): { readonly domainId: string; readonly projectId: string } {
    return { domainId: this.props.properties.domainId, projectId: this.id };
  }
}
