import { extname, join } from "node:path";

/** True in the package, whose code is compiled and lies in `dist/`; false in a clone, whose sources are compiled as they are loaded. */
export const IS_COMPILED = extname(__filename) === ".js";

/** Arguments for node, before a program's own, with which the code of this project can be loaded: none where it is compiled. */
export const NODE_ARGUMENTS: readonly string[] = IS_COMPILED
  ? []
  : ["-r", join(__dirname, "..", "bin", "typescript.js")];

/** File of a program of this project, as node starts it, of its path without an extension. */
export function programFile(path: string): string {
  return `${path}${extname(__filename)}`;
}
