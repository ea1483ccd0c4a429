import { type EventPattern, matches, parsePattern } from "../../../events/patterns";
import type { ReceivedMessage } from "./batch";
import type { EventFilter } from "./model";

/**
 * Tells whether one of a mapping's filters lets a message through; without filters every message comes through. A pattern of
 * the body is about its JSON; of a body that is none it is about its text.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/with-sqs-filtering.html
 */
export function comesThrough(message: ReceivedMessage, filters: readonly EventFilter[]): boolean {
  if (filters.length === 0) return true;
  const event = { messageId: message.MessageId, attributes: message.Attributes, body: bodyOf(message.Body) };
  return filters.some(({ Pattern }) => matches(patternOf(Pattern ?? "{}"), event));
}

function bodyOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

const patterns = new Map<string, EventPattern>();

/** Patterns are read once; they were checked when the mapping was made. */
function patternOf(text: string): EventPattern {
  const known = patterns.get(text) ?? parsePattern(text);
  patterns.set(text, known);
  return known;
}
