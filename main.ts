import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import {
  checkConfiguration,
  ConfigurationError,
  listStages,
  loadAllStages,
  type ConfigurationReport,
} from "./configuration";
import {
  LOCK_FILE,
  lockTextFor,
  parseTerraformLock,
  TerraformLockError,
  type TerraformLock,
} from "./formats/terraform-lock";
import { forgetOtherStage } from "./stacks/engine/stage-switch";
import type { SynthesisOptions } from "./stacks/compose";
import { compositionProblems } from "./stacks/composition-problems";
import { synthesizeStage, type StageSynthesis } from "./stacks/synthesis";

/**
 * Synthesizes one stage, as the variables of a process ask for it: `TF_WORKSPACE` or `SMUS_STAGE` chooses the stage,
 * `SMUS_ENVIRONMENTS_DIR` its files, `CDKTF_OUTDIR` where the stacks go. All of them: `cli/environment.ts`.
 *
 * @throws ConfigurationError, ConfigurationProblem
 */
export function synthesize(environment: NodeJS.ProcessEnv): void {
  const { TF_WORKSPACE: workspace = "", SMUS_STAGE: cloudStage = "", SMUS_ENVIRONMENTS_DIR: directory } = environment;
  const stageName = workspace === "" ? cloudStage : workspace;
  const environments = path.resolve(directory || "environments");
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
  const outdir = environment.CDKTF_OUTDIR || "cdktf.out";
  const lock = readLock(path.join(environments, LOCK_FILE));
  writeStage({ stage, stages, outdir }, environment);
  if (lock !== undefined) placeLockFiles(lock, path.join(outdir, "stacks"));
}

/** Puts the lock file of the organization beside every stack: whoever runs terraform there gets the same providers. */
function placeLockFiles(lock: TerraformLock, stacks: string): void {
  for (const id of readdirSync(stacks)) {
    const file = path.join(stacks, id, "cdk.tf.json");
    if (!existsSync(file)) continue;
    const { terraform } = JSON.parse(readFileSync(file, "utf8")) as { terraform?: unknown };
    writeFileSync(path.join(stacks, id, LOCK_FILE), lockTextFor(lock, terraform));
  }
}

function readLock(file: string): TerraformLock | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return parseTerraformLock(readFileSync(file, "utf8"));
  } catch (error) {
    if (!(error instanceof TerraformLockError)) throw error;
    throw new ConfigurationProblem(
      `${file} is no lock file of Terraform: ${error.message}; take it from version control again, or remove it and run: npm run bootstrap`,
    );
  }
}

/**
 * Writes a stage that is loaded already, with what else the variables say, and forgets which other stage was there.
 *
 * @throws ConfigurationProblem
 */
export function writeStage(
  { stage, stages, outdir }: Pick<StageSynthesis, "stage" | "stages" | "outdir">,
  environment: NodeJS.ProcessEnv,
): void {
  synthesizeStage({ stage, stages, options: synthesisOptions(environment), outdir });
  forgetOtherStage(outdir, stage.name);
}

/**
 * Checks an environments directory, or one stage of it, and whether the stacks of every stage can be built, which is done in
 * memory. Finds every problem at once; throws for none of them.
 */
export function checkStages(directory: string, onlyStage?: string): ConfigurationReport {
  const report = checkConfiguration(directory, onlyStage);
  const options: SynthesisOptions = { access: "deploy", usePathStyle: false, workingDirectory: process.cwd() };
  const found = report.stages.flatMap((stage) =>
    compositionProblems({
      stage,
      stages: report.organization,
      options,
      file: report.files.get(stage.name) ?? stage.name,
    }),
  );
  return { ...report, problems: [...report.problems, ...found] };
}

function synthesisOptions(environment: NodeJS.ProcessEnv): SynthesisOptions {
  const { AWS_ENDPOINT_URL: endpoint, AWS_ENDPOINT_URL_S3: s3Endpoint, SMUS_ACCESS: access } = environment;
  if (access !== undefined && access !== "deploy" && access !== "plan") {
    throw new ConfigurationProblem(`SMUS_ACCESS is "${access}"; allowed: deploy, plan`);
  }
  const unprotected = environment.SMUS_PROTECTION === "none";
  if (unprotected && !isLoopback(endpoint)) {
    throw new ConfigurationProblem("SMUS_PROTECTION=none works only while AWS_ENDPOINT_URL points at this machine");
  }
  const { SMUS_SANDBOX_ISSUER: issuer } = environment;
  if (issuer !== undefined && !(isLoopback(endpoint) && isLoopback(issuer))) {
    throw new ConfigurationProblem(
      "SMUS_SANDBOX_ISSUER works only while it and AWS_ENDPOINT_URL point at this machine: people would sign in elsewhere",
    );
  }
  return {
    access: access ?? "deploy",
    usePathStyle: (s3Endpoint ?? endpoint) !== undefined,
    protection: unprotected ? "none" : undefined,
    workingDirectory: process.cwd(),
    promotionOverride: promotionOverride(environment),
    ...(issuer === undefined ? {} : { issuer }),
  };
}

function promotionOverride(environment: NodeJS.ProcessEnv): SynthesisOptions["promotionOverride"] {
  const { SMUS_PROMOTION_OVERRIDE: given, SMUS_PROMOTION_OVERRIDE_BY: by } = environment;
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
export class ConfigurationProblem extends Error {
  public override readonly name = "ConfigurationProblem";
}

// As a program, for `cdktf.json`; whoever imports it calls the function.
if (require.main === module) {
  try {
    synthesize(process.env);
  } catch (error) {
    process.exitCode = 1;
    const expected = error instanceof ConfigurationError || error instanceof ConfigurationProblem;
    console.error(expected ? error.message : error);
  }
}
