import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import type { Services } from "./services";

/** Bell of the worker: a message that says which request to look at, and nothing that decides anything. */
export class DoorbellQueue {
  public constructor(
    private readonly client: SQSClient,
    private readonly queueUrl: string,
  ) {}

  public readonly ring: Services["doorbell"]["ring"] = async (requestId) => {
    const MessageBody = JSON.stringify({ requestId });
    await this.client.send(new SendMessageCommand({ QueueUrl: this.queueUrl, MessageBody }));
  };
}
