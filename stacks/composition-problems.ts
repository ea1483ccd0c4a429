import { App } from "cdktf";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Stage } from "../configuration/model";
import { describeThrown, problem, type Path, type Problem } from "../configuration/problems";
import { stackId, type StackAddress } from "../contracts/layers";
import { LimitsExceeded } from "./base";
import { StageComposition, type SynthesisOptions } from "./compose";
import { FastStack } from "./engine/fast-stack";
import { withinTokenScope } from "./engine/token-scope";

/** Stage to build in memory. */
export interface ComposedStage {
  readonly stage: Stage;
  /** All stages of the organization. */
  readonly stages: readonly Stage[];
  readonly options: SynthesisOptions;
  /** Name of the stage's file, for its problems. */
  readonly file: string;
}

/**
 * Builds every stack of a stage as synthesis does, one after the other and without writing any, and reports what cannot be
 * built: what the check of the configuration accepts, synthesis can write.
 */
export function compositionProblems({ stage, stages, options, file }: ComposedStage): Problem[] {
  const outdir = mkdtempSync(join(tmpdir(), "smus-check-"));
  try {
    const composition = new StageComposition(stage, stages, options);
    return composition.addresses.flatMap((address) => {
      try {
        build(composition, address, outdir);
        return [];
      } catch (error) {
        return problemsOf(error, address, file);
      }
    });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function build(composition: StageComposition, address: StackAddress, outdir: string): void {
  withinTokenScope(() => {
    const stack = composition.build(new App({ outdir }), address);
    if (stack instanceof FastStack) stack.synthesizeInMemory();
  });
}

function problemsOf(error: unknown, address: StackAddress, file: string): Problem[] {
  if (error instanceof LimitsExceeded)
    return error.beyond.map(({ code, address: resource, type, got, allowed, fix }) => {
      // In that layer functions are those of pools.
      const path = type === "aws_lambda_function" && address.layer === "profiles" ? ["pools"] : describedAt(address);
      return problem({ code, file, path, got: `${got}, in ${stackId(address)} ${resource}`, allowed, fix });
    });
  const got = `stack ${stackId(address)}: ${describeThrown(error)}`;
  const allowed = "what stacks can be built from";
  return [problem({ code: "COMPOSITION_FAILED", file, path: describedAt(address), got, allowed })];
}

/** Place in the stage's file that describes most of a stack. */
export function describedAt({ layer, account }: StackAddress): Path {
  switch (layer) {
    case "state":
    case "foundation":
    case "association":
      return ["accounts", account];
    case "workspaces":
      return ["state", "workspaces"];
    default:
      return [layer];
  }
}
