import { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import { Construct } from "constructs";
import { replacedWith } from "../control-plane-resource";
import { jsonTemplate } from "../expression";

/** Properties of {@link DomainUnitOwner}; a change of any of them replaces the ownership. */
export interface DomainUnitOwnerProps {
  readonly domainId: string;
  readonly domainUnitId: string;
  /** Profile id of the owner. */
  readonly owner: { readonly userId: string } | { readonly groupId: string };
}

/**
 * One owner of a domain unit, through Cloud Control (an ownership has no update).
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-datazone-owner.html
 */
export class DomainUnitOwner extends Construct {
  constructor(scope: Construct, id: string, props: DomainUnitOwnerProps) {
    super(scope, id);
    const { owner } = props;
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
}
