import { extname, join } from "node:path";

/** Compiled code lies one folder deeper in its package than the sources do in a clone. */
const IS_COMPILED = extname(__filename) === ".js";

/** Arguments for node, before a program's own, with which the code of this project can be loaded: none where it is compiled. */
export const NODE_ARGUMENTS: readonly string[] = IS_COMPILED
  ? []
  : ["-r", join(__dirname, "..", "bin", "typescript.js")];

/** File of a program of this project, as node starts it, of its path without an extension. */
export function programFile(path: string): string {
  return `${path}${extname(__filename)}`;
}
