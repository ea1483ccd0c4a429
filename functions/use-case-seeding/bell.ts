import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { LONGEST_DELAY_SECONDS } from "../../contracts/application/access-settings";
import type { RepositoryKey } from "../../governance/repositories";

/** Doorbell that the function rings itself, as a timer. One that is lost is no loss: the sweep looks at everything. */
export interface Bell {
  /** @param delaySeconds - at most 900; what is later is left to the sweep */
  ring(key: RepositoryKey, delaySeconds: number): Promise<void>;
}

/** Doorbells in a queue. */
export class QueueBell implements Bell {
  public constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  public async ring({ useCase, repository }: RepositoryKey, delaySeconds: number): Promise<void> {
    const MessageBody = JSON.stringify({ useCase, repository });
    const DelaySeconds = Math.min(LONGEST_DELAY_SECONDS, Math.max(0, Math.ceil(delaySeconds)));
    await this.client.send(new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody, DelaySeconds }));
  }
}
