import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { App, TerraformStack, Testing } from "cdktf";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { patchEngine } from "../../stacks/engine/patches";
import type { TerraformJson } from "./terraform-json";

/**
 * The Terraform JSON of constructs in a stack of their own, without CDKTF's metadata.
 *
 * Prepares and validates the stack as `app.synth()` does: without that a missing provider would pass.
 */
export function synthesize(build: (stack: TerraformStack) => void): TerraformJson {
  const stack = new TerraformStack(testingApp(), "stack");
  new AwsProvider(stack, "Aws", { region: "us-east-1" });
  build(stack);
  return synthesizeStack(stack);
}

/** The Terraform JSON of a stack that brings its own provider. */
export function synthesizeStack(stack: TerraformStack): TerraformJson {
  stack.prepareStack();
  return JSON.parse(Testing.synth(stack, true)) as TerraformJson;
}

/** An app that writes nowhere but into a directory of its own. */
export function testingApp(): App {
  // As in production; and validations of terraform_data need no terraform then.
  patchEngine();
  return new App({ outdir: mkdtempSync(join(tmpdir(), "smus-synth-")) });
}
