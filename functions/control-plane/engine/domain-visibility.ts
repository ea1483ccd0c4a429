import { GetDomainCommand } from "@aws-sdk/client-datazone";
import { isDenied, isNotFound, lacksPermission } from "../../../aws/faults";
import type { Clients } from "../clients";
import { ControlPlaneError } from "../errors";

/** The caller's account does not see the domain: not associated yet, or not any more. */
export class DomainInvisible extends ControlPlaneError {
  public constructor(domainId: string, options?: ErrorOptions) {
    super(
      "DOMAIN_NOT_VISIBLE",
      `domain "${domainId}" is not visible from this account; fix: apply the domain's share and wait for the association, then apply again`,
      options,
    );
  }
}

/**
 * Asks the service for an object in a domain; `undefined` where the object is gone.
 *
 * Tells "the object is gone" from "the domain is not visible" and from "we lack a permission": DataZone answers the same
 * errors to all three, so the domain itself is asked.
 *
 * @param domainId - `undefined`: the object is in none, and errors are what they say
 * @throws DomainInvisible where the domain is not visible
 */
export async function lookInDomain<T>(
  clients: Clients,
  domainId: string | undefined,
  look: () => Promise<T | undefined>,
): Promise<T | undefined> {
  try {
    return await look();
  } catch (error) {
    if (domainId === undefined || lacksPermission(error) || !(isNotFound(error) || isDenied(error))) throw error;
    if (!(await isVisible(clients, domainId))) throw new DomainInvisible(domainId, { cause: error });
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

async function isVisible(clients: Clients, domainId: string): Promise<boolean> {
  try {
    const { status } = await clients.datazone().send(new GetDomainCommand({ identifier: domainId }));
    return status !== "DELETED" && status !== "DELETING";
  } catch (error) {
    if (lacksPermission(error) || !(isNotFound(error) || isDenied(error))) throw error;
    return false;
  }
}
