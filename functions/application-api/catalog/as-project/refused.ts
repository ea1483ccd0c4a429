import { awsFault, isDenied, saidBy } from "../../../../aws/faults";
import type { RefusedByService } from "../../services-of-assets";

/** Faults with which the service says that it will not do something, whoever asks again. */
const REFUSALS = ["ConflictException", "ServiceQuotaExceededException", "ValidationException"];

/** The answer, or the words of the service where it refuses. What failed by no word of it is thrown. */
export async function unlessRefused<T extends object>(ask: () => Promise<T>): Promise<T | RefusedByService> {
  try {
    return await ask();
  } catch (error) {
    if (!isDenied(error) && !REFUSALS.includes(awsFault(error)?.name ?? "")) throw error;
    return { refusedByService: saidBy(error) };
  }
}
