import type { Store } from "../../store";

/** Status of a connection. */
export type ConnectionStatus = "PENDING" | "AVAILABLE" | "ERROR";

const STATUSES: readonly string[] = ["PENDING", "AVAILABLE", "ERROR"] satisfies ConnectionStatus[];

/** Members of connections and hosts that a handshake touches. */
interface HandshakeState {
  readonly connections: Record<string, { readonly name: string; readonly hostArn?: string; status?: ConnectionStatus }>;
  readonly hosts: Record<string, { status?: "PENDING" | "AVAILABLE" }>;
}

/** End of a handshake: a connection and the status that it gets. */
export interface Handshake {
  /** Name or ARN. */
  readonly connection: string;
  /** @default "AVAILABLE" */
  readonly status?: ConnectionStatus;
}

/**
 * Gives a connection a status, in whichever account it is, as the person does who finishes it in the console. A host of it that nobody
 * has set up is set up before that.
 *
 * @returns ARNs of the connections of that name; a name may be taken in several accounts
 * @throws Error for a connection that does not exist, and for a status that there is not
 */
export function finishHandshake(store: Store, { connection, status = "AVAILABLE" }: Handshake): string[] {
  if (!STATUSES.includes(status)) throw new Error(`"${status}" is no status of a connection: ${STATUSES.join(", ")}`);
  const states = store.states<HandshakeState>("codeconnections");
  const found = states.flatMap(({ state }) =>
    Object.entries(state.connections)
      .filter(([arn, { name }]) => arn === connection || name === connection)
      .map(([arn, item]) => {
        item.status = status;
        const host = state.hosts[item.hostArn ?? ""] as HandshakeState["hosts"][string] | undefined;
        if (host !== undefined && status === "AVAILABLE") host.status = "AVAILABLE";
        return arn;
      }),
  );
  if (found.length === 0) {
    const names = states.flatMap(({ state }) => Object.values(state.connections).map(({ name }) => name));
    throw new Error(`there is no connection "${connection}"; there are: ${names.join(", ") || "none"}`);
  }
  store.changed();
  return found;
}
