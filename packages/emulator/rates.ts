/** Calls per second that the service allows, for an account, a Region and an operation. */
const WRITES_3 = [
  "CreateProject",
  "UpdateProject",
  "DeleteProject",
  "CreateProjectProfile",
  "UpdateProjectProfile",
  "CreateProjectMembership",
  "DeleteProjectMembership",
  "CreateEnvironment",
  "UpdateEnvironment",
  "DeleteEnvironment",
  "CreateSubscriptionRequest",
  "UpdateSubscriptionRequest",
  "DeleteSubscriptionRequest",
  "AcceptSubscriptionRequest",
  "RejectSubscriptionRequest",
  "RevokeSubscription",
  "CancelSubscription",
  "CreateSubscriptionTarget",
  "UpdateSubscriptionTarget",
  "DeleteSubscriptionTarget",
  "CreateSubscriptionGrant",
  "DeleteSubscriptionGrant",
  "UpdateSubscriptionGrantStatus",
];
const READS_8 = [
  "ListProjects",
  "ListEnvironments",
  "GetEnvironment",
  "ListEnvironmentBlueprints",
  "GetSubscriptionRequestDetails",
  "ListSubscriptionRequests",
  "GetSubscription",
  "ListSubscriptions",
  "GetSubscriptionTarget",
  "ListSubscriptionTargets",
  "GetSubscriptionGrant",
  "ListSubscriptionGrants",
];
const RATES: Readonly<Record<string, number>> = {
  ...Object.fromEntries(WRITES_3.map((name) => [name, 3])),
  ...Object.fromEntries(READS_8.map((name) => [name, 8])),
  CreateGlossary: 5,
  CreateDomain: 8,
  UpdateDomain: 8,
  PutEnvironmentBlueprintConfiguration: 10,
  SearchListings: 16,
  AddPolicyGrant: 20,
  CreateDomainUnit: 20,
  AddEntityOwner: 20,
  CreateRule: 20,
  CreateConnection: 20,
  CreateDataSource: 20,
};

/** A token bucket per account, Region and operation, holding one second's worth of calls. */
export class RateLimits {
  private readonly buckets = new Map<string, { tokens: number; at: number }>();
  private readonly refusals = new Map<string, number>();

  /** Number of calls that were refused, by operation. */
  get refused(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.refusals);
  }

  /** Tells whether the call is within the service's rate; it counts if so. */
  admit(service: string, operation: string, account: string, region: string, now = Date.now()): boolean {
    const rate = service === "datazone" ? RATES[operation] : undefined;
    if (rate === undefined) return true;
    const key = `${account}/${region}/${operation}`;
    const bucket = this.buckets.get(key) ?? { tokens: rate, at: now };
    bucket.tokens = Math.min(rate, bucket.tokens + ((now - bucket.at) / 1000) * rate);
    bucket.at = now;
    this.buckets.set(key, bucket);
    if (bucket.tokens < 1) {
      this.refusals.set(operation, (this.refusals.get(operation) ?? 0) + 1);
      return false;
    }
    bucket.tokens -= 1;
    return true;
  }
}
