import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { madeBefore } from "../../client-tokens";
import { ServiceError, validationError } from "../../errors";
import { type Call, operation, type Operations } from "../../service";
import { desiredStateProblems } from "../../validation/desired-state";
import type { Model } from "./resource-type";
import { resourceType } from "./types";

type RequestKind = "CREATE" | "UPDATE" | "DELETE";

/** A resource request: its end is decided when it is made, and shown when its delay has passed. */
interface ResourceRequest {
  typeName: string;
  requestToken: string;
  clientToken?: string;
  operation: RequestKind;
  identifier?: string;
  visibleAt: number;
  errorCode?: string;
  statusMessage?: string;
}

interface RequestsState {
  requests: Record<string, ResourceRequest>;
}

interface CreateInput {
  readonly TypeName?: string;
  readonly DesiredState?: string;
  readonly ClientToken?: string;
}

interface IdentifiedInput {
  readonly TypeName?: string;
  readonly Identifier?: string;
  readonly PatchDocument?: string;
  readonly ClientToken?: string;
}

/** Requests remembered per account and Region; AWS forgets them after 7 days. */
const KEPT = 500;

const requestsOf = (call: Call) =>
  call.emulator.store.state<RequestsState>("cloudcontrolapi", call.account, call.region, () => ({ requests: {} }));

function progressEvent(request: ResourceRequest) {
  const done = Date.now() >= request.visibleAt;
  const status = !done ? "IN_PROGRESS" : request.errorCode === undefined ? "SUCCESS" : "FAILED";
  return {
    TypeName: request.typeName,
    RequestToken: request.requestToken,
    Operation: request.operation,
    OperationStatus: status,
    Identifier: request.identifier,
    EventTime: Date.now() / 1000,
    ErrorCode: status === "FAILED" ? request.errorCode : undefined,
    StatusMessage: status === "FAILED" ? request.statusMessage : undefined,
  };
}

/** Error codes of a type's handler, by the API's error that it met. */
const HANDLER_ERRORS: Readonly<Record<string, string>> = {
  AccessDeniedException: "AccessDenied",
  UnauthorizedException: "AccessDenied",
  ConflictException: "AlreadyExists",
  ResourceNotFoundException: "NotFound",
  ServiceQuotaExceededException: "ServiceLimitExceeded",
  ThrottlingException: "Throttling",
  ValidationException: "InvalidRequest",
};

/** Tries of a handler that meets the service's rate, with doubled pauses in between: 13 seconds in all. */
const THROTTLED_TRIES = 8;
const FIRST_PAUSE_MILLISECONDS = 100;

/**
 * Runs a handler again while the service answers with its rate: `Throttling` is one of the retriable errors of a handler
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract-errors.html).
 */
async function patiently<T>(handler: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await handler();
    } catch (error) {
      const throttled = error instanceof ServiceError && HANDLER_ERRORS[error.code] === "Throttling";
      if (!throttled || attempt === THROTTLED_TRIES) throw error;
      await sleep(FIRST_PAUSE_MILLISECONDS * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    }
  }
}

/** Runs a handler and keeps its end as a request; the same client token gets the same request. */
async function submit(
  kind: RequestKind,
  typeName: string,
  clientToken: string | undefined,
  call: Call,
  handler: () => Promise<string>,
) {
  const { requests } = requestsOf(call);
  const repeated = madeBefore(requests, clientToken);
  if (repeated) return { ProgressEvent: progressEvent(repeated) };
  const visibleAt = Date.now() + call.emulator.delays.cloudControl;
  const request: ResourceRequest = { typeName, requestToken: randomUUID(), clientToken, operation: kind, visibleAt };
  try {
    request.identifier = await patiently(handler);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    request.errorCode = HANDLER_ERRORS[error.code] ?? "GeneralServiceException";
    request.statusMessage = `${error.message} (Service: DataZone, Status Code: ${error.status}, Request ID: ${call.requestId})`;
  }
  requests[request.requestToken] = request;
  for (const token of Object.keys(requests).slice(0, -KEPT)) delete requests[token];
  return { ProgressEvent: progressEvent(request) };
}

function createResource(input: CreateInput, call: Call) {
  const type = resourceType(input.TypeName);
  const desired = parseObject(input.DesiredState, "DesiredState");
  checkDesiredState(type.typeName, desired, call);
  return submit("CREATE", type.typeName, input.ClientToken, call, () => type.create(desired, call));
}

function checkDesiredState(typeName: string, desired: Model, call: Call): void {
  const schema = call.emulator.registry?.get(call.region, typeName);
  const problems = schema ? desiredStateProblems(schema, desired) : [];
  if (problems.length === 0) return;
  call.emulator.violations.add({
    time: new Date().toISOString(),
    authority: "cfn-lint",
    service: call.service,
    operation: `${call.operation} ${typeName}`,
    account: call.account,
    caller: call.callerArn,
    problems,
    request: desired,
  });
  throw validationError(`Model validation failed (${problems.join("; ")})`);
}

async function updateResource(input: IdentifiedInput, call: Call) {
  const type = resourceType(input.TypeName);
  const identifier = input.Identifier!;
  if (!(await type.read(identifier, call))) throw resourceMissing(type.typeName, identifier);
  // PolicyGrant and Owner have no update handler; that of a blueprint configuration cannot be reached, since its schema requires
  // a property that is create-only and write-only at once (field evidence, section 2, Cloud Control).
  const patch = JSON.parse(input.PatchDocument ?? "[]") as { path?: string }[];
  const paths = patch.map(({ path }) => `/properties${path}`).join(", ");
  throw new ServiceError(
    "NotUpdatableException",
    400,
    `Invalid patch update: createOnlyProperties [${paths}] cannot be updated`,
  );
}

async function deleteResource(input: IdentifiedInput, call: Call) {
  const type = resourceType(input.TypeName);
  const identifier = input.Identifier!;
  return submit("DELETE", type.typeName, input.ClientToken, call, async () => {
    if (!(await type.read(identifier, call))) throw missingError(type.typeName, identifier);
    await type.remove(identifier, call);
    return identifier;
  });
}

const missingError = (typeName: string, identifier: string) =>
  new ServiceError("ResourceNotFoundException", 404, missingMessage(typeName, identifier));

const missingMessage = (typeName: string, identifier: string) =>
  `Resource of type '${typeName}' with identifier '${identifier}' was not found.`;

/** Cloud Control answers 400 for a resource that is not there. */
export const resourceMissing = (typeName: string, identifier: string) =>
  new ServiceError("ResourceNotFoundException", 400, missingMessage(typeName, identifier));

/** Parses a member that holds a JSON object as text. */
export function parseObject(text: string | undefined, member: string): Model {
  let value: unknown;
  try {
    value = JSON.parse(text ?? "");
  } catch {
    throw new ServiceError("InvalidRequestException", 400, `${member} is not JSON`);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new ServiceError("InvalidRequestException", 400, `${member} is not a JSON object`);
  return value as Model;
}

function getResourceRequestStatus(input: { RequestToken?: string }, call: Call) {
  const request = requestsOf(call).requests[input.RequestToken ?? ""];
  if (!request)
    throw new ServiceError(
      "RequestTokenNotFoundException",
      400,
      `Request with token ${input.RequestToken} was not found`,
    );
  return { ProgressEvent: progressEvent(request) };
}

/** Operations that make resource requests, and the one that shows their progress. */
export const REQUEST_OPERATIONS: Operations = {
  CreateResource: operation(createResource),
  UpdateResource: operation(updateResource),
  DeleteResource: operation(deleteResource),
  GetResourceRequestStatus: operation(getResourceRequestStatus),
};
