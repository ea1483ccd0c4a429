import { RamResourceShareAccepter } from "@cdktf/provider-aws/lib/ram-resource-share-accepter";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Properties of {@link ShareAccepter}. */
export interface ShareAccepterProps {
  /** ARN (or expression) of the share that the account was invited to. Changing this replaces the acceptance. */
  readonly shareArn: string;
}

/**
 * Accepts the invitation to a share of the domain.
 *
 * Creates an `aws_ram_resource_share_accepter` in the invited account. Only for accounts outside the organization:
 * inside no invitation is made, and the resource would fail. The share must name the account already; an invitation
 * lapses after 7 days, then remove and add the account's association in the share.
 */
export class ShareAccepter extends Construct {
  public readonly dependable: ITerraformDependable;

  constructor(scope: Construct, id: string, props: ShareAccepterProps) {
    super(scope, id);
    this.dependable = new RamResourceShareAccepter(this, "Resource", { shareArn: props.shareArn });
  }
}
