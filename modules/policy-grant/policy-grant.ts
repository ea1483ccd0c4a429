import { CloudcontrolapiResource } from "@cdktf/provider-aws/lib/cloudcontrolapi-resource";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { replacedWith, type Adoption } from "../control-plane-resource";
import { jsonTemplate } from "../expression";
import { adoptedGrant } from "./adopted-grant";
import { policyDetail } from "./detail";
import type { GrantContent } from "./grant-content";
import { policyPrincipal } from "./principal";

/** Properties of {@link PolicyGrant}; a change of any of them replaces the grant. */
export interface PolicyGrantProps extends GrantContent {
  /**
   * The grant exists, and the control-plane function takes it over.
   *
   * @default - created through Cloud Control
   */
  readonly adoption?: Adoption;
}

/**
 * One policy grant, through Cloud Control; one that existed before, through the control-plane function.
 *
 * Cloud Control, because a grant has no update at all: every change is a replacement, and one deleted by hand is
 * noticed by the refresh. A grant on a blueprint configuration must be issued in the account that enabled the
 * blueprint (403 "Caller is not authorized to create environment using blueprintId" otherwise), all others in the
 * account that owns the domain. At most 20 grants per policy and domain unit.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-datazone-policygrant.html
 */
export class PolicyGrant extends Construct {
  public readonly resource: ITerraformDependable;

  constructor(scope: Construct, id: string, props: PolicyGrantProps) {
    super(scope, id);
    if (props.adoption !== undefined) {
      this.resource = adoptedGrant(this, props, props.adoption);
      return;
    }
    const desiredState = jsonTemplate({
      DomainIdentifier: props.domainId,
      EntityType: props.entity.type,
      EntityIdentifier: props.entity.identifier,
      PolicyType: props.policyType,
      Detail: policyDetail(props),
      Principal: policyPrincipal(props.principal),
    });
    this.resource = new CloudcontrolapiResource(this, "Resource", {
      typeName: "AWS::DataZone::PolicyGrant",
      desiredState,
      lifecycle: replacedWith(this, desiredState),
      dependsOn: props.dependsOn,
    });
  }
}
