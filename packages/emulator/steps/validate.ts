import { validationError } from "../errors";
import { requestProblems } from "../validation/request-shape";
import type { ServiceModel } from "../validation/service-model";
import type { Authorized } from "./exchange";

/** Refuses and records a request that does not fit the service's model; without a model every request passes. */
export function validate(
  { context, service, parsed, call }: Authorized,
  models: ReadonlyMap<string, ServiceModel>,
): void {
  const model = service.model === undefined ? undefined : models.get(service.model);
  if (!model) return;
  const problems = [
    ...requestProblems(model, parsed.operation, parsed.input),
    ...(parsed.unknownQuery ?? []).map((name) => `${name}: unknown query parameter`),
  ];
  if (problems.length === 0) return;
  context.violations.add({
    time: new Date().toISOString(),
    authority: "botocore",
    service: call.service,
    operation: call.operation,
    account: call.account,
    caller: call.callerArn,
    problems,
    request: parsed.input,
  });
  throw validationError(`${problems.length} validation error(s) detected: ${problems.join("; ")}`);
}
