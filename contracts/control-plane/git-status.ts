import { z } from "zod";
import type { ConnectionStatus } from "../service/git";

/**
 * Question of every plan whether a connection to a Git provider works: a person finishes it, at a time that nobody knows, and
 * profiles name it only then.
 *
 * It is no kind: nothing is written. Why the function asks and no data source: the provider's own data source is one of the service's
 * former name, and fails where the connection is gone.
 */
export const gitStatusRequest = z.strictObject({
  action: z.literal("git-status"),
  connectionArn: z.string(),
});

/** The request as a plan sends it. */
export type GitStatusRequest = z.infer<typeof gitStatusRequest>;

/** The answer. */
export interface GitStatus {
  /** `GONE`: there is no such connection. */
  readonly status: ConnectionStatus | "GONE";
}
