import {
  DataTerraformRemoteState,
  DataTerraformRemoteStateLocal,
  DataTerraformRemoteStateS3,
  type TerraformRemoteState,
} from "cdktf";
import { Construct } from "constructs";
import { APPLIED_OUTPUT } from "../../contracts/applied-record";
import type { Layer } from "../../contracts/layers";
import type { LayerOutputs } from "../../contracts/outputs";
import { localConfiguration, s3Configuration, workspaceName, type StateLocation } from "./state-backend";

/** Properties of {@link RemoteOutputs}. */
export interface RemoteOutputsProps {
  /** The producer's state; its stage is the workspace that is read. */
  readonly location: StateLocation;
  /**
   * Expression, without `${}`, that says whether the state exists: reading one that does not fails the plan.
   *
   * @default - it does
   */
  readonly existsIf?: string;
}

/**
 * The declared outputs of another stack: the only way in which a value crosses from one state to another.
 *
 * Creates a `terraform_remote_state` data source. The producer must have been applied, and whoever plans needs read
 * access to its whole state.
 */
export class RemoteOutputs<L extends Layer> extends Construct {
  /** The producer's state. */
  public readonly location: StateLocation;
  private readonly state: TerraformRemoteState;
  private readonly conditional: boolean;

  constructor(scope: Construct, id: string, props: RemoteOutputsProps) {
    super(scope, id);
    this.location = props.location;
    this.state = remoteState(this, props.location);
    this.conditional = props.existsIf !== undefined;
    // cdktf has no `count` for remote states.
    if (props.existsIf !== undefined) this.state.addOverride("count", `\${${props.existsIf} ? 1 : 0}`);
  }

  /** Expression, without `${}`, of the record of the last successful apply; null where there is none. */
  public get appliedRecord(): string {
    const state = this.conditional ? `${this.fqn}[0]` : this.fqn;
    return `try(${state}.outputs.${APPLIED_OUTPUT}, null)`;
  }

  /** A text output. */
  public text(name: keyof LayerOutputs[L] & string): string {
    return `\${${this.fqn}.outputs.${name}}`;
  }

  /** One entry of a map output. */
  public entry(name: keyof LayerOutputs[L] & string, key: string): string {
    return `\${${this.fqn}.outputs.${name}["${key}"]}`;
  }

  /** A member of one entry of a map output. */
  public entryMember(name: keyof LayerOutputs[L] & string, key: string, member: string): string {
    return `\${${this.fqn}.outputs.${name}["${key}"].${member}}`;
  }

  /** A list member of one entry of a map output, joined by commas as DataZone's parameters are. */
  public joinedMember(name: keyof LayerOutputs[L] & string, key: string, member: string): string {
    return `\${join(",", ${this.fqn}.outputs.${name}["${key}"].${member})}`;
  }

  private get fqn(): string {
    return `data.terraform_remote_state.${this.state.friendlyUniqueId}`;
  }
}

function remoteState(scope: Construct, location: StateLocation): TerraformRemoteState {
  const workspace = location.stage;
  switch (location.backend) {
    case "s3":
      return new DataTerraformRemoteStateS3(scope, "State", { ...s3Configuration(location), workspace });
    case "local":
      return new DataTerraformRemoteStateLocal(scope, "State", { ...localConfiguration(location), workspace });
    case "cloud":
      return new DataTerraformRemoteState(scope, "State", {
        organization: location.organization,
        hostname: location.hostname,
        workspaces: { name: workspaceName(location) },
      });
  }
}
