import { AssumeRoleError } from "../../aws/credentials";
import { awsFault, isDenied } from "../../aws/faults";
import { explained } from "../../aws/known-texts";
import { RunnerError } from "../../runner";

/** An account whose role cannot be assumed, or may not read what is asked. */
export class UnreadableAccountError extends RunnerError {
  constructor(
    accountId: string,
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(
      `account ${accountId} cannot be read: ${reason}`,
      "name another role with --role, or let this one read",
      options,
    );
  }
}

/** An error in one line, with its cause and cure where AWS's words are known. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? explained(`${error.name}: ${error.message}`) : String(error);
}

/**
 * Reads in an account. What AWS answers becomes an error of one line that names the account; a mistake of this program
 * keeps its trace.
 *
 * @throws UnreadableAccountError where the role may not read
 */
export async function readingIn<T>(accountId: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (isDenied(error)) throw new UnreadableAccountError(accountId, reasonOf(error), { cause: error });
    // Its credentials were to be renewed in the middle of the reading.
    const renewal = error instanceof AssumeRoleError;
    if (!renewal && awsFault(error) === undefined) throw error;
    const reason = renewal ? error.message : reasonOf(error);
    throw new RunnerError(`account ${accountId} cannot be read: ${reason}`, undefined, { cause: error });
  }
}
