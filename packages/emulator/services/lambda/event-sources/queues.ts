import type { MotoProxy } from "../../../moto-proxy";
import type { RoleCalls, RoleSession } from "../../../data-plane/role-calls";
import type { ReceivedMessage } from "./batch";
import { queueOf, queueUrl } from "./checks";

/** Most messages of one ReceiveMessage and of one DeleteMessageBatch. */
const MOST = 10;

/** Reads and empties queues of moto in the name of functions' roles. */
export class QueueReader {
  constructor(
    private readonly proxy: MotoProxy,
    private readonly calls: RoleCalls,
    private readonly url: () => string,
  ) {}

  /**
   * Numbers of messages that could be received now, in the order of the queues. Nobody is judged for it: AWS's pollers ask
   * all the time, and here the calls that find nothing are left out.
   */
  async waiting(queueArns: readonly string[]): Promise<readonly number[]> {
    return (await this.proxy.facts({ about: "waiting-messages", queues: queueArns.map(queueOf) })) as number[];
  }

  /** Receives up to `size` messages, as many calls as that takes. */
  async receive(session: RoleSession, queueArn: string, size: number): Promise<ReceivedMessage[]> {
    const received: ReceivedMessage[] = [];
    while (received.length < size) {
      const asked = Math.min(MOST, size - received.length);
      const { Messages = [] } = await this.calls.json<{ Messages?: ReceivedMessage[] }>(
        session,
        "sqs",
        "ReceiveMessage",
        {
          QueueUrl: queueUrl(this.url(), queueOf(queueArn)),
          MaxNumberOfMessages: asked,
          // moto would keep everybody else waiting.
          WaitTimeSeconds: 0,
          AttributeNames: ["All"],
          MessageAttributeNames: ["All"],
        },
      );
      received.push(...Messages);
      if (Messages.length < asked) break;
    }
    return received;
  }

  async remove(session: RoleSession, queueArn: string, messages: readonly ReceivedMessage[]): Promise<void> {
    const QueueUrl = queueUrl(this.url(), queueOf(queueArn));
    for (let at = 0; at < messages.length; at += MOST) {
      const Entries = messages
        .slice(at, at + MOST)
        .map(({ ReceiptHandle }, position) => ({ Id: String(position), ReceiptHandle }));
      await this.calls.json(session, "sqs", "DeleteMessageBatch", { QueueUrl, Entries });
    }
  }
}
