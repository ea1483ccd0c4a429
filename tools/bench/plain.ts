/**
 * `main.ts` on CDKTF as it comes: the same stacks with the same resources in one app, without our patches of the engine, with
 * its own rendering, its own search for dependencies and its own preparation of stacks.
 */
import { App, TerraformStack } from "cdktf";
import type { StageSynthesis } from "../../stacks/synthesis";

/** Replaces what a module of ours exports, before anything else has loaded it. */
function replace(specifier: string, exports: Readonly<Record<string, unknown>>): void {
  const file = require.resolve(specifier);
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- by a path that is computed
  const original = require(file) as object;
  const loaded = require.cache[file];
  if (loaded !== undefined) loaded.exports = { ...original, ...exports };
}

replace("../../stacks/engine/patches", { patchEngine: () => undefined });
replace("../../stacks/engine/render-stack", {
  renderStack: (stack: TerraformStack): unknown => TerraformStack.prototype.toTerraform.call(stack),
});
replace("../../stacks/engine/stack-writer", {
  StackWriter: function (_stack: TerraformStack, engine: object) {
    return engine;
  },
});

// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the replacements
const { FastStack } = require("../../stacks/engine/fast-stack") as { FastStack: { prototype: object } };
for (const method of ["addDependency", "prepareStack", "runAllValidations", "allocateLogicalId"]) {
  Reflect.deleteProperty(FastStack.prototype, method);
}

// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the replacements
const { composeStage } = require("../../stacks/compose") as typeof import("../../stacks/compose");
replace("../../stacks/synthesis", {
  synthesizeStage: ({ stage, stages, options, outdir }: StageSynthesis): void => {
    const app = new App({ outdir });
    composeStage(app, stage, stages, options);
    app.synth();
  },
});

// eslint-disable-next-line @typescript-eslint/no-require-imports -- after the replacements
require("../../main");
