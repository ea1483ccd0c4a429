import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SnsTopicPolicy } from "@cdktf/provider-aws/lib/sns-topic-policy";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { createHash } from "node:crypto";
import { policyDocument } from "../iam-policy";
import { keyArn, type ApplicationPlace } from "./place";

/** Properties of {@link ApplicationTopic}. */
export interface ApplicationTopicProps {
  readonly place: ApplicationPlace;
  /** Name. Changing this replaces the topic and loses subscriptions that others made. */
  readonly name: string;
  /** Addresses that get e-mails once their people have confirmed. */
  readonly emails: readonly string[];
  /**
   * Services that send without a role of the account.
   *
   * @default - none
   */
  readonly services?: readonly string[];
}

/** A topic for people, and the subscriptions of e-mail addresses to it. Others subscribe what they like. */
export class ApplicationTopic extends Construct {
  /** Computed from the name. */
  public readonly arn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, { place, name, emails, services = [] }: ApplicationTopicProps) {
    super(scope, id);
    const { partition, accountId, region } = place;
    this.arn = `arn:${partition}:sns:${region}:${accountId}:${name}`;
    const topic = new SnsTopic(this, "Resource", { name, kmsMasterKeyId: keyArn(place) });
    const policy = new SnsTopicPolicy(this, "Policy", {
      arn: topic.arn,
      policy: policyDocument([
        {
          sid: "Account",
          principals: { AWS: [`arn:${partition}:iam::${accountId}:root`] },
          actions: ["sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:Publish", "sns:Subscribe"],
          resources: [this.arn],
        },
        ...(services.length === 0
          ? []
          : [
              {
                sid: "Services",
                principals: { Service: services },
                actions: ["sns:Publish"],
                resources: [this.arn],
                conditions: { StringEquals: { "aws:SourceAccount": accountId } },
              },
            ]),
      ]),
    });
    for (const email of emails)
      new SnsTopicSubscription(this, `Email-${fingerprint(email)}`, {
        topicArn: topic.arn,
        protocol: "email",
        endpoint: email,
      });
    this.dependables = [topic, policy];
  }
}

/** Part of a construct's id: an address may hold characters that an id may not. */
const fingerprint = (email: string): string => createHash("sha256").update(email).digest("hex").slice(0, 8);
