import { RamPrincipalAssociation } from "@cdktf/provider-aws/lib/ram-principal-association";
import { RamResourceAssociation } from "@cdktf/provider-aws/lib/ram-resource-association";
import { RamResourceShare } from "@cdktf/provider-aws/lib/ram-resource-share";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { sharePermissionArn } from "../../contracts/names";
import { attributeOf } from "../expression";

/** Properties of {@link DomainShare}. */
export interface DomainShareProps {
  readonly partition: string;
  /** Name, see `resourceShareName` of `contracts/names`; AWS's admin policies want it to begin with `DataZone`. */
  readonly name: string;
  /** ARN (or expression) of the domain. Changing this replaces the association of the domain. */
  readonly domainArn: string;
  /**
   * Principals that the domain is shared with, by a stable key (account key, `organization`, ...): account ids, ARNs of
   * organizational units or of the organization.
   */
  readonly principals: Readonly<Record<string, string>>;
  /** Let IAM principals of associated accounts open the portal. Changing this replaces the share, see the class. */
  readonly portalAccess: boolean;
  /** Allow accounts outside the organization; they must accept an invitation, see {@link ShareAccepter}. */
  readonly allowExternalPrincipals: boolean;
  /**
   * ARN of a share that exists and is left as it is; only principals are added to it.
   *
   * @default - created
   */
  readonly shareArn?: string;
  /**
   * Import ids (`<share ARN>,<principal>`) of associations that exist, by the principal's key.
   *
   * @default - none
   */
  readonly importIds?: Readonly<Record<string, string>>;
  /** Refuse to destroy (and so to replace) the share: every associated account is cut off without it. */
  readonly protect: boolean;
}

/**
 * Shares a V2 domain with accounts: association, in the words of the service.
 *
 * Creates, in the account and Region of the domain and in this order, an `aws_ram_resource_share`, one
 * `aws_ram_principal_association` per principal, and the `aws_ram_resource_association` of the domain: a share that is
 * created together with principals can lose one silently. Guard: `prevent_destroy` where `protect` is set, because RAM
 * cannot change the permission of a share in place and a new share means that all members lose the domain for minutes.
 *
 * A share that is given is neither changed nor destroyed; principals are associated with it.
 *
 * The domain must exist, and sharing with the organization must be enabled in the management account unless every
 * account is invited.
 */
export class DomainShare extends Construct {
  /** Expression of the share's ARN. */
  public readonly shareArn: string;
  /** Share, principals and domain. */
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: DomainShareProps) {
    super(scope, id);
    if (!props.name.startsWith("DataZone")) {
      throw new Error(`${this.node.path}: share name ${JSON.stringify(props.name)} must begin with DataZone`);
    }
    if (props.shareArn !== undefined) {
      this.shareArn = props.shareArn;
      this.dependables = this.addPrincipals(props.shareArn, props);
      return;
    }
    const share = new RamResourceShare(this, "Resource", {
      name: props.name,
      allowExternalPrincipals: props.allowExternalPrincipals,
      permissionArns: [sharePermissionArn(props.partition, props.portalAccess)],
      lifecycle: { preventDestroy: props.protect },
    });
    const principals = this.addPrincipals(share.arn, props);
    const domain = new RamResourceAssociation(this, "Domain", {
      resourceShareArn: share.arn,
      resourceArn: props.domainArn,
      dependsOn: principals,
    });
    this.shareArn = attributeOf(share, "arn");
    this.dependables = [share, ...principals, domain];
  }

  private addPrincipals(shareArn: string, props: DomainShareProps): RamPrincipalAssociation[] {
    const parent = new Construct(this, "Principals");
    return Object.entries(props.principals).map(([key, principal]) => {
      const association = new RamPrincipalAssociation(parent, key, { resourceShareArn: shareArn, principal });
      const importId = props.importIds?.[key];
      if (importId !== undefined) association.importFrom(importId);
      return association;
    });
  }
}
