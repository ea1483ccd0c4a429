import { awsFault, isDenied, saidBy } from "../../../aws/faults";
import { explanationsOf } from "../../../aws/known-texts";
import type { FailureReason, ServiceRefusal } from "../../../governance/project-requests";

/** Faults that say that the call itself is not taken, however often it is made. */
const REFUSALS = new Set(["ValidationException", "ServiceQuotaExceededException", "ResourceNotFoundException"]);

/** Tells whether the service refuses, as opposed to being busy or not answering. */
export const isRefusal = (error: unknown): boolean => isDenied(error) || REFUSALS.has(awsFault(error)?.name ?? "");

/** Words of the service with their meaning, where it is known. */
export function reasonOf(said: string, configuration = ""): FailureReason {
  return { configuration, said, means: explanationsOf(said) };
}

/** Carries something out. @returns the words of the service where it refuses, with their meaning */
export async function orRefusal(work: () => Promise<unknown>): Promise<ServiceRefusal> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const said = saidBy(error);
    return { cause: [said, ...explanationsOf(said)].join("; ") };
  }
}

/** Carries out what may have been carried out before, with an answer that was lost: the next look tells what is there. */
export async function unlessDone(work: () => Promise<unknown>, ...done: readonly string[]): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!done.includes(awsFault(error)?.name ?? "")) throw error;
  }
}
