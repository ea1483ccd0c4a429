import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { Properties } from "../../contracts/control-plane";
import { ControlPlaneResource } from "../control-plane-resource";

/** Properties of {@link AccountPool}. */
export interface AccountPoolProps {
  readonly functionName: string;
  /** Names the ledger entry: `<stage>/<key>`. */
  readonly ledgerKey: string;
  /** Desired pool; everything but the domain changes in place, and profiles that use it stay as they are. */
  readonly properties: Properties<"AccountPool">;
  /**
   * Id of an existing pool to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
  /**
   * The handler, where we create it.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * One account pool, in the account that owns the domain.
 *
 * Creates one control-plane resource: neither CloudFormation nor any Terraform provider knows account pools. At most
 * 100 per domain, 25 accounts each, 3 Regions an account.
 */
export class AccountPool extends Construct {
  public readonly resource: ITerraformDependable;
  public readonly id: string;

  constructor(scope: Construct, id: string, props: AccountPoolProps) {
    super(scope, id);
    const pool = new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: { kind: "AccountPool", key: props.ledgerKey, adoptId: props.adoptId, properties: props.properties },
      dependsOn: props.dependsOn,
    });
    this.resource = pool.resource;
    this.id = pool.id;
  }
}
