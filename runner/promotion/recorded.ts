import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { APPLIED_OUTPUT, type AppliedRecord } from "../../contracts/applied-record";
import { RunnerError } from "../errors";
import type { OpenStateStore } from "../state-store";
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
  switch (backend.kind) {
    case "s3":
      return parseRecord(await open(backend).read(`${backend.workspacePrefix}/${stage}/${backend.key}`));
    case "local": {
      const file = join(backend.workspaceDirectory, stage, "terraform.tfstate");
      return existsSync(file) ? parseRecord(readFileSync(file, "utf8")) : undefined;
    }
    case "cloud":
      throw new RunnerError(
        `stage "${stage}" keeps its states in Terraform Cloud, which promote does not read; the gate in its plans works there, too`,
      );
  }
}

function parseRecord(state: string | undefined): AppliedRecord | undefined {
  if (state === undefined || state === "") return undefined;
  const { outputs } = JSON.parse(state) as { outputs?: Record<string, { value?: unknown } | undefined> };
  return (outputs?.[APPLIED_OUTPUT]?.value ?? undefined) as AppliedRecord | undefined;
}
