import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APPLIED_RESOURCE } from "../../../contracts/applied-record";
import { ConfigurationError, loadAllStages, type EnvironmentInput, type Stage } from "../../../configuration";
import { parsePlan, type ShownPlan } from "../../../formats/terraform-show";
import {
  applyStage,
  bootstrapStage,
  destroyStage,
  formatBootstrap,
  formatStage,
  planStage,
  type BootstrapOutcome,
  type Interruption,
  type StageOutcome,
} from "../../../runner";
import type { FaultRule } from "../../../packages/emulator/faults";
import type { LoggedCall } from "../../../packages/emulator/call-log";
import type { Violation } from "../../../packages/emulator";
import { findLeftovers, Sandbox, takeInventory, type Leftovers } from "../../../sandbox/launcher";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import type { World } from "../worlds/world";
import { clientsOf, type AccountClients } from "./clients";
import { NativeHand } from "./native-hand";
import { REGION } from "./organization";
import { recordGrants } from "./record-grants";
import { ROOT } from "./tools";

/** State of AWS CodeConnections in the emulator. */
interface CodeConnections {
  readonly connections: Readonly<Record<string, { readonly name: string }>>;
  readonly hosts: Readonly<Record<string, { readonly name: string }>>;
}

/** A connection of a project in the emulator. */
export interface HeldConnection {
  readonly name: string;
  readonly type: string;
  readonly props: { readonly gitProperties?: object };
}

/** Options of a command of a life. */
export interface LifeRun {
  /** @default - the stage named `main` */
  readonly stage?: string;
  /** @default - all stacks of the stage */
  readonly stacks?: readonly string[];
  readonly interruption?: Interruption;
  /** Variables beside the sandbox's. */
  readonly environment?: Readonly<Record<string, string>>;
}

/**
 * The life of an organization in a sandbox of its own: its stage files in a temporary directory, rewritten as a user
 * would, and the project's own commands on them. Every failed expectation shows what terraform said.
 */
export class Life {
  private readonly seen = new Map<string, Stage>();
  private rewritten = false;

  private constructor(
    readonly directory: string,
    readonly sandbox: Sandbox,
  ) {}

  /**
   * Starts a sandbox for an organization.
   *
   * @param from where it begins; without it nothing was applied yet
   */
  static async begin(stages: Readonly<Record<string, EnvironmentInput>>, from?: World): Promise<Life> {
    const directory = mkdtempSync(join(tmpdir(), "smus-life-"));
    const environments = join(directory, "environments");
    writeStages(environments, stages);
    const sandbox = await Sandbox.open({
      root: ROOT,
      environment: process.env,
      workDirectory: join(directory, "sandbox"),
      environmentsDirectory: environments,
      from: from?.file,
    });
    const life = new Life(directory, sandbox);
    life.remember();
    return life;
  }

  /** Ends the services. The directory stays where a test failed, for whoever looks into it. */
  async end(): Promise<void> {
    await recordGrants(this.sandbox.addresses);
    await this.sandbox.stop();
    if (process.env.SMUS_KEEP_LIFE === undefined) rmSync(this.directory, { recursive: true, force: true });
  }

  /** Writes what the sandbox has become into a file, for others to begin from. */
  async snapshot(file: string): Promise<void> {
    await this.sandbox.snapshot(file, ["main"]);
  }

  /** Rewrites stage files. */
  write(stages: Readonly<Record<string, EnvironmentInput>>): void {
    writeStages(this.sandbox.environmentsDirectory, stages);
    this.rewritten = true;
    this.remember();
  }

  /** Gives the roles what the rewritten files need, as whoever owns the accounts does before the next run. */
  private async prepare(): Promise<void> {
    if (!this.rewritten) return;
    this.rewritten = false;
    await this.sandbox.prepareAccounts().catch((error: unknown) => {
      // The run reports what is wrong with the files.
      if (!(error instanceof ConfigurationError)) throw error;
    });
  }

  async bootstrap(run: LifeRun = {}): Promise<BootstrapOutcome> {
    await this.prepare();
    return bootstrapStage(this.options(run));
  }

  async plan(run: LifeRun = {}): Promise<StageOutcome> {
    await this.prepare();
    return planStage(this.options(run));
  }

  async apply(run: LifeRun = {}): Promise<StageOutcome> {
    await this.prepare();
    return applyStage(this.options(run));
  }

  async destroy(run: LifeRun & { readonly withState?: boolean } = {}): Promise<StageOutcome> {
    await this.prepare();
    return destroyStage({ ...this.options(run), withState: run.withState });
  }

  /** Applies, and fails with what terraform said unless everything was done. */
  async mustApply(run: LifeRun = {}): Promise<StageOutcome> {
    return succeeded(await this.apply(run));
  }

  /** Bootstraps, and fails with what was said unless everything was done. */
  async mustBootstrap(run: LifeRun = {}): Promise<BootstrapOutcome> {
    const outcome = await this.bootstrap(run);
    if (outcome.exitCode !== 0) throw new Error(formatBootstrap(outcome));
    return outcome;
  }

  /** Plans, and fails with the plan unless it is empty (exit code 0). */
  async expectEmptyPlan(run: LifeRun = {}): Promise<void> {
    const outcome = await this.plan(run);
    if (outcome.exitCode !== 0) throw new Error(`the plan is not empty\n${this.explain(outcome)}`);
  }

  /**
   * Plans, and compares what would change, stack by stack: `update Profile/fixed/Resource` and the like (see
   * `changesOf`). Stacks that do not change are left out of `expected`. Stacks that wait for others fail it.
   */
  async expectPlan(expected: Readonly<Record<string, readonly string[]>>, run: LifeRun = {}): Promise<StageOutcome> {
    const outcome = await this.plan(run);
    const actual = changesOf(outcome);
    const wanted = Object.fromEntries(Object.entries(expected).map(([stack, changes]) => [stack, changes.toSorted()]));
    if (JSON.stringify(sortKeys(actual)) !== JSON.stringify(sortKeys(wanted)) || outcome.exitCode !== 2) {
      const texts = [JSON.stringify(wanted, undefined, 2), "but it is", JSON.stringify(actual, undefined, 2)];
      throw new Error(`the plan should be\n${texts.join("\n")}\n${this.explain(outcome)}`);
    }
    return outcome;
  }

  /** The saved plan of a stack of the last plan or apply, as `terraform show -json` tells it. */
  show(stack: string, stage = "main"): ShownPlan {
    const { outputDirectory = "", workDirectory = "" } = this.sandbox.runOptions(stage);
    const text = execFileSync("terraform", ["show", "-json", join(workDirectory, "runs", stage, `${stack}.tfplan`)], {
      cwd: join(outputDirectory, "stacks", stack),
      env: { ...this.sandbox.environment, TF_WORKSPACE: stage },
      maxBuffer: 1 << 28,
    });
    return parsePlan(text.toString("utf8"));
  }

  /** Outputs of a stack, as its state holds them. */
  outputs(stack: string, stage = "main"): Record<string, unknown> {
    const text = this.terraform(stack, ["output", "-json"], stage);
    const outputs = JSON.parse(text) as Record<string, { value: unknown }>;
    return Object.fromEntries(Object.entries(outputs).map(([name, { value }]) => [name, value]));
  }

  /** Runs terraform in a stack's directory, as a person would after `npx cdktf synth`. */
  terraform(stack: string, args: readonly string[], stage = "main", environment: Record<string, string> = {}): string {
    const { outputDirectory = "" } = this.sandbox.runOptions(stage);
    const result = execFileSync("terraform", [...args], {
      cwd: join(outputDirectory, "stacks", stack),
      env: { ...this.sandbox.environment, TF_WORKSPACE: stage, ...environment },
      stdio: ["ignore", "pipe", "pipe"],
      maxBuffer: 1 << 28,
    });
    return result.toString("utf8");
  }

  /** AWS clients with the administrator role of an account. */
  clients(accountId: string): Promise<AccountClients> {
    return clientsOf(accountId, this.sandbox.addresses);
  }

  /** Makes calls go wrong. */
  async inject(...rules: readonly FaultRule[]): Promise<void> {
    await this.control("POST", "faults", rules);
  }

  /** Ends all faults, and fails unless each of them was met: a fault that hit nothing proved nothing. */
  async expectFaultsMet(): Promise<void> {
    const { faults } = (await this.control("GET", "faults")) as { faults: (FaultRule & { left: number })[] };
    await this.control("DELETE", "faults");
    const unmet = faults.filter(({ left, times }) => left === (times ?? 1));
    if (unmet.length > 0) throw new Error(`no call met these faults: ${JSON.stringify(unmet)}`);
  }

  async clearFaults(): Promise<void> {
    await this.control("DELETE", "faults");
  }

  /** Calls that reached the emulator since `since`. */
  async calls(since: Date, matching: RegExp): Promise<LoggedCall[]> {
    const { calls } = (await this.control("GET", "log")) as { calls: LoggedCall[] };
    return calls.filter(({ time, operation }) => new Date(time) >= since && matching.test(operation));
  }

  /** Finishes a connection to a Git provider, as the person who does it in the console; or lets it go wrong. */
  async finishHandshake(connection: string, status?: "AVAILABLE" | "ERROR"): Promise<void> {
    await this.control("POST", "handshakes", { connection, status });
  }

  /** The hand of an account's root user in the console. */
  nativeHand(account: string): NativeHand {
    return new NativeHand(this.sandbox.addresses, account, REGION);
  }

  /** Connections that projects have beside those of their environments, as the service holds them. */
  async projectConnections(): Promise<HeldConnection[]> {
    const domains =
      await this.held<Record<string, { connections: Record<string, HeldConnection> }>>("datazone-sources");
    return domains.flatMap((sources) =>
      Object.values(sources).flatMap(({ connections }) => Object.values(connections)),
    );
  }

  /** Names of all connections and hosts of Git providers. */
  async connections(): Promise<string[]> {
    const states = await this.held<CodeConnections>("codeconnections");
    return states.flatMap(({ connections, hosts }) =>
      [connections, hosts].flatMap((items) => Object.values(items).map(({ name }) => name)),
    );
  }

  /** State of a service in the emulator, of every account and Region that has some. */
  private async held<T>(service: string): Promise<T[]> {
    const response = await fetch(`${emulatorUrl(this.sandbox.addresses)}/_emulator/store?raw=true`);
    const store = (await response.json()) as Record<string, Record<string, Record<string, T | undefined>>>;
    return Object.values(store).flatMap((regions) => Object.values(regions).flatMap((state) => state[service] ?? []));
  }

  /** Fails where a request was made that the real service would not understand. */
  async expectNoViolations(): Promise<void> {
    const { violations } = (await this.control("GET", "violations")) as { violations: Violation[] };
    if (violations.length > 0) throw new Error(JSON.stringify(violations, undefined, 2));
  }

  /** Finds what is left in the accounts of every organization that was ever written here. */
  async leftovers(): Promise<Leftovers> {
    return findLeftovers(await takeInventory(this.sandbox.addresses, [...this.seen.values()]));
  }

  /** Describes what happened, with the logs of the stacks that failed. */
  explain(outcome: StageOutcome): string {
    return explain(outcome);
  }

  private remember(): void {
    for (const stage of loadAllStages(this.sandbox.environmentsDirectory))
      this.seen.set(`${stage.name}:${Object.keys(stage.accounts).join()}`, stage);
  }

  private options({ stage = "main", stacks, interruption, environment }: LifeRun) {
    const options = this.sandbox.runOptions(stage);
    return {
      ...options,
      environment: { ...options.environment, ...environment },
      parallelism: 2,
      ...(stacks === undefined ? {} : { stacks }),
      ...(interruption === undefined ? {} : { interruption }),
    };
  }

  private async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${emulatorUrl(this.sandbox.addresses)}/_emulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

/** Writes stage files as JSON, a form that the project accepts beside TypeScript. */
function writeStages(directory: string, stages: Readonly<Record<string, EnvironmentInput>>): void {
  mkdirSync(directory, { recursive: true });
  for (const [name, input] of Object.entries(stages))
    writeFileSync(join(directory, `${name}.json`), JSON.stringify(input, undefined, 2));
}

/** Fails with what terraform said unless all is done. */
export function succeeded(outcome: StageOutcome): StageOutcome {
  if (outcome.exitCode !== 0) throw new Error(explain(outcome));
  return outcome;
}

/** Describes what happened, with the plans, the errors, and the end of the logs of the stacks that failed. */
export function explain(outcome: StageOutcome): string {
  const logs = outcome.stacks
    .filter(({ status, logFile }) => status === "failed" && existsSync(logFile))
    .map(({ stack, logFile }) => `--- ${stack}\n${readFileSync(logFile, "utf8").split("\n").slice(-40).join("\n")}`);
  return [formatStage(outcome, { listResources: true }), ...logs].join("\n");
}

/**
 * Changes, stack by stack, without the stacks that have none: action and construct path,
 * `update Profile_fixed_Resource`, sorted. Resource type and CDKTF's hash say nothing more, and are left out; so is the
 * record of the apply, which changes with everything else (a stack in which it changes alone has an empty list).
 */
export function changesOf(outcome: StageOutcome): Record<string, string[]> {
  const changed = outcome.stacks.filter(({ changes, status }) => changes.length > 0 || status === "changed");
  return Object.fromEntries(
    changed.map(({ stack, changes }) => [
      stack,
      changes
        .filter(({ address }) => address !== `terraform_data.${APPLIED_RESOURCE}`)
        .map(({ action, address }) => `${action} ${constructOf(address)}`)
        .sort(),
    ]),
  );
}

/** `aws_lambda_invocation.Profile_fixed_Resource_0123ABCD` is `Profile_fixed_Resource`. */
export function constructOf(address: string): string {
  return address.replace(/^[^.]*\./, "").replace(/_[0-9A-F]{8}(\[0\])?$/, "");
}

/** First error of each failed stack, in one line each. */
export function errorsOf(outcome: StageOutcome): string[] {
  return outcome.stacks.flatMap(({ errors }) => errors.map(({ summary, detail }) => `${summary}\n${detail}`.trim()));
}

function sortKeys<T>(record: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1));
}
