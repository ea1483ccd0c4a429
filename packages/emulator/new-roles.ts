import { ServiceError, validationError } from "./errors";
import type { Call } from "./service";

interface RolesState {
  /** Time from which services can use a role, in milliseconds since the epoch, by ARN. */
  usableAt: Record<string, number>;
}

/**
 * Tells whether IAM's news of a role has not reached the service yet.
 *
 * The emulator does not see IAM, so a role's age counts from the first call that names it while `delays.role` or a fault
 * `new-role` is in force. Without either, every role can be used at once.
 */
function isNew(arn: string, call: Call): boolean {
  const { usableAt } = call.emulator.store.state<RolesState>("roles", call.account, call.region, () => ({
    usableAt: {},
  }));
  if (!(arn in usableAt)) {
    const fault = call.emulator.faults.take(["new-role"], { ...call, role: arn });
    const delay = call.emulator.delays.role + (fault?.ms ?? 0);
    if (delay === 0) return false;
    usableAt[arn] = Date.now() + delay;
  }
  return Date.now() < (usableAt[arn] ?? 0);
}

/** All of them are looked at, so that all of them get older from this call on. */
const firstNew = (arns: readonly (string | undefined)[], call: Call) =>
  arns.filter((arn) => arn !== undefined).filter((arn) => isNew(arn, call))[0];

/** DataZone assumes the roles of a call (aws/Unified-Studio-for-Amazon-Sagemaker pull request 42 for the words). */
export function assumeRoles(arns: readonly (string | undefined)[], call: Call): void {
  if (firstNew(arns, call) !== undefined) throw validationError("Unable to assume role ");
}

/** Lake Formation looks principals up (the words are those of aws-samples/data-lake-as-code#17). */
export function lookUpPrincipals(arns: readonly (string | undefined)[], call: Call): void {
  const unknown = firstNew(arns, call);
  if (unknown !== undefined) throw new ServiceError("InvalidInputException", 400, `Invalid principal, arn: ${unknown}`);
}
