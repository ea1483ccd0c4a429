import { RateLimits } from "../../../packages/emulator/rates";

/** Calls of an operation that are admitted within a second. */
const admitted = (operation: string): number => {
  const rates = new RateLimits();
  return Array.from({ length: 50 }, () => rates.admit("datazone", operation, "111111111111", "us-east-1", 0)).filter(
    Boolean,
  ).length;
};

// Service facts of AWS's page of quotas: calls per second of an account in a Region.
test.each([
  [3, ["AcceptSubscriptionRequest", "CancelSubscription", "CreateSubscriptionGrant", "UpdateSubscriptionTarget"]],
  [5, ["CreateGlossary"]],
  [
    8,
    ["ListSubscriptionRequests", "GetSubscription", "ListSubscriptionGrants", "GetSubscriptionTarget", "ListProjects"],
  ],
  [16, ["SearchListings"]],
  [20, ["CreateRule", "AddPolicyGrant"]],
  [50, ["CreateAssetFilter"]],
])("%d calls per second are admitted of %j", (rate, operations) => {
  expect(operations.map(admitted)).toEqual(operations.map(() => rate));
});

test("calls are admitted again as time passes, and refusals are counted", () => {
  const rates = new RateLimits();
  const accept = (now: number) => rates.admit("datazone", "AcceptSubscriptionRequest", "1", "us-east-1", now);
  expect([0, 0, 0, 0, 334, 334].map(accept)).toEqual([true, true, true, false, true, false]);
  expect(rates.refused).toEqual({ AcceptSubscriptionRequest: 2 });
});
