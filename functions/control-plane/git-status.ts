import type { GitStatus, GitStatusRequest } from "../../contracts/control-plane";
import { isNotFound } from "../../aws/faults";
import type { Clients } from "./clients";

/** Status of a connection to a Git provider. Writes nothing and needs no ledger. */
export async function gitStatus(clients: Clients, { connectionArn }: GitStatusRequest): Promise<GitStatus> {
  try {
    const { ConnectionStatus } = await clients.codeConnections().getConnection(connectionArn);
    return { status: ConnectionStatus };
  } catch (error) {
    if (isNotFound(error)) return { status: "GONE" };
    throw error;
  }
}
