/** Somebody who delivers to targets: a service for itself, or with a role that it was given. */
export interface Actor {
  /** Principal of the service, as in `events.amazonaws.com`. */
  readonly principal: string;
  /** Rule or schedule group for which it works: `aws:SourceArn`. */
  readonly sourceArn: string;
  /** Account of that: `aws:SourceAccount`. */
  readonly account: string;
  /** @default - the service itself, as far as the target's policy lets it */
  readonly roleArn?: string;
  readonly sessionName: string;
}

/**
 * Reasons for which something was not delivered, as dead-letter queues name them.
 *
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
 */
export type DeliveryProblem = "NO_PERMISSIONS" | "NO_RESOURCE" | "SDK_CLIENT_ERROR" | "INVALID_PARAMETER";

/** Failure of a delivery that would fail again. */
export class DeliveryError extends Error {
  constructor(
    readonly code: DeliveryProblem,
    message: string,
  ) {
    super(message);
    this.name = code;
  }
}
