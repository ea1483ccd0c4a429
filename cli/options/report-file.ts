import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { RunnerError } from "../../runner/errors";
import type { OptionSpec } from "../frame";

/** The option `--json` of commands that print text and can write a report beside it. */
export const JSON_REPORT = {
  type: "string",
  value: "file",
  help: "write the report as JSON, too; - prints it instead of the text",
} as const satisfies OptionSpec;

/** The option `--markdown` of such commands. */
export const MARKDOWN_REPORT = {
  type: "string",
  value: "file",
  help: "write the report as Markdown, too; - prints it instead of the text",
} as const satisfies OptionSpec;

/** File of an option as `--json`, where `-` is the standard output; undefined where the option was not given. */
type ReportFile = string | undefined;

/** Removes the report that an earlier run has left: a run that ends early must not leave one that seems to be its own. */
export function removeReport(file: ReportFile): void {
  if (file !== undefined && file !== "-") rmSync(file, { force: true });
}

/** Writes a report into its file, with the folders to it, or prints it. */
export function writeReport(file: ReportFile, text: string, print: (text: string) => void): void {
  if (file === undefined) return;
  if (file === "-") return print(text.trimEnd());
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * Refuses two reports on the standard output, of which a program could read neither.
 *
 * @throws RunnerError
 */
export function refuseBothPrinted(json: ReportFile, markdown: ReportFile): void {
  if (json === "-" && markdown === "-") throw new RunnerError("--json - and --markdown - exclude each other");
}
