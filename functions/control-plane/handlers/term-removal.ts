import { DeleteGlossaryTermCommand, GetGlossaryTermCommand, UpdateGlossaryTermCommand } from "@aws-sdk/client-datazone";
import { isNotFound } from "../../../aws/faults";
import type { Scope } from "../engine/handler";

/** Deletes a term. An enabled one is not deleted (field evidence, section 6). */
export async function removeTerm({ clients }: Scope, domainId: string, id: string): Promise<void> {
  const named = { domainIdentifier: domainId, identifier: id };
  await clients.datazone().send(new UpdateGlossaryTermCommand({ ...named, status: "DISABLED" }));
  await clients.datazone().send(new DeleteGlossaryTermCommand(named));
}

/** Tells whether there is such a term: a search finds one that was just deleted a little longer. */
export async function isTerm({ clients }: Scope, domainId: string, id: string): Promise<boolean> {
  try {
    await clients.datazone().send(new GetGlossaryTermCommand({ domainIdentifier: domainId, identifier: id }));
    return true;
  } catch (error) {
    if (isNotFound(error)) return false;
    throw error;
  }
}
