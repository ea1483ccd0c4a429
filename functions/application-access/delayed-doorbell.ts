import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { LONGEST_DELAY_SECONDS } from "../../contracts/application/access-settings";

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

  public async ring(requestId: string, seconds: number): Promise<void> {
    await this.client.send(
      new SendMessageCommand({
        QueueUrl: this.queueUrl,
        MessageBody: JSON.stringify({ requestId }),
        DelaySeconds: Math.min(LONGEST_DELAY_SECONDS, Math.max(0, Math.ceil(seconds))),
      }),
    );
  }
}
