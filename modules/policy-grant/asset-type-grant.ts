import { Construct } from "constructs";
import { ControlPlaneResource } from "../control-plane-resource";
import { flatPrincipal } from "./flat-principal";
import type { GrantPrincipal } from "./principal";

/** Properties of {@link AssetTypeGrant}; a change of any of them replaces the grant. */
export interface AssetTypeGrantProps {
  readonly functionName: string;
  /** Names the ledger entry: `<stage>/<key>`. */
  readonly ledgerKey: string;
  readonly domainId: string;
  readonly assetTypeId: string;
  /** Unit whose projects are meant. */
  readonly domainUnitId: string;
  readonly principal: GrantPrincipal;
  /**
   * Id of an existing grant to take over.
   *
   * @default - created
   */
  readonly adoptId?: string;
}

/**
 * One grant of USE_ASSET_TYPE, in the account that owns the domain.
 *
 * Creates a control-plane resource: `AWS::DataZone::PolicyGrant` does not know this policy, and the AWS provider's
 * `aws_datazone_policy_grant` exists from 6.66 only.
 */
export class AssetTypeGrant extends Construct {
  constructor(scope: Construct, id: string, props: AssetTypeGrantProps) {
    super(scope, id);
    const { domainId, assetTypeId, domainUnitId } = props;
    new ControlPlaneResource(this, "Resource", {
      functionName: props.functionName,
      desired: {
        kind: "AssetTypeGrant",
        key: props.ledgerKey,
        adoptId: props.adoptId,
        properties: { domainId, assetTypeId, domainUnitId, ...flatPrincipal(props.principal) },
      },
    });
  }
}
