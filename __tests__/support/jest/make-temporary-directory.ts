import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PREFIX } from "./temporary-directory";

/** Before all tests of a run: what they leave in the temporary directory goes with it. */
export default function makeTemporaryDirectory(): void {
  process.env["TMPDIR"] = mkdtempSync(join(tmpdir(), PREFIX));
}
