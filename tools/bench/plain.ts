/**
 * `main.ts` on CDKTF as it comes: the same stacks with the same resources in one app and one thread, without our patches of
 * the engine, with its own rendering, its own search for dependencies and its own preparation of stacks.
 */
import { TerraformStack } from "cdktf";

/** Replaces what a module of ours exports, before anything else has loaded it. */
function replace(specifier: string, exports: Readonly<Record<string, unknown>>): void {
  const file = require.resolve(specifier);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- by a path that is computed
  const original = require(file) as object;
  const loaded = require.cache[file];
  if (loaded !== undefined) loaded.exports = { ...original, ...exports };
}

replace("../stacks/engine/patches", { patchEngine: () => undefined });
replace("../stacks/engine/render-stack", {
  renderStack: (stack: TerraformStack): unknown => TerraformStack.prototype.toTerraform.call(stack),
});
replace("../stacks/engine/stack-writer", {
  StackWriter: function (_stack: TerraformStack, engine: object) {
    return engine;
  },
});
replace("../stacks/synthesis/synthesis-thread", { threadsFor: () => 1 });
replace("../stacks/synthesis/stack-queue", {
  StackQueue: class {
    private taken = false;

    take<T>(items: readonly T[]): readonly T[] {
      if (this.taken) return [];
      this.taken = true;
      return items;
    }

    giveUp(): void {
      this.taken = true;
    }
  },
});

// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the replacements
const { SmusStack } = require("../../stacks/base") as { SmusStack: { prototype: object } };
for (const method of ["addDependency", "prepareStack", "allocateLogicalId"]) {
  Reflect.deleteProperty(SmusStack.prototype, method);
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the replacements
require("../../main");
