import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
  type SQSClientConfig,
} from "@aws-sdk/client-sqs";
import { DEAD_LETTERS, GOVERNANCE, NOTICES } from "./example";

type ClientSettings = Pick<SQSClientConfig, "endpoint" | "region" | "credentials">;

/** Notice as programs get it. */
interface Notice {
  readonly kind: string;
  readonly requestId: string;
}

/** Everything that people are told: a queue that subscribes to the topic of notices, as a company's tool would. */
export class Mailbox {
  private readonly notices: Notice[] = [];

  private constructor(
    private readonly queues: SQSClient,
    private readonly QueueUrl: string,
  ) {}

  public static async open(settings: ClientSettings): Promise<Mailbox> {
    const queues = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
    const { QueueUrl = "" } = await queues.send(new CreateQueueCommand({ QueueName: "mailbox" }));
    await new SNSClient(settings).send(
      new SubscribeCommand({
        TopicArn: `arn:aws:sns:us-east-1:${GOVERNANCE}:${NOTICES}`,
        Protocol: "sqs",
        Endpoint: `arn:aws:sqs:us-east-1:${GOVERNANCE}:mailbox`,
        Attributes: { RawMessageDelivery: "true" },
      }),
    );
    return new Mailbox(queues, QueueUrl);
  }

  /** Kinds of the notices about a request, in their order. Some may be there twice: who was cut off tells again. */
  public async about(requestId: string): Promise<string[]> {
    await this.collect();
    return this.notices.filter((notice) => notice.requestId === requestId).map(({ kind }) => kind);
  }

  /** Number of messages that a function has failed with again and again. */
  public async deadLetters(): Promise<number> {
    const { QueueUrl } = await this.queues.send(new GetQueueUrlCommand({ QueueName: DEAD_LETTERS }));
    const { Attributes } = await this.queues.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ["ApproximateNumberOfMessages"] }),
    );
    return Number(Attributes?.ApproximateNumberOfMessages);
  }

  private async collect(): Promise<void> {
    for (;;) {
      const receive = new ReceiveMessageCommand({
        QueueUrl: this.QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 43_200,
      });
      const { Messages = [] } = await this.queues.send(receive);
      if (Messages.length === 0) return;
      this.notices.push(...Messages.map(({ Body = "{}" }) => JSON.parse(Body) as Notice));
    }
  }
}
