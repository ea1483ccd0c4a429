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

const REFUSALS = /^(AccessDenied|Unauthorized|NotAuthorized|InsufficientPermissions)/;

/** Whether AWS does not allow the call, which waiting and other credentials of the same role do not change. */
export function isRefusal(error: unknown): boolean {
  return error instanceof Error && REFUSALS.test(error.name);
}

/** An error in one line. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
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
    if (isRefusal(error)) throw new UnreadableAccountError(accountId, reasonOf(error), { cause: error });
    // The SDK marks what it has sent with this, whether an answer came or not.
    if (!(error instanceof Error) || !("$metadata" in error)) throw error;
    throw new RunnerError(`account ${accountId} cannot be read: ${reasonOf(error)}`, undefined, { cause: error });
  }
}
