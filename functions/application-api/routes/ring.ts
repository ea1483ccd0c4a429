import type { Services } from "../services";

/** Rings for the worker. Where that fails the request is left to the sweep, which finds what is due or pending. */
export async function ringFor(requestId: string, { doorbell, log }: Pick<Services, "doorbell" | "log">): Promise<void> {
  try {
    await doorbell.ring(requestId);
  } catch (error) {
    log({ level: "warn", message: "the doorbell does not ring", requestId, error: String(error) });
  }
}
