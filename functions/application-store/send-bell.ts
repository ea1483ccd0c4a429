import { SendMessageCommand, type SQSClient } from "@aws-sdk/client-sqs";
import { LONGEST_DELAY_SECONDS } from "../../contracts/application/access-settings";

/**
 * Sends a message that the queue holds back for a while.
 *
 * @param delaySeconds - 0 to 900; less and more become the nearest of these: what is later is left to the sweep
 */
export async function sendBell(
  client: SQSClient,
  queueUrl: string,
  message: object,
  delaySeconds: number,
): Promise<void> {
  const MessageBody = JSON.stringify(message);
  const DelaySeconds = Math.min(LONGEST_DELAY_SECONDS, Math.max(0, Math.ceil(delaySeconds)));
  await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds }));
}
