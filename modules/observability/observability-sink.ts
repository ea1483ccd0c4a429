import { OamSink } from "@cdktf/provider-aws/lib/oam-sink";
import { OamSinkPolicy } from "@cdktf/provider-aws/lib/oam-sink-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { attributeOf } from "../expression";
import { policyDocument } from "../iam-policy";
import { SHARED_TYPES } from "./shared-types";

/** Properties of {@link ObservabilitySink}. */
export interface ObservabilitySinkProps {
  /** Name. Changing this replaces the sink, and all links to it end. */
  readonly name: string;
  /** Ids of the accounts that may link to it, one at least. */
  readonly sourceAccountIds: readonly string[];
}

/**
 * Place in which metrics, logs and traces of other accounts are seen, and the policy by which those accounts may link to it.
 *
 * Creates an `aws_oam_sink` and an `aws_oam_sink_policy`. An account has one sink in a Region.
 */
export class ObservabilitySink extends Construct {
  /** Expression of the ARN: AWS chooses the id. */
  public readonly arn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { name, sourceAccountIds }: ObservabilitySinkProps) {
    super(scope, id);
    const sink = new OamSink(this, "Resource", { name });
    this.arn = attributeOf(sink, "arn");
    const policy = new OamSinkPolicy(this, "Policy", {
      sinkIdentifier: sink.arn,
      policy: policyDocument([
        {
          sid: "LinkAccountsOfUseCases",
          principals: { AWS: [...new Set(sourceAccountIds)].sort() },
          actions: ["oam:CreateLink", "oam:UpdateLink"],
          // In a sink's policy `*` is this sink: https://docs.aws.amazon.com/OAM/latest/APIReference/API_PutSinkPolicy.html
          resources: ["*"],
          // Every type that a link shares has to be among these.
          conditions: { "ForAllValues:StringEquals": { "oam:ResourceTypes": [...SHARED_TYPES] } },
        },
      ]),
    });
    this.dependables = [sink, policy];
  }
}
