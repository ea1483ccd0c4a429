import { ServiceError } from "../../errors";
import type { Call } from "../../service";
import { principalCovers } from "./associated-accounts";
import { initialRamState, PERMISSIONS, type RamState, type ResourceShare } from "./model";

/** Shares and invitations that an account has in the Region of a call; the caller's account where none is given. */
export const ramState = (call: Call, account = call.account) =>
  call.emulator.store.state<RamState>("ram", account, call.region, initialRamState);

/** Refusal of a share that the caller does not have. */
export const unknownShare = (arn: string | undefined) =>
  new ServiceError("UnknownResourceException", 400, `ResourceShare ${arn} could not be found.`);

/** A share that the caller's account owns. */
export function ownShare(arn: string | undefined, call: Call): ResourceShare {
  const share = ramState(call).shares[arn ?? ""];
  if (!share) throw unknownShare(arn);
  return share;
}

/** Refusal of a parameter's value. */
export const invalidParameter = (message: string) => new ServiceError("InvalidParameterException", 400, message);

/**
 * The ARN of a permission that exists.
 *
 * @throws ServiceError UnknownResourceException
 */
export function checkPermission(arn: string): string {
  if (!PERMISSIONS.some((permission) => permission.arn === arn))
    throw new ServiceError("UnknownResourceException", 400, `Permission ${arn} could not be found.`);
  return arn;
}

/** A share is visible to an account once a principal that covers it is associated. */
export function sharedWith(share: ResourceShare, call: Call): boolean {
  return (
    share.account !== call.account &&
    share.associations.some(
      (a) =>
        a.type === "PRINCIPAL" &&
        a.associatedAt !== null &&
        principalCovers(call.emulator, a.entity, call.account, share.account),
    )
  );
}
