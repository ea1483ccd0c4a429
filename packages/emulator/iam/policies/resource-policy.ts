import type { NamedPolicy } from "../model";
import type { Need } from "../requests";
import type { Facts } from "./facts";

/** Policy of the resource that a need is about. */
export interface ResourcePolicy {
  readonly policy?: NamedPolicy;
  /** It must allow, in the resource's own account too. */
  readonly mustAllow: boolean;
}

const NONE: ResourcePolicy = { mustAllow: false };
/** A key or role that is not there has no policy that could allow anything. */
const MISSING = { name: "missing", document: { Version: "2012-10-17", Statement: [] } };

/**
 * Finds the policy of a resource by its ARN: buckets, keys, queues, topics, functions, and the trust of roles for the
 * actions of STS.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
export async function resourcePolicy(need: Need, facts: Facts): Promise<ResourcePolicy> {
  const { action, resource } = need;
  const [, , service, region, account, ...rest] = resource.split(":");
  const name = rest.join(":");
  switch (service) {
    case "s3":
      return { policy: (await facts.bucket(name.split("/")[0]))?.policy, mustAllow: false };
    case "kms": {
      if (!name.startsWith("key/")) return NONE;
      const key = await facts.key(resource, { account, region });
      // A key that does not exist is not found by the service, once the caller may ask at all.
      return key === undefined ? NONE : { policy: key.policy, mustAllow: true };
    }
    case "sqs":
      return { policy: (await facts.queue(name, { account, region }))?.policy, mustAllow: false };
    case "sns":
      return { policy: (await facts.topic(resource, { account, region }))?.policy, mustAllow: false };
    case "lambda":
      // Event source mappings have no policies.
      if (!name.startsWith("function:")) return NONE;
      return { policy: (await facts.fn(resource))?.policy, mustAllow: false };
    case "iam": {
      if (!action.startsWith("sts:")) return NONE;
      const role = await facts.role(account, name.split("/").pop() ?? "");
      return { policy: role?.trust ?? MISSING, mustAllow: true };
    }
    default:
      return NONE;
  }
}
