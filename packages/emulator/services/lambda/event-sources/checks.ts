import type { CreateEventSourceMappingCommandInput } from "@aws-sdk/client-lambda";
import { asServiceError } from "../../../errors";
import type { Call } from "../../../service";
import { checkPattern } from "../../../events/patterns";
import { functionOf, invalidParameter, parseFunctionName, versionOf } from "../function-names";
import type { FunctionVersion } from "../model";

/** Members that Create and Update have in common. */
export type MappingSettings = Pick<
  CreateEventSourceMappingCommandInput,
  "BatchSize" | "MaximumBatchingWindowInSeconds" | "ScalingConfig" | "FilterCriteria" | "FunctionResponseTypes"
>;

const NEEDED = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];

/** Name of the session in which Lambda works with a function's role. */
export const POLLER_SESSION = "AWSLambdaPoller";

/** A queue by its ARN. @throws ServiceError where the ARN is another service's */
export function queueOf(arn: string): { name: string; account: string; region: string } {
  const match = /^arn:[^:]+:sqs:([^:]+):(\d{12}):([^:]+)$/.exec(arn);
  if (match === null) throw invalidParameter("the sandbox emulator takes queues of SQS as event sources only");
  return { region: match[1], account: match[2], name: match[3] };
}

/**
 * Settings that SQS as a source does not have, or not together.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
 */
export function checkSettings(queue: string, settings: MappingSettings): void {
  const { BatchSize = 10, MaximumBatchingWindowInSeconds: window = 0, ScalingConfig } = settings;
  const isFifo = queue.endsWith(".fifo");
  if (isFifo && window > 0)
    throw invalidParameter("Batching window is not supported for FIFO queues: MaximumBatchingWindowInSeconds");
  if (isFifo && BatchSize > 10) throw invalidParameter("Batch size for a FIFO queue can be at most 10: BatchSize");
  if (BatchSize > 10 && window < 1)
    throw invalidParameter(
      "Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10",
    );
  const concurrency = ScalingConfig?.MaximumConcurrency;
  if (concurrency !== undefined && (concurrency < 2 || concurrency > 1000))
    throw invalidParameter("MaximumConcurrency must be between 2 and 1000");
  for (const { Pattern = "" } of settings.FilterCriteria?.Filters ?? []) checkFilter(Pattern);
}

function checkFilter(pattern: string): void {
  try {
    checkPattern(pattern);
  } catch (error) {
    throw invalidParameter(`Invalid filter pattern definition. ${(error as Error).message}`);
  }
}

/**
 * Lets the function's role read the queue, and the queue give the function its time, as Lambda does before it polls.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export async function checkQueue(functionArn: string, queueArn: string, call: Call): Promise<void> {
  const version = versionOfFunction(functionArn, call);
  const { name, account, region } = queueOf(queueArn);
  const { judge, roleCalls } = call.emulator;
  for (const operation of NEEDED) {
    const need = { action: `sqs:${operation}`, resource: queueArn, accountId: account };
    if (judge !== undefined && !(await judge.mayAs(version.role, POLLER_SESSION, need, call)))
      throw invalidParameter(`The provided execution role does not have permissions to call ${operation} on SQS`);
  }
  if (call.emulator.options.moto === undefined) return;
  const session = { roleArn: version.role, sessionName: POLLER_SESSION, region };
  const input = { QueueUrl: queueUrl(call.emulator.url(), { name, account }), AttributeNames: ["VisibilityTimeout"] };
  let attributes: { Attributes?: { VisibilityTimeout?: string } };
  try {
    attributes = await roleCalls.json(session, "sqs", "GetQueueAttributes", input);
  } catch (error) {
    const { code, message } = asServiceError(error);
    throw invalidParameter(
      `Error occurred while GetQueueAttributes. SQS Error Code: ${code}. SQS Error Message: ${message}`,
    );
  }
  const visibility = Number(attributes.Attributes?.VisibilityTimeout ?? 30);
  if (visibility < version.timeout)
    throw invalidParameter(
      `Queue visibility timeout: ${visibility} seconds is less than Function timeout: ${version.timeout} seconds`,
    );
}

function versionOfFunction(functionArn: string, call: Call): FunctionVersion {
  return versionOf(functionOf(functionArn, call), parseFunctionName(functionArn).qualifier);
}

/** Address of a queue at the emulator. */
export const queueUrl = (base: string, { name, account }: { name: string; account: string }): string =>
  `${base}/${account}/${name}`;
