import { APPLIED_OUTPUT, type AppliedRecord } from "../../contracts/applied-record";
import { RunnerError } from "../errors";
import { readStateOfStage, type OpenStateStore } from "../state-store";
import type { SynthesizedStack } from "../synthesis";

/**
 * The record of a stack's last successful apply, from its state; undefined where there is none: never applied, or never
 * to its end, or not even bootstrapped.
 *
 * @throws RunnerError for Terraform Cloud, whose states are not read from here
 */
export async function readRecord(
  stage: string,
  stack: SynthesizedStack,
  open: OpenStateStore,
): Promise<AppliedRecord | undefined> {
  const { backend } = stack.file;
  if (backend.kind === "cloud")
    throw new RunnerError(
      `stage "${stage}" keeps its states in Terraform Cloud, which promote does not read; the gate in its plans works there, too`,
    );
  const state = await readStateOfStage(backend, stage, open);
  return (state?.outputs[APPLIED_OUTPUT] ?? undefined) as AppliedRecord | undefined;
}
