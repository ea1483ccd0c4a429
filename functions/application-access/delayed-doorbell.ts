import type { SQSClient } from "@aws-sdk/client-sqs";
import { sendBell } from "../application-store/send-bell";

/** Rings for a request after a while: by a message that the queue holds back. */
export interface Doorbell {
  /** @param seconds - 0 to 900; what is later is left to the sweep */
  ring(requestId: string, seconds: number): Promise<void>;
}

/** The function's own queue, for what it wants to look at again soon. */
export class DelayedDoorbell implements Doorbell {
  public constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  public ring(requestId: string, seconds: number): Promise<void> {
    return sendBell(this.client, this.queueUrl, { requestId }, seconds);
  }
}
