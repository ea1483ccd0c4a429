import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";

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

/** Properties of {@link Project}. */
export interface ProjectProps {
  readonly functionName: string;
  /** Names the ledger entries: `<stage>/<key>`. */
  readonly ledgerKey: string;
  /** Desired project. Changing profile, execution role or category replaces it. */
  readonly properties: Properties<"Project">;
  /** Members by a key that names the membership. A change of the designation is made in place. */
  readonly members: Readonly<Record<string, ProjectMember>>;
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
 * One project and its memberships, in the account that owns the domain.
 *
 * Creates a control-plane resource for the project, which waits until its environments are deployed, and one per
 * member. The service writes projects and memberships at 3 per second; the function backs off.
 */
export class Project extends Construct {
  public readonly id: string;

  constructor(scope: Construct, id: string, props: ProjectProps) {
    super(scope, id);
    const project = new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: { kind: "Project", key: props.ledgerKey, adoptId: props.adoptId, properties: props.properties },
      preventDestroy: props.protect,
    });
    this.id = project.id;
    const members = new Construct(this, "Member");
    for (const [key, { adoptId, ...member }] of Object.entries(props.members)) {
      new ControlPlaneResource(members, key, {
        functionName: props.functionName,
        desired: {
          kind: "ProjectMembership",
          key: `${props.ledgerKey}/${key}`,
          adoptId,
          properties: { domainId: props.properties.domainId, projectId: project.id, ...member },
        },
        dependsOn: [project.resource],
      });
    }
  }
}
