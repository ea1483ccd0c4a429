import { isDenied, isNotFound } from "../../../aws/faults";

/**
 * The answer; nothing where the application may not know it. A fact that is not known gives no right.
 *
 * @param denied - Told that the application may not know it, which may be a permission that it lacks.
 */
export async function orUnknown<T>(
  ask: () => Promise<T>,
  denied: (error: unknown) => void = () => undefined,
): Promise<T | undefined> {
  try {
    return await ask();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    if (!isDenied(error)) throw error;
    denied(error);
    return undefined;
  }
}
