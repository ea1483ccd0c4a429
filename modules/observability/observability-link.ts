import { OamLink } from "@cdktf/provider-aws/lib/oam-link";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SHARED_TYPES } from "./shared-types";

/** Properties of {@link ObservabilityLink}. */
export interface ObservabilityLinkProps {
  /** ARN of the sink, in the same Region; it may be an expression. Changing this replaces the link. */
  readonly sinkArn: string;
}

/**
 * Shows metrics, logs and traces of the account in the account of the sink; nothing is copied. Creates an `aws_oam_link`.
 *
 * It shares all of them: a filter would have to name the log groups and namespaces that deployments have yet to make.
 */
export class ObservabilityLink extends Construct {
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { sinkArn }: ObservabilityLinkProps) {
    super(scope, id);
    this.dependables = [
      new OamLink(this, "Resource", {
        labelTemplate: "$AccountName",
        resourceTypes: [...SHARED_TYPES],
        sinkIdentifier: sinkArn,
      }),
    ];
  }
}
