import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

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
