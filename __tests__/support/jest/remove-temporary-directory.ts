import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename } from "node:path";
import { PREFIX } from "./temporary-directory";

/** After all tests of a run, those that fail too. */
export default function removeTemporaryDirectory(): void {
  const directory = tmpdir();
  if (basename(directory).startsWith(PREFIX)) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
}
