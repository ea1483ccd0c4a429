import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { stackAddresses, type Stage } from "../configuration";
import { stackId } from "../contracts/layers";
import { RunnerError } from "../runner";
import { messageOf } from "../runner/errors";
import { runPool } from "../runner/schedule";
import { terraformEnvironment } from "../runner/terraform";
import { parsePlan, type PlannedStack, type PlanOfStack } from "./plan";

/** Location of plans, and what it takes to read them. */
export interface PlanSource {
  /** Holds `<stage>/<stack>.tfplan` (as `npm run plan` saves them) or `<stage>/<stack>.json` (`terraform show -json`). */
  readonly directory: string;
  /** Holds the initialized directories of stacks; Terraform needs the provider's schemas to show a plan. */
  readonly stacks: string;
  /** Finds terraform and the environment that it runs in; asked only where a plan is not JSON yet. */
  readonly terraform: () => Promise<{ readonly path: string; readonly environment: NodeJS.ProcessEnv }>;
  /** Plans that are shown at the same time: each takes about one core and 0.6 GB. */
  readonly parallelism: number;
}

/**
 * Reads the saved plans of every stack of the stages that have any.
 *
 * A plan that was applied already, or that cannot be read, is left out with the reason.
 *
 * @throws RunnerError where no stage has a plan
 */
export async function readSavedPlans(stages: readonly Stage[], source: PlanSource): Promise<PlanOfStack[]> {
  const planned = stages.filter(({ name }) => holdsPlans(join(source.directory, name)));
  if (planned.length === 0) {
    const command = `npm run plan -- --stage ${stages[0].name}`;
    throw new RunnerError(`no saved plan in ${source.directory}; make one first: ${command}`);
  }
  const stacks = planned.flatMap((stage) =>
    stackAddresses(stage).map((address): PlannedStack => ({ ...address, stage: stage.name })),
  );
  const { results } = await runPool(stacks, (stack) => readPlan(stack, source), { parallelism: source.parallelism });
  return results.filter((result) => result !== undefined);
}

async function readPlan(stack: PlannedStack, source: PlanSource): Promise<PlanOfStack> {
  const base = join(source.directory, stack.stage, stackId(stack));
  try {
    if (existsSync(`${base}.json`)) return { ...stack, plan: parsePlan(readFileSync(`${base}.json`, "utf8")) };
    if (!existsSync(`${base}.tfplan`))
      return { ...stack, reason: "not planned: left out, failed, or waits for another" };
    if (wasApplied(`${base}.log`)) return { ...stack, reason: "its plan was applied already: plan again" };
    return { ...stack, plan: parsePlan(await showPlan(stack, `${base}.tfplan`, source)) };
  } catch (error) {
    return { ...stack, reason: messageOf(error).split("\n", 1)[0] };
  }
}

/** The runner's log begins each command with `$`; a plan is applied in the run that made it, or never. */
function wasApplied(log: string): boolean {
  return existsSync(log) && /^\$ .*terraform apply /m.test(readFileSync(log, "utf8"));
}

/** Without the runner's log: the JSON holds every value of the state. */
async function showPlan(stack: PlannedStack, planFile: string, source: PlanSource): Promise<string> {
  const cwd = initializedDirectory(stack, source.stacks);
  const { path, environment } = await source.terraform();
  try {
    const { stdout } = await promisify(execFile)(path, ["show", "-json", "-no-color", planFile], {
      cwd,
      env: terraformEnvironment(environment, stack.stage),
      maxBuffer: 1 << 30,
    });
    return stdout;
  } catch (error) {
    const { stderr = "" } = error as { stderr?: string };
    const cause = /Error: (.*)/.exec(stderr)?.[1] ?? messageOf(error);
    throw new Error(`terraform cannot show its plan: ${cause}`, { cause: error });
  }
}

/** The stack's own directory; another's where another stage was synthesized since: they have the same providers. */
function initializedDirectory(stack: PlannedStack, stacks: string): string {
  const initialized = (name: string): boolean => existsSync(join(stacks, name, ".terraform"));
  const names = existsSync(stacks) ? [stackId(stack), ...readdirSync(stacks)] : [];
  const found = names.find(initialized);
  if (found === undefined) throw new Error(`no initialized stack in ${stacks}: plan again`);
  return join(stacks, found);
}

function holdsPlans(directory: string): boolean {
  return existsSync(directory) && readdirSync(directory).some((name) => /\.(tfplan|json)$/.test(name));
}
