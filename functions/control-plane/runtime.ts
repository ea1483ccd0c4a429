import { z } from "zod";
import {
  type AccessList,
  type AccessListRequest,
  accessListRequest,
  type Completeness,
  type CompletenessRequest,
  completenessRequest,
  type GitStatus,
  type GitStatusRequest,
  gitStatusRequest,
  type KeptBlueprints,
  type KeptBlueprintsRequest,
  keptBlueprintsRequest,
  KIND_PROPERTIES,
  type Kind,
  type Properties,
  READ_QUALIFIER,
  type ReadRequest,
  readRequest,
  type ReadResponse,
  TERRAFORM_KEY,
  WRITE_QUALIFIER,
  type WriteRequest,
  writeRequest,
  type WriteResponse,
} from "../../contracts/control-plane";
import { listAccess } from "./access-list";
import { Clients } from "./clients";
import { completenessOf } from "./completeness";
import { apply } from "./engine/apply";
import type { Handler } from "./engine/handler";
import { Ledger } from "./engine/ledger";
import { type Clock, Patience, SYSTEM_CLOCK } from "./engine/patience";
import { read } from "./engine/read";
import { remove } from "./engine/removal";
import { Resource, type ResourceRequest } from "./engine/resource";
import { WritableResource } from "./engine/writable-resource";
import { ControlPlaneError, describeFailure } from "./errors";
import { gitStatus } from "./git-status";
import { HANDLERS } from "./handlers";
import { keptBlueprints } from "./handlers/kept-blueprints";

/** The members of Lambda's context that the function uses. */
export interface InvocationContext {
  /** `arn:<partition>:lambda:<region>:<account>:function:<name>[:<qualifier>]`. */
  readonly invokedFunctionArn: string;
  getRemainingTimeInMillis(): number;
}

/** Answer of the function: to a read, to create and update, to delete, to a question that is about no single object. */
export type Answer =
  | ReadResponse
  | WriteResponse
  | AccessList
  | KeptBlueprints
  | GitStatus
  | Completeness
  | Record<string, never>;

/** Options that differ between AWS and tests. */
export interface RuntimeOptions {
  readonly ledgerPrefix: string;
  readonly clients?: Clients;
  readonly clock?: Clock;
  readonly handlers?: { readonly [K in Kind]: Handler<K> };
}

type Request = ReadRequest | WriteRequest;
type Question = AccessListRequest | KeptBlueprintsRequest | GitStatusRequest | CompletenessRequest;
type Event = Request | Question;

/** The function, with its clients kept over invocations. */
export function createHandler(
  options: RuntimeOptions,
): (event: unknown, context: InvocationContext) => Promise<Answer> {
  const clients = options.clients ?? new Clients();
  return async (event, context) => {
    const request = parsed(event);
    try {
      return await answered(request, context, { ...options, clients });
    } catch (error) {
      throw describeFailure(asked(request), error);
    }
  };
}

function asked(request: Event): string {
  if (isQuestion(request)) return askedOf(request);
  return `${"action" in request ? "read" : request[TERRAFORM_KEY].action} ${request.kind} "${request.key}"`;
}

async function answered(
  request: Event,
  context: InvocationContext,
  options: RuntimeOptions & { clients: Clients },
): Promise<Answer> {
  if (isQuestion(request)) return answerTo(request, context, options);
  const subject = subjectOf(request, context, options);
  if ("action" in request) return read(await Resource.load(subject));
  refuseForeignAlias(context.invokedFunctionArn);
  const { action } = request[TERRAFORM_KEY];
  if (action === "delete") {
    await remove(await WritableResource.load(subject));
    return {};
  }
  const resource = await WritableResource.load(subject, request.incarnation);
  return apply(resource, { ...request, creating: action === "create" });
}

const ASKED = {
  access: "list grants and owners in",
  blueprints: "look for projects that need the account's blueprints in",
  completeness: "look for incomplete assets in",
} as const;

function askedOf(question: Question): string {
  if (question.action === "git-status") return `read the status of connection "${question.connectionArn}"`;
  return `${ASKED[question.action]} domain "${question.domainId}"`;
}

function answerTo(
  question: Question,
  context: InvocationContext,
  { clients, ledgerPrefix }: RuntimeOptions & { clients: Clients },
): Promise<Answer> {
  if (question.action === "access") return listAccess(clients, question);
  if (question.action === "git-status") return gitStatus(clients, question);
  if (question.action === "completeness") return completenessOf(clients, question);
  const { accountId } = placeOf(context);
  const isOurs = async (key: string): Promise<boolean> =>
    (await new Ledger(clients.ssm(), ledgerPrefix, "BlueprintConfiguration", key).read()) !== undefined;
  return keptBlueprints({ clients, accountId, isOurs }, question);
}

/** Account and Region of the function. */
function placeOf({ invokedFunctionArn }: InvocationContext): { readonly accountId: string; readonly region: string } {
  const [, , , region = "", accountId = ""] = invokedFunctionArn.split(":");
  return { accountId, region };
}

/** Plans invoke the alias `read`; their roles must not be able to write, whatever they send. */
function refuseForeignAlias(functionArn: string): void {
  const qualifier = functionArn.split(":")[7];
  if (qualifier === undefined || qualifier === WRITE_QUALIFIER || qualifier === "$LATEST") return;
  const hint = qualifier === READ_QUALIFIER ? "which plans use and which reads only" : "which is not known";
  throw new ControlPlaneError(
    "WRITE_REFUSED",
    `the function was invoked through "${qualifier}", ${hint}; fix: send writes through the alias "${WRITE_QUALIFIER}"`,
  );
}

function isQuestion(request: Event): request is Question {
  return "action" in request && request.action !== "read";
}

function parsed(event: unknown): Event {
  const result = schemaOf(event).safeParse(event);
  if (result.success) return result.data;
  throw new ControlPlaneError(
    "INVALID_REQUEST",
    `the event is no message of this version: ${problems(result.error)}; fix: apply the foundation layer, so that function and configuration are of one version`,
  );
}

function schemaOf(event: unknown) {
  if (typeof event !== "object" || event === null || !("action" in event)) return writeRequest;
  const schemas: Readonly<Record<string, z.ZodType<Event> | undefined>> = QUESTIONS;
  return schemas[String(event.action)] ?? readRequest;
}

const QUESTIONS = {
  access: accessListRequest,
  blueprints: keptBlueprintsRequest,
  completeness: completenessRequest,
  "git-status": gitStatusRequest,
} as const;

function problems(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
}

function subjectOf(
  request: Request,
  context: InvocationContext,
  options: RuntimeOptions & { clients: Clients },
): ResourceRequest<Kind> {
  const { accountId, region } = placeOf(context);
  const { clients, ledgerPrefix, clock = SYSTEM_CLOCK, handlers = HANDLERS } = options;
  const { kind, key, adoptId } = request;
  const handler = handlers[kind] as Handler<Kind>;
  return {
    handler,
    properties: propertiesOf(request),
    adoptId,
    context: {
      clients,
      ledger: new Ledger(clients.ssm(), ledgerPrefix, kind, key, handler.remembered),
      patience: new Patience(clock, context.getRemainingTimeInMillis()),
      accountId,
      region,
    },
  };
}

function propertiesOf(request: Request): Properties<Kind> {
  const result = KIND_PROPERTIES[request.kind].safeParse(request.properties);
  if (result.success) return result.data;
  // What an older version stored must still be deletable: a deletion uses ids only.
  if (!("action" in request) && request[TERRAFORM_KEY].action === "delete")
    return request.properties as Properties<Kind>;
  throw new ControlPlaneError(
    "INVALID_REQUEST",
    `properties: ${problems(result.error)}; fix: correct the configuration`,
  );
}
