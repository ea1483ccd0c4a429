import { validationError } from "../../errors";
import { readRequest } from "../../iam";
import { InvalidExpression, parseExpression } from "../../schedules";
import type { Call, HttpRequest, RawReply } from "../../service";
import { SCHEDULER_PRINCIPAL } from "./executions";

/** Members of CreateSchedule and UpdateSchedule that are looked at. */
interface ScheduleInput {
  readonly GroupName?: string;
  readonly ScheduleExpression?: string;
  readonly ScheduleExpressionTimezone?: string;
  readonly Target?: { readonly RoleArn?: string };
}

/**
 * Calls of EventBridge Scheduler: moto's, but for what it takes and the service refuses.
 *
 * @param forward asks moto
 * @throws ServiceError ValidationException
 */
export async function schedulerCall(
  request: HttpRequest,
  call: Call,
  forward: () => Promise<RawReply>,
): Promise<RawReply> {
  const { operation, input } = readRequest("scheduler", request);
  if (operation === "CreateSchedule" || operation === "UpdateSchedule") await check(input as ScheduleInput, call);
  return forward();
}

async function check(input: ScheduleInput, call: Call): Promise<void> {
  const { ScheduleExpression = "", ScheduleExpressionTimezone, Target, GroupName = "default" } = input;
  requireExpression(ScheduleExpression, ScheduleExpressionTimezone);
  const { judge } = call.emulator;
  const group = `arn:aws:scheduler:${call.region}:${call.account}:schedule-group/${GroupName}`;
  const source = { "aws:sourceaccount": call.account, "aws:sourcearn": group };
  const roleArn = Target?.RoleArn ?? "";
  if (judge !== undefined && !(await judge.mayAssume(SCHEDULER_PRINCIPAL, roleArn, source, call)))
    throw validationError("The execution role you provide must allow AWS EventBridge Scheduler to assume the role.");
}

function requireExpression(expression: string, zone: string | undefined): void {
  try {
    parseExpression(expression, 0, zone);
  } catch (error) {
    if (!(error instanceof InvalidExpression)) throw error;
    throw validationError(`Invalid Schedule Expression ${expression}.`);
  }
}
