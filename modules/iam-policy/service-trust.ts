import { policyDocument, type Conditions } from "./policy-document";

/** Properties of {@link serviceTrust}. */
export interface ServiceTrustProps {
  /** Service principals, for example `datazone.amazonaws.com` (equal in all partitions). */
  readonly services: readonly string[];
  /**
   * Actions that the services may call.
   *
   * @default ["sts:AssumeRole"]
   */
  readonly actions?: readonly string[];
  /**
   * Conditions under which they may: without `aws:SourceAccount` a service can be made to use the role for somebody
   * else (the confused deputy), so leaving it out is explained where it happens.
   *
   * @default - always
   */
  readonly conditions?: Conditions;
}

/** A trust policy that lets AWS services assume a role. */
export function serviceTrust(props: ServiceTrustProps): string {
  return policyDocument([
    {
      principals: { Service: props.services },
      actions: props.actions ?? ["sts:AssumeRole"],
      conditions: props.conditions,
    },
  ]);
}
