import type { EmulatorContext } from "../../service";
import { type Association, associationStatus, initialRamState, type RamState } from "./model";

/** Subject of a share: an ARN and where it lives. */
interface SharedResource {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
}

/** Tells whether accounts share without invitations: both in the organization. */
export function inSameOrganization(emulator: EmulatorContext, a: string, b: string): boolean {
  const { accounts, outside = [] } = emulator.options.organization ?? {};
  const isInside = (account: string): boolean => accounts?.includes(account) ?? !outside.includes(account);
  return isInside(a) && isInside(b);
}

/** Tells whether a principal of a share stands for an account: account id, OU, organization, or an IAM identity in it. */
export function principalCovers(emulator: EmulatorContext, principal: string, account: string, owner: string): boolean {
  if (principal === account) return true;
  const resource = principal.split(":").slice(5).join(":");
  if (/^arn:[^:]+:iam::/.test(principal)) return principal.split(":")[4] === account;
  if (!/^arn:[^:]+:organizations::/.test(principal) || !inSameOrganization(emulator, owner, account)) return false;
  if (resource.startsWith("organization/")) return true;
  const units = emulator.options.organization?.units;
  const id = resource.split("/").pop() ?? "";
  return units === undefined || (units[principal] ?? units[id] ?? []).includes(account);
}

/**
 * Tells whether an account is associated with a resource through a share: both associations ASSOCIATED, for as long as the
 * configured delay (a member sees the domain up to 3 minutes later: docs/pitfalls.md, 15).
 */
export function isAssociated(emulator: EmulatorContext, resource: SharedResource, account: string): boolean {
  const settled = (association: Association) =>
    associationStatus(association) === "ASSOCIATED" &&
    Date.now() >= (association.associatedAt ?? Infinity) + emulator.delays.association;
  const { shares } = emulator.store.state<RamState>("ram", resource.account, resource.region, initialRamState);
  return Object.values(shares).some(
    (share) =>
      share.associations.some((a) => a.type === "RESOURCE" && a.entity === resource.arn && settled(a)) &&
      share.associations.some(
        (a) => a.type === "PRINCIPAL" && settled(a) && principalCovers(emulator, a.entity, account, share.account),
      ),
  );
}
