import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * Keeps what is too long for a terminal, such as the whole inventory and the times of all stacks, until the next run.
 *
 * @returns the file, `details.txt` in the work directory
 */
export function writeDetails(workDirectory: string, text: string): string {
  const file = join(workDirectory, "details.txt");
  mkdirSync(workDirectory, { recursive: true });
  writeFileSync(file, text.endsWith("\n") ? text : `${text}\n`);
  return file;
}
