import {
  applyStages as applyTogether,
  bootstrapStages,
  destroyStages as destroyTogether,
  formatBootstrap,
  formatSeconds,
  formatStage,
  InterruptedError,
  planStages,
  RunnerError,
  terraformPlatform,
  type Interruption,
  type Reporter,
  type RunOptions,
  type StageOutcome,
} from "../../runner";
import type { Violation } from "../../packages/emulator";
import { getJson } from "./http";
import { findLeftovers, takeInventory } from "./inventory";
import type { Sandbox } from "./sandbox";
import { emulatorUrl } from "./services";

/**
 * Stacks in work at the same time, more than there are cores: most of them wait, for the provider does nothing for a minute
 * after it has configured a bucket's lifecycle, and a terraform that waits costs memory only (0.6 GB).
 */
export const DEFAULT_PARALLELISM = 8;

/** Options of a life of the sandbox. */
export interface LifeOptions {
  /** Stages to work on, with the stages that they depend on; in apply order. */
  readonly stages: readonly string[];
  /** @default {@link DEFAULT_PARALLELISM} */
  readonly parallelism?: number;
  readonly reporter: Reporter;
  readonly interruption: Interruption;
}

/** Bootstraps all stages, and then applies them in one run: a stack waits for what it needs, not for a stage. */
export async function applyStages(sandbox: Sandbox, options: LifeOptions): Promise<StageOutcome[]> {
  const runs = options.stages.map((stage) => runOptions(sandbox, stage, options));
  // Nobody commits the sandbox's lock file, so it needs no other platform.
  const bootstrapped = await bootstrapStages(runs, { platforms: [terraformPlatform()] });
  for (const outcome of bootstrapped) options.reporter.note(formatBootstrap(outcome));
  refuseFailed(options, bootstrapped, "bootstrapped");
  const applied = await applyTogether(runs);
  for (const outcome of applied) options.reporter.note(formatStage(outcome, { listResources: false }));
  refuseFailed(options, applied, "applied");
  return applied;
}

/** Plans every stage again: what was applied must have nothing left to do. */
export async function verifyStages(sandbox: Sandbox, options: LifeOptions): Promise<void> {
  const outcomes = await planStages(options.stages.map((stage) => runOptions(sandbox, stage, options)));
  refuseInterrupted(options);
  const problems = outcomes
    .filter(({ exitCode }) => exitCode !== 0)
    .map((outcome) => formatStage(outcome, { listResources: true }));
  if (problems.length > 0) throw new RunnerError("planned again, and the plan is not empty", problems.join("\n"));
}

/** Requests that the real service would not understand. */
export async function verifyRequests(sandbox: Sandbox): Promise<void> {
  const answer = await getJson<{ violations: Violation[] }>(`${emulatorUrl(sandbox.addresses)}/_emulator/violations`);
  if (answer === undefined)
    throw new RunnerError(`the emulator does not answer; log: ${sandbox.workDirectory}/emulator.log`);
  if (answer.violations.length === 0) return;
  const lines = answer.violations.map((violation) => JSON.stringify(violation, undefined, 2));
  throw new RunnerError(`${lines.length} requests violate the service's model`, lines.join("\n"));
}

/** Counts the calls that were refused for the service's rates, by operation; none where the sandbox does not throttle. */
export async function refusedCalls(sandbox: Sandbox): Promise<Readonly<Record<string, number>>> {
  const answer = await getJson<{ refused: Record<string, number> }>(
    `${emulatorUrl(sandbox.addresses)}/_emulator/rates`,
  );
  return answer?.refused ?? {};
}

/** Destroys stages, owners of domains last, state buckets included, and proves that nothing is left. */
export async function destroyStages(sandbox: Sandbox, options: LifeOptions): Promise<readonly string[]> {
  // Buckets that are not protected are emptied before they go, which `protection: "none"` in the stage files would need too.
  const protection = "none";
  await sandbox.prepareAccounts({ protection });
  const runs = options.stages.map((stage) => {
    const run = runOptions(sandbox, stage, options);
    return { ...run, environment: { ...run.environment, SMUS_PROTECTION: protection } };
  });
  const outcomes = await destroyTogether(runs, { withState: true });
  for (const outcome of outcomes) options.reporter.note(formatStage(outcome, { listResources: false }));
  refuseFailed(options, outcomes, "destroyed");
  const { unexpected, kept } = findLeftovers(await takeInventory(sandbox.addresses, sandbox.stages));
  const everything = options.stages.length === stagesFor(sandbox, undefined).stages.length;
  if (everything && unexpected.length > 0) {
    throw new RunnerError("destroyed, and something is left", unexpected.join("\n"));
  }
  return kept;
}

/** Seconds of every stack, the slowest first. */
export function formatTimings(outcomes: readonly StageOutcome[]): string {
  return outcomes
    .map(({ stage, stacks, seconds }) => {
      const slowest = stacks.toSorted((a, b) => b.seconds - a.seconds);
      return `  ${stage} ${formatSeconds(seconds)}: ${slowest.map((stack) => `${stack.stack} ${formatSeconds(stack.seconds)}`).join(", ")}`;
    })
    .join("\n");
}

/** The stages to work on. */
export interface StageSelection {
  /** In apply order. */
  readonly stages: readonly string[];
  /** Stages that only Terraform Cloud can hold. */
  readonly skipped: readonly string[];
}

/**
 * `stage` and the stage that owns its domain, in apply order; all where none is named.
 *
 * Stages whose states are in Terraform Cloud are left out, with those that join their domains: there is none here.
 */
export function stagesFor(sandbox: Pick<Sandbox, "stages">, stage: string | undefined): StageSelection {
  const names = sandbox.stages.map(({ name }) => name);
  const chosen = sandbox.stages.find(({ name }) => name === stage);
  if (stage !== undefined && chosen === undefined) {
    throw new RunnerError(`there is no stage "${stage}"; stages: ${names.join(", ")}`);
  }
  const wanted = names.filter((name) => chosen === undefined || name === stage || name === chosen.domainStage);
  const inCloud = new Set(
    sandbox.stages.filter(({ environment }) => environment.state.backend === "cloud").map(({ name }) => name),
  );
  const domainOf = new Map(sandbox.stages.map(({ name, domainStage }) => [name, domainStage]));
  const skipped = wanted.filter((name) => inCloud.has(name) || inCloud.has(domainOf.get(name) ?? name));
  if (stage !== undefined && skipped.includes(stage)) {
    throw new RunnerError(`stage "${stage}" keeps its states in Terraform Cloud, which the sandbox does not have`);
  }
  if (skipped.length === wanted.length)
    throw new RunnerError("all stages keep their states in Terraform Cloud, which the sandbox does not have");
  return { stages: wanted.filter((name) => !skipped.includes(name)), skipped };
}

function runOptions(sandbox: Sandbox, stage: string, options: LifeOptions): RunOptions {
  const { parallelism = DEFAULT_PARALLELISM, reporter, interruption } = options;
  const run = sandbox.runOptions(stage);
  return {
    ...run,
    environment: { ...run.environment, ...withoutSource(sandbox, stage, options) },
    parallelism,
    reporter,
    interruption,
  };
}

/** A stage that is tried alone goes past the promotion gate: its source is not applied here. */
function withoutSource({ stages }: Sandbox, stage: string, options: LifeOptions): Record<string, string> {
  const from = stages.find(({ name }) => name === stage)?.environment.promotion?.from;
  if (from === undefined || options.stages.includes(from)) return {};
  return {
    SMUS_PROMOTION_OVERRIDE: `the sandbox applies ${stage} without ${from}`,
    SMUS_PROMOTION_OVERRIDE_BY: "sandbox",
  };
}

function refuseFailed(
  options: LifeOptions,
  outcomes: readonly { readonly stage: string; readonly exitCode: number }[],
  done: string,
): void {
  refuseInterrupted(options);
  const failed = outcomes.filter(({ exitCode }) => exitCode !== 0).map(({ stage }) => stage);
  if (failed.length > 0) throw new RunnerError(`not all could be ${done}: stage ${failed.join(", ")}`);
}

function refuseInterrupted({ interruption }: LifeOptions): void {
  if (interruption.stopping) throw new InterruptedError("the sandbox was stopped");
}
