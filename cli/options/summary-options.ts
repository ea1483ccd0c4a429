import { mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { formatStage, InterruptedError, RunnerError, type Reporter } from "../../runner";
import { redactAccountIds, reportJson, reportMarkdown, type RunReport } from "../../runner/summary";
import type { OptionSpec } from "../frame";

/** Files that the summary of a run goes to, beside the terminal. */
export const SUMMARY_OPTIONS = {
  json: { type: "string", value: "file", help: "write the summary as JSON, too" },
  markdown: { type: "string", value: "file", help: "write the summary as Markdown, too, for a merge request" },
  redact: {
    type: "boolean",
    help: "replace ids of AWS accounts by XXXXXXXXXXXX in all that is printed and written but the logs",
  },
} as const satisfies Record<string, OptionSpec>;

/** Values of these options. */
export interface SummaryChoice {
  readonly json?: string;
  readonly markdown?: string;
  readonly redact?: boolean;
}

/**
 * Removes the files of an earlier run, so that a run that ends early leaves none that seem to be its own.
 *
 * @throws RunnerError before anything is done, where the summary could not be written at the end
 */
export function forgetSummaries({ json, markdown }: SummaryChoice): void {
  for (const [option, file] of Object.entries({ json, markdown })) {
    if (file === undefined) continue;
    if (file === "" || statSync(file, { throwIfNoEntry: false })?.isDirectory() === true)
      throw new RunnerError(`--${option}: got "${file}"; allowed: the name of a file`);
    rmSync(file, { force: true });
  }
}

/** Prints the summary and writes the files that were asked for. */
export function writeSummaries(report: RunReport, choice: SummaryChoice, print: (text: string) => void): void {
  const hide = hideWith(choice);
  const note = report.affected;
  const count = report.outcome.stacks.length;
  if (note !== undefined)
    print(hide(`affected: ${count} of ${count + note.skipped} stacks, compared with ${note.against}`));
  print(hide(formatStage(report.outcome, { listResources: report.command === "plan" })));
  write(choice.json, hide(reportJson(report)));
  write(choice.markdown, hide(reportMarkdown(report)));
}

/** Progress without account ids, where that was asked for: errors are part of it. */
export function hideIn(reporter: Reporter, choice: SummaryChoice): Reporter {
  const hide = hideWith(choice);
  return {
    begin: (title, count) => reporter.begin(title, count),
    progress: (stack, progress) => reporter.progress(stack, progress),
    finished: (stack, result, seconds) => reporter.finished(stack, hide(result), seconds),
    note: (text) => reporter.note(hide(text)),
    pause: () => reporter.pause(),
    end: (complete) => reporter.end(complete),
  };
}

/** Passes errors on without account ids, where that was asked for. */
export async function hidingErrors<T>(choice: SummaryChoice, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (choice.redact !== true || !(error instanceof Error) || error instanceof InterruptedError) throw error;
    // Stages with problems are among them: their lists quote what was found.
    if (!(error instanceof RunnerError) && error.name !== "ConfigurationError") throw error;
    const detail = error instanceof RunnerError ? error.detail : undefined;
    throw new RunnerError(
      redactAccountIds(error.message),
      detail === undefined ? undefined : redactAccountIds(detail),
      { cause: error },
    );
  }
}

function hideWith({ redact }: SummaryChoice): (text: string) => string {
  return redact === true ? redactAccountIds : (text) => text;
}

function write(file: string | undefined, text: string): void {
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
