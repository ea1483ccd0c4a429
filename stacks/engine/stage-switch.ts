import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The backend, the workspace that was selected there (the other backend need not have it), and the runner's own note. */
const NOTES = ["terraform.tfstate", "environment", "smus-init.json"];
/** The stage of the last synthesis into a directory. */
const STAGE_FILE = "stage";

/**
 * Makes `terraform init` start afresh in the stacks of `outdir` that were initialized for another stage's backend.
 *
 * Stages may use the same stack ids with other buckets (one domain per stage). Terraform then refuses every command with
 * "Backend configuration changed" and offers to migrate one stage's state into the other's bucket (seen with
 * `npx cdktf deploy`, Terraform 1.11). Where the stage is the same and its backend was changed, Terraform's refusal
 * stays: there a migration may be meant.
 *
 * Removes what `init` has noted, never a state: those are in the backend.
 */
export function forgetOtherStage(outdir: string, stage: string): void {
  const record = join(outdir, STAGE_FILE);
  const last = existsSync(record) ? readFileSync(record, "utf8") : undefined;
  if (last !== undefined && last !== stage) {
    const stacks = join(outdir, "stacks");
    for (const id of readdirSync(stacks)) forgetOtherBackend(join(stacks, id));
  }
  writeFileSync(record, stage); // last: an interrupted run does it again
}

function forgetOtherBackend(directory: string): void {
  const noted = join(directory, ".terraform", "terraform.tfstate");
  const emitted = join(directory, "cdk.tf.json");
  if (!existsSync(noted) || !existsSync(emitted)) return;
  const { backend } = JSON.parse(readFileSync(noted, "utf8")) as { backend?: { type: string; config: object } };
  const { terraform } = JSON.parse(readFileSync(emitted, "utf8")) as {
    terraform: { backend?: Record<string, object> };
  };
  const wanted = backend === undefined ? undefined : terraform.backend?.[backend.type];
  if (backend !== undefined && wanted !== undefined && holds(backend.config, wanted)) return;
  for (const name of NOTES) rmSync(join(directory, ".terraform", name), { force: true });
}

/** Tells whether `value` has everything that `wanted` says; Terraform notes every unset argument as null. */
function holds(value: unknown, wanted: unknown): boolean {
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  if (typeof value !== "object" || value === null) return false;
  const members = new Map(Object.entries(value));
  return Object.entries(wanted).every(([name, member]) => holds(members.get(name), member));
}
