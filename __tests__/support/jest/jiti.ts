import type * as Jiti from "jiti";

const node = process.getBuiltinModule("node:module");

/**
 * Stands for `jiti` in the tests: the real one, loaded by Node itself instead of jest. jest would read and compile its
 * compiler, one and a half megabytes, again for every test file (half a second of a core each).
 */
export const { createJiti } = node.createRequire(__filename)("jiti") as typeof Jiti;
