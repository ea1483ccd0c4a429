import { isDenied, isNotFound } from "../../../aws/faults";

/** The answer; nothing where the application may not know it. A fact that is not known gives no right. */
export async function orUnknown<T>(ask: () => Promise<T>): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error) || isDenied(error)) return undefined;
    throw error;
  }
}
