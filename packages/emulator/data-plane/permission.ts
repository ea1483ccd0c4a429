import type { EmulatorContext } from "../service";
import type { Need } from "../iam/requests";
import { type Actor, DeliveryError } from "./actor";
import { serviceCall } from "./service-call";

/** Condition keys that a service sends along with what it does for a resource of its own. */
const source = ({ sourceArn, account }: Actor) => ({ "aws:sourcearn": sourceArn, "aws:sourceaccount": account });

/**
 * Lets a service do something for itself, as far as the policy of the resource lets it.
 *
 * @throws DeliveryError NO_PERMISSIONS
 */
export async function requirePermission(actor: Actor, need: Need, emulator: EmulatorContext): Promise<void> {
  const { principal } = actor;
  const [service, operation] = need.action.split(":");
  const call = serviceCall({ principal, service, operation, ...placeOf(need, actor) }, emulator);
  const asked = { ...need, context: { ...source(actor), ...need.context } };
  if (emulator.judge !== undefined && !(await emulator.judge.mayService(principal, asked, call)))
    throw new DeliveryError(
      "NO_PERMISSIONS",
      `${principal} is not authorized to perform: ${need.action} on ${need.resource}`,
    );
}

/**
 * Lets a service assume the role that it was given.
 *
 * @throws DeliveryError NO_PERMISSIONS
 */
export async function requireRole(actor: Actor, roleArn: string, emulator: EmulatorContext): Promise<void> {
  const { principal, account } = actor;
  const call = serviceCall(
    { principal, service: "sts", operation: "AssumeRole", account, region: regionOf(actor) },
    emulator,
  );
  if (emulator.judge !== undefined && !(await emulator.judge.mayAssume(principal, roleArn, source(actor), call)))
    throw new DeliveryError("NO_PERMISSIONS", `${principal} is unable to assume the role ${roleArn}`);
}

const regionOf = ({ sourceArn }: Actor): string => sourceArn.split(":")[3];

function placeOf({ resource }: Need, actor: Actor): { account: string; region: string } {
  const [, , , region, account] = resource.split(":");
  return { account: account || actor.account, region: region || regionOf(actor) };
}
