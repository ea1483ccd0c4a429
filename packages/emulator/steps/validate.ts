import { ServiceError, validationError } from "../errors";
import { replyProblems } from "../validation/reply-shape";
import { requestProblems } from "../validation/request-shape";
import type { ServiceModel } from "../validation/service-model";
import type { Violation } from "../validation/violations";
import { RawReply } from "../service";
import type { Authorized, Handled, Parsed } from "./exchange";

/** Models of services by their folder in botocore. */
export type Models = ReadonlyMap<string, ServiceModel>;

const modelOf = ({ service }: Parsed, models: Models): ServiceModel | undefined =>
  service.model === undefined ? undefined : models.get(service.model);

/**
 * Refuses and records a request that does not fit the service's model; without a model every request passes. Where requests are not
 * checked, it notes that one has passed.
 */
export function validate(parsed: Authorized, models: Models): void {
  const model = modelOf(parsed, models);
  if (!model) return;
  const { operation, input, unknownQuery = [] } = parsed.parsed;
  const problems = [
    ...requestProblems(model, operation, input),
    ...unknownQuery.map((name) => `${name}: unknown query parameter`),
  ];
  if (problems.length === 0) return;
  if (parsed.context.options.validate === false) {
    parsed.context.violations.tolerated = true;
    return;
  }
  record(parsed, problems, { request: input });
  throw validationError(`${problems.length} validation error(s) detected: ${problems.join("; ")}`);
}

/**
 * Records an answer that does not fit the service's model, and fails instead of giving it: it is a fault of the emulator, which
 * nobody may come to rely on. Answers of moto, and those that are no JSON document, pass; values do not count once a request that
 * does not fit has passed unchecked.
 */
export function validateReply(handled: Handled, models: Models): void {
  const model = handled.output instanceof RawReply ? undefined : modelOf(handled, models);
  if (!model) return;
  const values = !handled.context.violations.tolerated;
  const problems = replyProblems(model, handled.call.operation, handled.output, values);
  if (problems.length === 0) return;
  record(handled, problems, { request: handled.parsed.input, reply: handled.output });
  const { service, operation } = handled.call;
  // Not a server error, which clients would ask for again for half an hour.
  throw new ServiceError(
    "InvalidAnswerException",
    501,
    `the emulator's answer to ${service}:${operation} does not fit the service's model: ${problems.join("; ")}`,
  );
}

function record({ context, call }: Parsed, problems: string[], messages: Pick<Violation, "request" | "reply">): void {
  context.violations.add({
    time: new Date().toISOString(),
    authority: "botocore",
    service: call.service,
    operation: call.operation,
    account: call.account,
    caller: call.callerArn,
    problems,
    ...messages,
  });
}
