import type { SubscriptionGrantOverallStatus, SubscriptionGrantStatus } from "@aws-sdk/client-datazone";

/** Course of a grant or of its revocation: decided when it begins, seen as time passes. */
export interface GrantCourse {
  direction: "GRANT" | "REVOKE";
  /** Times at which the service begins and ends to carry it out; absent where somebody else does, who reports it. */
  carriedOut?: { inProgressAt: number; finishedAt: number };
  /** Status as it was reported, and the time of that. */
  reported?: { status: SubscriptionGrantStatus; at: number };
  /** Reason for which it fails. */
  failure?: string;
}

/** Time in milliseconds at which a course ends, or has ended; never where that is open. */
export function finishedAt({ carriedOut, reported }: GrantCourse): number {
  if (carriedOut) return carriedOut.finishedAt;
  return reported !== undefined && isFinal(reported.status) ? reported.at : Infinity;
}

/** Tells whether a status is an end. */
export const isFinal = (status: SubscriptionGrantStatus): boolean => !/_(PENDING|IN_PROGRESS)$/.test(status);

/** Status of an asset in a grant at a time in milliseconds. */
export function assetStatus(course: GrantCourse, time = Date.now()): SubscriptionGrantStatus {
  const { direction, carriedOut, reported, failure } = course;
  if (reported) return reported.status;
  if (carriedOut === undefined || time < carriedOut.inProgressAt) return `${direction}_PENDING`;
  if (time < carriedOut.finishedAt) return `${direction}_IN_PROGRESS`;
  return endOf(direction, failure);
}

/** Status in which a course ends. */
export function endOf(direction: GrantCourse["direction"], failure: string | undefined): SubscriptionGrantStatus {
  if (failure !== undefined) return `${direction}_FAILED`;
  return direction === "GRANT" ? "GRANTED" : "REVOKED";
}

const OVERALL: Readonly<Record<SubscriptionGrantStatus, SubscriptionGrantOverallStatus>> = {
  GRANT_PENDING: "PENDING",
  REVOKE_PENDING: "PENDING",
  GRANT_IN_PROGRESS: "IN_PROGRESS",
  REVOKE_IN_PROGRESS: "IN_PROGRESS",
  GRANTED: "COMPLETED",
  REVOKED: "COMPLETED",
  GRANT_FAILED: "GRANT_FAILED",
  REVOKE_FAILED: "REVOKE_FAILED",
};

/** Status of a grant whose one asset has this status. */
export const overallStatus = (status: SubscriptionGrantStatus): SubscriptionGrantOverallStatus => OVERALL[status];
