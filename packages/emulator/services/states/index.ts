import { ServiceError } from "../../errors";
import { newUuid } from "../../identifiers";
import { readRequest } from "../../iam";
import { type Call, type HttpRequest, RawReply } from "../../service";

/** Principal of Step Functions. */
const PRINCIPAL = "states.amazonaws.com";

/**
 * Calls of Step Functions: moto's, whose interpreter runs executions (`sandbox/moto/state_machines.py`), but for what it does not
 * have or does not look at.
 *
 * @param forward asks moto
 * @throws ServiceError AccessDeniedException for a role that Step Functions cannot assume
 */
export async function statesCall(
  request: HttpRequest,
  call: Call,
  forward: (request: HttpRequest) => Promise<RawReply>,
): Promise<RawReply> {
  const { operation, input } = readRequest("states", request);
  if (operation === "ValidateStateMachineDefinition") return validation(input.definition);
  if ((operation === "CreateStateMachine" || operation === "UpdateStateMachine") && typeof input.roleArn === "string")
    await requireRole(input.roleArn, call);
  if (operation === "StartExecution" && input.name === undefined)
    return forward({ ...request, body: Buffer.from(JSON.stringify({ ...input, name: newUuid() })) });
  return named(await forward(request));
}

/** moto's interpreter refuses a definition without saying under which name. */
function named(reply: RawReply): RawReply {
  if (reply.status < 400) return reply;
  const text = reply.body.toString();
  const { __type: code, message = text } = parsed(text);
  if (typeof code === "string" && code !== "") return reply;
  throw new ServiceError("InvalidDefinition", 400, `Invalid State Machine Definition: '${message}'`);
}

function parsed(text: string): { readonly __type?: unknown; readonly message?: string } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {};
  }
}

async function requireRole(roleArn: string, call: Call): Promise<void> {
  const { judge } = call.emulator;
  const source = { "aws:sourceaccount": call.account };
  if (judge === undefined || (await judge.mayAssume(PRINCIPAL, roleArn, source, call))) return;
  throw new ServiceError(
    "AccessDeniedException",
    400,
    "Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the provided role.",
  );
}

/** Only the form is looked at: moto's interpreter refuses the rest when the machine is made. */
function validation(definition: unknown): RawReply {
  const result = isMachine(definition) ? "OK" : "FAIL";
  const message = "The definition is no JSON object with StartAt and States.";
  const diagnostics = result === "OK" ? [] : [{ severity: "ERROR", code: "SCHEMA_VALIDATION_FAILED", message }];
  const headers = { "content-type": "application/x-amz-json-1.0" };
  return new RawReply(200, headers, JSON.stringify({ result, diagnostics, truncated: false }));
}

function isMachine(definition: unknown): boolean {
  try {
    const { StartAt, States } = JSON.parse(String(definition)) as { StartAt?: unknown; States?: unknown };
    return typeof StartAt === "string" && typeof States === "object";
  } catch {
    return false;
  }
}
