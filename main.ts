import * as path from "node:path";
import { ConfigurationError, listStages, loadAllStages } from "./configuration";
import { forgetOtherStage } from "./stacks/engine/stage-switch";
import type { SynthesisOptions } from "./stacks/compose";
import { synthesizeStage } from "./stacks/synthesis";

/**
 * Synthesizes one stage into `cdktf.out`. The only file of the program that reads `process.env`:
 *
 * - `TF_WORKSPACE`: the stage, and the workspace that Terraform uses. Required; there is no default stage.
 * - `SMUS_STAGE`: the stage, instead of `TF_WORKSPACE` and only where states are in Terraform Cloud: terraform refuses a
 *   `cloud` block that names its workspace while `TF_WORKSPACE` says another (measured with 1.11).
 * - `SMUS_ENVIRONMENTS_DIR`: directory of environment files; default `environments/` beside this file.
 * - `SMUS_ACCESS`: `deploy` (default) or `plan`, the role that is assumed.
 * - `SMUS_PROTECTION=none`: lifts destroy protection, only while `AWS_ENDPOINT_URL` points at this machine.
 * - `CDKTF_OUTDIR`: where stacks are synthesized; default `cdktf.out`. Made where it is missing.
 * - `SMUS_PROMOTION_OVERRIDE`: a reason, which lets plans pass that the stage's source has not applied; recorded by the
 *   apply, with `SMUS_PROMOTION_OVERRIDE_BY` (default: the pipeline's actor, else the user of this machine).
 * - `AWS_ENDPOINT_URL`, `AWS_ENDPOINT_URL_S3`: when set, S3 is addressed by path.
 */
function main(): void {
  const { TF_WORKSPACE: workspace = "", SMUS_STAGE: cloudStage = "", SMUS_ENVIRONMENTS_DIR: directory } = process.env;
  const stageName = workspace === "" ? cloudStage : workspace;
  const environments =
    directory === undefined || directory === "" ? path.join(__dirname, "environments") : path.resolve(directory);
  if (stageName === "") {
    throw new ConfigurationProblem(
      `TF_WORKSPACE is not set: it selects the stage. Stages: ${listStages(environments).join(", ")}`,
    );
  }
  const stages = loadAllStages(environments);
  const stage = stages.find((candidate) => candidate.name === stageName);
  if (stage === undefined) {
    throw new ConfigurationProblem(
      `no stage "${stageName}" in ${environments}. Stages: ${listStages(environments).join(", ")}`,
    );
  }
  if (cloudStage !== "" && (workspace !== "" || stage.environment.state.backend !== "cloud")) {
    throw new ConfigurationProblem(
      workspace === ""
        ? `SMUS_STAGE selects stages whose states are in Terraform Cloud; those of "${stageName}" are not. Set TF_WORKSPACE=${stageName} instead`
        : `both TF_WORKSPACE (${workspace}) and SMUS_STAGE (${cloudStage}) are set. Unset one: SMUS_STAGE is for states in Terraform Cloud, TF_WORKSPACE for all others`,
    );
  }
  const outdir = process.env["CDKTF_OUTDIR"] || "cdktf.out";
  synthesizeStage({ stage, stages, options: synthesisOptions(), outdir });
  forgetOtherStage(outdir, stage.name);
}

function synthesisOptions(): SynthesisOptions {
  const { AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_S3: s3Endpoint, SMUS_ACCESS: access } = process.env;
  if (access !== undefined && access !== "deploy" && access !== "plan") {
    throw new ConfigurationProblem(`SMUS_ACCESS is "${access}"; allowed: deploy, plan`);
  }
  const unprotected = process.env["SMUS_PROTECTION"] === "none";
  if (unprotected && !isLoopback(endpoint)) {
    throw new ConfigurationProblem("SMUS_PROTECTION=none works only while AWS_ENDPOINT_URL points at this machine");
  }
  return {
    access: access ?? "deploy",
    usePathStyle: (s3Endpoint ?? endpoint) !== undefined,
    protection: unprotected ? "none" : undefined,
    workingDirectory: process.cwd(),
    promotionOverride: promotionOverride(),
  };
}

function promotionOverride(): SynthesisOptions["promotionOverride"] {
  const { SMUS_PROMOTION_OVERRIDE: given, SMUS_PROMOTION_OVERRIDE_BY: by, ...environment } = process.env;
  if (given === undefined || given === "") return undefined;
  const reason = given.trim();
  if (reason.length < 10) {
    throw new ConfigurationProblem(
      `SMUS_PROMOTION_OVERRIDE is "${given}"; allowed: the reason why the source stage is passed over, 10 characters or more`,
    );
  }
  const { GITHUB_ACTOR, GITLAB_USER_LOGIN, USER, USERNAME } = environment;
  const somebody = [by, GITHUB_ACTOR, GITLAB_USER_LOGIN, USER, USERNAME].find(
    (name) => name !== undefined && name !== "",
  );
  return { reason, by: somebody ?? "unknown" };
}

function isLoopback(endpoint: string | undefined): boolean {
  if (endpoint === undefined) return false;
  return ["127.0.0.1", "localhost", "[::1]"].includes(new URL(endpoint).hostname);
}

/** A mistake of the caller: one line, no stack trace. */
class ConfigurationProblem extends Error {
  public override readonly name = "ConfigurationProblem";
}

try {
  main();
} catch (error) {
  process.exitCode = 1;
  const expected = error instanceof ConfigurationError || error instanceof ConfigurationProblem;
  console.error(expected ? error.message : error);
}
