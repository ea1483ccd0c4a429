import { formatSeconds } from "../progress";
import { formatError, formatStatus } from "../summary";
import { pendingStateLayers, type BootstrapOutcome } from "./bootstrap-stage";

/** The end of a bootstrap in words. */
export function formatBootstrap(outcome: BootstrapOutcome): string {
  const failures = outcome.failures.flatMap(({ stack, errors, logFile }) => [
    `  ${stack} FAILED`,
    ...errors.map((error) => formatError(error)),
    `    log: ${logFile}`,
  ]);
  const lines = [...(outcome.lockWritten === undefined ? [] : [`  wrote ${outcome.lockWritten}`]), ...failures];
  for (const pending of pendingStateLayers(outcome)) {
    lines.push(
      `  ${pending.stack}: ${formatStatus(pending)}; apply it: npm run apply -- --stage ${outcome.stage} --stack ${pending.stack}`,
    );
  }
  return [...lines, `${outcome.stage}: ${summarize(outcome)} (${formatSeconds(outcome.seconds)})`].join("\n");
}

function summarize({
  exitCode,
  lockWritten,
  interrupted,
  stateLayers,
  workspacesCreated,
  receiptsWritten,
}: BootstrapOutcome): string {
  if (interrupted) return "interrupted; run it again to finish";
  if (exitCode !== 0) return "failed; run it again when the cause is removed";
  const made = stateLayers.filter(({ step }) => step !== "verify").length;
  if (made === 0 && workspacesCreated.length === 0 && receiptsWritten.length === 0)
    return `bootstrapped already, ${lockWritten === undefined ? "nothing" : "only the lock file"} changed`;
  return `bootstrapped: ${made} state buckets, ${workspacesCreated.length} workspaces, ${receiptsWritten.length} receipts`;
}
