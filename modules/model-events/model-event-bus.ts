import { CloudwatchEventBus } from "@cdktf/provider-aws/lib/cloudwatch-event-bus";
import { CloudwatchEventBusPolicy } from "@cdktf/provider-aws/lib/cloudwatch-event-bus-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { policyDocument } from "../iam-policy";

/** Properties of {@link ModelEventBus}. */
export interface ModelEventBusProps {
  readonly partition: string;
  /** Account of the bus. */
  readonly accountId: string;
  readonly region: string;
  /** Name. Changing this replaces the bus. */
  readonly name: string;
  /** ARNs of the roles that send, in whichever accounts; they need not be there yet. */
  readonly senderArns: readonly string[];
}

/** Bus to which accounts send changes of their model packages. Creates an `aws_cloudwatch_event_bus` and its policy. */
export class ModelEventBus extends Construct {
  /** Computed from the name. */
  public readonly arn: string;
  public readonly busName: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { partition, accountId, region, name, senderArns }: ModelEventBusProps) {
    super(scope, id);
    this.busName = name;
    this.arn = `arn:${partition}:events:${region}:${accountId}:event-bus/${name}`;
    const bus = new CloudwatchEventBus(this, "Resource", { name });
    const accounts = [...new Set(senderArns.map((arn) => arn.split(":")[4]))].sort();
    const policy = new CloudwatchEventBusPolicy(this, "Policy", {
      eventBusName: bus.name,
      policy: policyDocument([
        {
          sid: "AccountsOfUseCases",
          principals: { AWS: accounts.map((account) => `arn:${partition}:iam::${account}:root`) },
          actions: ["events:PutEvents"],
          resources: [this.arn],
          conditions: {
            ArnEquals: { "aws:PrincipalArn": [...senderArns].sort() },
            // Whoever sends as such a role tells of nothing else.
            StringEquals: {
              "events:source": "aws.sagemaker",
              "events:detail-type": "SageMaker Model Package State Change",
            },
          },
        },
      ]),
    });
    this.dependables = [bus, policy];
  }
}
