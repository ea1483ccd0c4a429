import { awsFault, lacksPermission, saidBy } from "../../../aws/faults";
import { ControlPlaneError } from "../errors";
import type { Patience } from "./patience";

/** IAM takes about 10 s until every service can assume a role that was just created. */
const LIMIT_SECONDS = 60;

/** Roles that a call makes DataZone use, for the line that ends the waiting. */
export interface UsedRoles {
  /** ARNs of the roles; those that are not configured are left out. */
  readonly roles: readonly (string | undefined)[];
  /** Text about what the trust policies must say (and whatever else may be the cause). */
  readonly check: string;
}

/**
 * Repeats a call while AWS refuses it because it cannot use a role yet, up to 60 s.
 *
 * @throws ControlPlaneError ROLE_REFUSED with AWS's answer, the roles and what to check, when the time has passed
 */
export async function whenRolesAreReady<T>(
  patience: Patience,
  used: UsedRoles,
  call: () => Promise<T>,
  refused: (error: unknown) => boolean = roleRefused,
): Promise<T> {
  const limits = { limitSeconds: LIMIT_SECONDS, firstDelaySeconds: 2 };
  try {
    return await patience.retrying(refused, call, limits);
  } catch (error) {
    throw refused(error) ? roleError(used, error) : error;
  }
}

/**
 * DataZone could not assume a role that the call names.
 *
 * The answer to CreateDomain is "Unable to assume role" (aws/Unified-Studio-for-Amazon-Sagemaker pull request 42); that
 * other calls say it alike is derived. A permission that the caller's own policies lack is no matter of time.
 */
export function roleRefused(error: unknown): boolean {
  const fault = awsFault(error);
  return (
    fault !== undefined &&
    /^(ValidationException|AccessDeniedException)$/.test(fault.name) &&
    /(unable|not able|failed) to assume\b|(cannot|could not|can't) (be )?assumed?\b|sts:AssumeRole\b/i.test(
      fault.message,
    ) &&
    !lacksPermission(error)
  );
}

function roleError({ roles, check }: UsedRoles, error: unknown): ControlPlaneError {
  const named = roles.filter((arn) => arn !== undefined).join(", ");
  const said = saidBy(error);
  return new ControlPlaneError(
    "ROLE_REFUSED",
    `AWS still refuses a role ${LIMIT_SECONDS} s after it was first asked to use ${named}: ${said}; fix: check that the role exists and ${check}, then apply again`,
    { cause: error },
  );
}
