import type { InvocationReply } from "../invoker";
import { queueOf } from "./checks";

/** A message as SQS answers ReceiveMessage. */
export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<
    Record<string, { StringValue?: string; BinaryValue?: string; DataType: string } | undefined>
  >;
}

/**
 * The event with which Lambda hands a batch of messages to a function.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
 */
export function queueEvent(messages: readonly ReceivedMessage[], queueArn: string): object {
  const { region: awsRegion } = queueOf(queueArn);
  return {
    Records: messages.map((message) => ({
      messageId: message.MessageId,
      receiptHandle: message.ReceiptHandle,
      body: message.Body,
      attributes: message.Attributes ?? {},
      messageAttributes: Object.fromEntries(
        Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
          name,
          {
            ...(attribute?.StringValue === undefined ? {} : { stringValue: attribute.StringValue }),
            ...(attribute?.BinaryValue === undefined ? {} : { binaryValue: attribute.BinaryValue }),
            stringListValues: [],
            binaryListValues: [],
            dataType: attribute?.DataType,
          },
        ]),
      ),
      md5OfBody: message.MD5OfBody,
      eventSource: "aws:sqs",
      eventSourceARN: queueArn,
      awsRegion,
    })),
  };
}

/**
 * Ids of the messages that stay in the queue. A function that failed, or whose answer about failures cannot be read, has
 * failed with all of them.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedMessages(
  reply: Pick<InvocationReply, "payload" | "functionError">,
  reportsFailures: boolean,
  ids: readonly string[],
): readonly string[] {
  if (reply.functionError !== undefined) return ids;
  if (!reportsFailures) return [];
  const failures = failuresOf(reply.payload);
  if (failures === undefined) return ids;
  return failures.every((id) => ids.includes(id)) ? failures : ids;
}

/** Ids that an answer names; undefined where it is none that Lambda takes. */
function failuresOf(payload: string): string[] | undefined {
  let answer: unknown;
  try {
    answer = JSON.parse(payload);
  } catch {
    return undefined;
  }
  if (answer === null || typeof answer !== "object") return answer === null ? [] : undefined;
  const { batchItemFailures: failures } = answer as { batchItemFailures?: unknown };
  if (failures === undefined || failures === null) return [];
  if (!Array.isArray(failures)) return undefined;
  const ids = (failures as unknown[]).map((failure) =>
    typeof failure === "object" && failure !== null
      ? (failure as { itemIdentifier?: unknown }).itemIdentifier
      : undefined,
  );
  return ids.every((id): id is string => typeof id === "string" && id !== "") ? ids : undefined;
}
