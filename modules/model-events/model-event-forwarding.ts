import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import { policyDocument, serviceTrust } from "../iam-policy";
import { ServiceRole } from "../service-role";
import { modelPackageEvents } from "./model-package-events";

/** Properties of {@link ModelEventForwarding}. */
export interface ModelEventForwardingProps {
  readonly partition: string;
  readonly accountId: string;
  readonly region: string;
  /** Prefix of the names that are ours. Changing this replaces everything. */
  readonly prefix: string;
  /** Names of the groups whose versions are told of, one at least. */
  readonly groups: readonly string[];
  /** ARN of the bus, in whichever account and Region; it need not be there yet. */
  readonly busArn: string;
}

/**
 * Sends the changes of model packages of an account to the bus at which promotions begin. An event that gets lost is found by the sweep.
 *
 * Creates a rule on the default bus, and the role that EventBridge sends as, which may put events on that bus and do nothing else.
 */
export class ModelEventForwarding extends Construct {
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: ModelEventForwardingProps) {
    super(scope, id);
    const { partition, accountId, region, prefix, groups, busArn } = props;
    const name = AIOPS_NAMES.forwarding(prefix);
    const ruleArn = `arn:${partition}:events:${region}:${accountId}:rule/${name}`;
    const role = new ServiceRole(this, "Role", {
      ...{ partition, accountId },
      name: AIOPS_NAMES.forwardingRole(prefix),
      path: "/",
      description: "Sends changes of model packages to the bus of AI operations",
      trust: serviceTrust({
        services: ["events.amazonaws.com"],
        conditions: { StringEquals: { "aws:SourceAccount": accountId }, ArnEquals: { "aws:SourceArn": ruleArn } },
      }),
      inlinePolicies: { Send: policyDocument([{ actions: ["events:PutEvents"], resources: [busArn] }]) },
    });
    const rule = new CloudwatchEventRule(this, "Rule", {
      name,
      description: "Changes of model packages of use cases",
      eventPattern: modelPackageEvents(groups),
    });
    const target = new CloudwatchEventTarget(this, "Target", {
      rule: rule.name,
      arn: busArn,
      roleArn: role.arn,
      dependsOn: [...role.dependables],
    });
    this.dependables = [rule, target, ...role.dependables];
  }
}
