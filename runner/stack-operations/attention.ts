import type { StackOutcome } from "../summary";
import type { TerraformMessage } from "../terraform";

/** Terraform's word for a check that does not hold; one that it cannot know yet has another. */
const FAILED_CHECK = "Check block assertion failed";

/**
 * Sentences of a message that say that something waits for people: those of failed checks. The stacks have checks for nothing else, and a check
 * is a warning: it stops neither a plan nor an apply.
 */
export function attentionIn(message: TerraformMessage): string[] {
  if (message.type !== "diagnostic") return [];
  const { severity, summary, detail } = message.diagnostic;
  return severity === "warning" && summary === FAILED_CHECK ? [detail] : [];
}

/** The sentences as a member of an outcome, each once, in the order in which they came. */
export function withAttention(sentences: readonly string[]): Pick<StackOutcome, "attention"> {
  return sentences.length === 0 ? {} : { attention: [...new Set(sentences)] };
}
