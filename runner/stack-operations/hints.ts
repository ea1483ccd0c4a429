import type { Session } from "../session";
import type { SynthesizedStack } from "../synthesis";
import type { Diagnostic } from "../terraform";
import { withLockHint } from "./lock-hint";
import { withKnownTexts } from "./known-text-hint";
import { withTakenNameHint } from "./taken-name-hint";

/** Errors of terraform and of its provider, with what the operator can do about those that do not say it themselves. */
export function withHints(
  session: Pick<Session, "stage">,
  stack: SynthesizedStack,
  errors: readonly Diagnostic[],
): readonly Diagnostic[] {
  return withLockHint(session, stack, errors)
    .map((error) => withTakenNameHint(session, stack, error))
    .map(withKnownTexts);
}
