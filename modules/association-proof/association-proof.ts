import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";

/** Properties of {@link AssociationProof}. */
export interface AssociationProofProps {
  readonly functionName: string;
  /** Prefix of the ledger key: the stage. */
  readonly ledgerScope: string;
  /** Changing this replaces the proof. */
  readonly domainId: string;
  /**
   * The accepter of the invitation, for accounts outside the organization.
   *
   * @default - nothing
   */
  readonly dependsOn?: ITerraformDependable[];
}

/**
 * Proof, from the member account, that it sees the domain.
 *
 * RAM reports ASSOCIATED up to 3 minutes before the member may call the domain. The control-plane function asks the
 * domain itself and waits; whatever uses the domain in this account depends on `resource`.
 */
export class AssociationProof extends Construct {
  public readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: AssociationProofProps) {
    super(scope, id);
    this.resource = new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: {
        kind: "AssociationProof",
        key: `${props.ledgerScope}/association`,
        properties: { domainId: props.domainId },
      },
      dependsOn: props.dependsOn,
    }).resource;
  }
}
