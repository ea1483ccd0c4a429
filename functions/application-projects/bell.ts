import type { SQSClient } from "@aws-sdk/client-sqs";
import { sendBell } from "../application-store/send-bell";

/** Doorbell that the application rings itself: at once when a person has acted, later as a timer. */
export interface Bell {
  /** @param delaySeconds - at most 900; what is later is left to the sweep */
  ring(requestId: string, delaySeconds?: number): Promise<void>;
}

/** Doorbells in a queue. One that is lost is no loss: the sweep looks at everything that is due. */
export class QueueBell implements Bell {
  public constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  public ring(requestId: string, delaySeconds = 0): Promise<void> {
    return sendBell(this.client, this.queueUrl, { projectRequestId: requestId }, delaySeconds);
  }
}
