import { z } from "zod";

/** Event of a queue, as Lambda hands it over. */
export const queueEvent = z.looseObject({
  Records: z.array(z.looseObject({ messageId: z.string(), body: z.string() })),
});

/** Message of a queue. */
export type QueueMessage = Pick<z.output<typeof queueEvent>["Records"][number], "messageId" | "body">;

/** Messages that the queue delivers again, in the form that Lambda takes. */
export interface BatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/** A message or a request that failed, and why. */
export type Failure = { readonly subject: string; readonly error: unknown };

/** Members of Lambda's context that functions use. */
export interface InvocationContext {
  getRemainingTimeInMillis(): number;
}
