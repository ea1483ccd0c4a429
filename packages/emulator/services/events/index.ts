import { ServiceError, validationError } from "../../errors";
import { checkPattern, InvalidPattern } from "../../events/patterns";
import { readRequest } from "../../iam";
import { InvalidExpression, parseExpression } from "../../schedules";
import { type Call, type HttpRequest, RawReply } from "../../service";
import { type EventEntry, putEvents } from "./put-events";

/**
 * Calls of EventBridge: events are the emulator's, since rules deliver to what it holds; rules, targets and buses are moto's,
 * but for patterns that EventBridge would refuse.
 *
 * @param forward asks moto
 * @throws ServiceError InvalidEventPatternException, ValidationException
 */
export async function eventsCall(
  request: HttpRequest,
  call: Call,
  forward: () => Promise<RawReply>,
): Promise<RawReply> {
  const { operation, input } = readRequest("events", request);
  if (operation === "PutEvents") {
    const answer = putEvents((input.Entries ?? []) as EventEntry[], call);
    return new RawReply(200, { "content-type": "application/x-amz-json-1.1" }, JSON.stringify(answer));
  }
  if (operation === "PutRule" && typeof input.EventPattern === "string") requirePattern(input.EventPattern);
  if (operation === "PutRule" && typeof input.ScheduleExpression === "string")
    requireSchedule(input.ScheduleExpression);
  return forward();
}

/** Rules have no single times. */
function requireSchedule(text: string): void {
  try {
    if (text.startsWith("at(")) throw new InvalidExpression(text);
    parseExpression(text, 0);
  } catch (error) {
    if (!(error instanceof InvalidExpression)) throw error;
    throw validationError("Parameter ScheduleExpression is not valid.");
  }
}

function requirePattern(text: string): void {
  try {
    checkPattern(text);
  } catch (error) {
    if (!(error instanceof InvalidPattern)) throw error;
    const message = `Event pattern is not valid. Reason: ${error.message}`;
    throw new ServiceError("InvalidEventPatternException", 400, message);
  }
}
