/** Text of the AWS provider about an invocation that failed: the function's name, and its answer as JSON. */
const INVOCATION = /^invoking Lambda Function \(([^)]+)\): (\{.*\})\s*$/s;

/**
 * An error of the provider without what it puts around a function's own words: an answer that has them three times, the last time
 * in a stack trace. The whole text stays in the log of the stack.
 */
export function functionError(summary: string): string {
  const [, name, answer] = INVOCATION.exec(summary) ?? [];
  if (name === undefined) return summary;
  const { errorMessage, errorType } = parsed(answer);
  if (typeof errorMessage !== "string") return summary;
  // The service's own errors, of time or memory, do not say their type in the message.
  const isNamed = typeof errorType !== "string" || errorMessage.includes(errorType);
  return `function ${name}: ${isNamed ? "" : `${errorType}: `}${errorMessage}`;
}

function parsed(text: string): { readonly errorMessage?: unknown; readonly errorType?: unknown } {
  try {
    return JSON.parse(text) as object;
  } catch {
    return {}; // cut off
  }
}
