import { GetGlossaryTermCommand } from "@aws-sdk/client-datazone";
import { isDenied, isNotFound } from "../../../aws/faults";
import type { Clients } from "../clients";

/** Name of a term; its id where it is gone, or not to be seen. */
export async function termName(clients: Clients, domainId: string, id: string): Promise<string> {
  try {
    const command = new GetGlossaryTermCommand({ domainIdentifier: domainId, identifier: id });
    return (await clients.datazone().send(command)).name ?? id;
  } catch (error) {
    if (isNotFound(error) || isDenied(error)) return id;
    throw error;
  }
}
