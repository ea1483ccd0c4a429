import type { Store } from "../../store";
import type { ConnectionStatus } from "./handshake";

/** Part of a connection that other services look at. */
export interface FoundConnection {
  /** Account that owns it. */
  readonly account: string;
  readonly status: ConnectionStatus;
  readonly tags: Readonly<Record<string, string>>;
}

interface State {
  readonly connections: Readonly<Record<string, Partial<FoundConnection> | undefined>>;
}

/** A connection by its ARN, in whichever account it is; undefined where there is none. */
export function connectionOfArn(store: Store, arn: string): FoundConnection | undefined {
  return store.states<State>("codeconnections").flatMap(({ account, state }) => {
    const { status = "PENDING", tags = {} } = state.connections[arn] ?? {};
    return state.connections[arn] === undefined ? [] : [{ account, status, tags }];
  })[0];
}
