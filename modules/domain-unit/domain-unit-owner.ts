import { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import { Construct } from "constructs";
import { ControlPlaneResource, replacedWith, type Adoption } from "../control-plane-resource";
import { jsonTemplate } from "../expression";

/** Properties of {@link DomainUnitOwner}; a change of any of them replaces the ownership. */
export interface DomainUnitOwnerProps {
  readonly domainId: string;
  readonly domainUnitId: string;
  /** Profile id of the owner. */
  readonly owner: { readonly userId: string } | { readonly groupId: string };
  /**
   * The ownership exists, and the control-plane function takes it over.
   *
   * @default - created through Cloud Control
   */
  readonly adoption?: Adoption;
}

/**
 * One owner of a domain unit, through Cloud Control (an ownership has no update). One that existed before goes through
 * the control-plane function: the provider cannot import Cloud Control resources.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-datazone-owner.html
 */
export class DomainUnitOwner extends Construct {
  constructor(scope: Construct, id: string, props: DomainUnitOwnerProps) {
    super(scope, id);
    const { owner, adoption } = props;
    if (adoption !== undefined) {
      this.adopt(props, adoption);
      return;
    }
    const desiredState = jsonTemplate({
      DomainIdentifier: props.domainId,
      EntityType: "DOMAIN_UNIT",
      EntityIdentifier: props.domainUnitId,
      Owner:
        "userId" in owner ? { User: { UserIdentifier: owner.userId } } : { Group: { GroupIdentifier: owner.groupId } },
    });
    new CloudcontrolapiResource(this, "Resource", {
      typeName: "AWS::DataZone::Owner",
      desiredState,
      lifecycle: replacedWith(this, desiredState),
    });
  }

  private adopt({ domainId, domainUnitId, owner }: DomainUnitOwnerProps, adoption: Adoption): void {
    const named = "userId" in owner ? { userIdentifier: owner.userId } : { groupIdentifier: owner.groupId };
    new ControlPlaneResource(this, "Adopted", {
      functionName: adoption.functionName,
      desired: {
        kind: "DomainUnitOwner",
        key: adoption.ledgerKey,
        adoptId: adoption.id,
        properties: { domainId, domainUnitId, ...named },
      },
    });
  }
}
