import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";

/** Properties of {@link ProjectProfile}. */
export interface ProjectProfileProps {
  readonly functionName: string;
  /** Names the ledger entry: `<stage>/<key>`. */
  readonly ledgerKey: string;
  /** Desired profile; everything but the domain changes in place. */
  readonly properties: Properties<"ProjectProfile">;
  /**
   * Id of an existing profile to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
  /**
   * The pools, so that they are destroyed after the profile.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * One project profile, in the account that owns the domain.
 *
 * Creates one control-plane resource: CloudFormation's type knows neither pools nor SSM paths, and pairs computed
 * values with configurations by position. Edits reach existing projects only when these are updated to the latest
 * version of the profile.
 */
export class ProjectProfile extends Construct {
  public readonly id: string;

  constructor(scope: Construct, id: string, props: ProjectProfileProps) {
    super(scope, id);
    this.id = new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: { kind: "ProjectProfile", key: props.ledgerKey, adoptId: props.adoptId, properties: props.properties },
      dependsOn: props.dependsOn,
    }).id;
  }
}
