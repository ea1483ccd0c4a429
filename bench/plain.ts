/**
 * `main.ts` on CDKTF as it comes: the same stacks with the same resources, without our patches of the engine, with its own
 * search for dependencies and its own preparation of stacks, and in one process.
 */
const patches = require.resolve("../stacks/engine/patches");
// eslint-disable-next-line @typescript-eslint/no-require-imports -- replaced before the composition loads it
require(patches);
const cached = require.cache[patches];
if (cached !== undefined) cached.exports = { patchEngine: () => undefined };

const parts = require.resolve("../stacks/synthesis/parts");
// eslint-disable-next-line @typescript-eslint/no-require-imports -- replaced before the synthesis loads it
const original = require(parts) as object;
const loaded = require.cache[parts];
if (loaded !== undefined) loaded.exports = { ...original, processesFor: () => 1 };

// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the replacement
const { SmusStack } = require("../stacks/base") as { SmusStack: { prototype: object } };
Reflect.deleteProperty(SmusStack.prototype, "addDependency");
Reflect.deleteProperty(SmusStack.prototype, "prepareStack");

// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the replacement
require("../main");
