import { resolve } from "node:path";
import { formatSeconds, InterruptedError, type StageOutcome } from "../../runner";
import {
  applyStages,
  beginLife,
  claimDirectory,
  DEFAULT_PARALLELISM,
  describeJudgements,
  finishConnection,
  destroyStages,
  formatInventory,
  formatSummary,
  formatTimings,
  keepRunning,
  readSession,
  refusedCalls,
  requireTarget,
  Sandbox,
  stagesFor,
  stopSession,
  takeInventory,
  verifyRequests,
  verifyStages,
  writeDetails,
  writeGrants,
  type LifeOptions,
} from "../../sandbox/launcher";
import { parseOptions, parsePositive, type Command, type CommandContext, type OptionSpec } from "../frame";

const OPTIONS = {
  stage: { type: "string", value: "name", help: "apply this stage and those it depends on (default: all)" },
  environments: { type: "string", value: "dir", help: "directory of stage files (default: the example organization)" },
  snapshot: { type: "string", value: "file", help: "write the applied organization into a file, to begin from" },
  from: { type: "string", value: "file", help: "begin from a snapshot instead of from nothing" },
  open: { type: "boolean", help: "apply nothing: only start it, and leave it running as --keep does" },
  details: { type: "boolean", help: "list everything that exists, account by account, and how long each stack took" },
  keep: { type: "boolean", help: "leave the sandbox running and print how to use it" },
  finish: {
    type: "string",
    value: "connection",
    help: "finish a connection to a Git provider in the sandbox that was kept, as a person does in the console",
  },
  stop: { type: "boolean", help: "end the sandbox that was kept" },
  destroy: { type: "boolean", help: "destroy everything afterwards and prove that nothing is left" },
  throttle: { type: "boolean", help: "refuse calls over the service's rates, and say how many were repeated" },
  "no-iam": { type: "boolean", help: "let pass what policies of IAM do not allow, and only list it" },
  "own-providers": { type: "boolean", help: "have terraform start a provider for each run instead of a running one" },
  parallelism: { type: "string", value: "n", help: `stacks at the same time (default: ${DEFAULT_PARALLELISM})` },
  "moto-port": { type: "string", value: "port", help: "port of moto (default: a free one)" },
  "emulator-port": { type: "string", value: "port", help: "port of the emulator (default: a free one)" },
} as const satisfies Record<string, OptionSpec>;

type Options = ReturnType<typeof parseOptions<typeof OPTIONS>>;

/** The command `smus sandbox`. */
export const sandboxCommand: Command = {
  name: "sandbox",
  purpose:
    "Applies the organization to a local AWS with real Terraform, plans it again, and shows what exists. Exit code: 0 done, 1 not done.",
  options: OPTIONS,
  async run(context) {
    const options = parseOptions(OPTIONS, context.argv);
    const workDirectory = resolve(".smus", "sandbox");
    if (options.finish !== undefined) return finish(options.finish, workDirectory, context);
    const release = claimDirectory(workDirectory);
    try {
      return options.stop === true
        ? await stopKept(workDirectory, context)
        : await live(options, workDirectory, context);
    } finally {
      release();
    }
  },
};

async function finish(connection: string, workDirectory: string, { print }: CommandContext): Promise<number> {
  const arns = await finishConnection(workDirectory, connection);
  print(`AVAILABLE now: ${arns.join(", ")}. The next npm run apply lets profiles name it.`);
  return 0;
}

async function stopKept(workDirectory: string, context: CommandContext): Promise<number> {
  const session = readSession(workDirectory);
  if (session === undefined) {
    context.print("No sandbox is running.");
    return 0;
  }
  const ended = await stopSession(workDirectory, session);
  context.print(ended.length === 0 ? "The sandbox had ended already." : `Stopped ${ended.join(" and ")}.`);
  return 0;
}

async function live(options: Options, workDirectory: string, context: CommandContext): Promise<number> {
  const { display, environment, interruption } = context;
  const parallelism = parsePositive("parallelism", options.parallelism);
  if (options.snapshot !== undefined) requireTarget(options.snapshot);
  display.note("Starting the sandbox ...");
  const sandbox = await Sandbox.open({
    environment,
    workDirectory,
    environmentsDirectory: options.environments ?? (environment.SMUS_ENVIRONMENTS_DIR || undefined),
    throttle: options.throttle,
    noIam: options["no-iam"],
    from: options.from,
    ownProviders: options["own-providers"],
    motoPort: parsePositive("moto-port", options["moto-port"]),
    emulatorPort: parsePositive("emulator-port", options["emulator-port"]),
    check: (stages) => void stagesFor({ stages }, options.stage),
    say: (line) => display.note(line),
  }).catch((error: unknown) => {
    // Ctrl-C reaches what is being started (pip) as well.
    throw interruption.stopping ? new InterruptedError("nothing was applied") : error;
  });
  display.note(
    `${sandbox.reused ? "Using the sandbox that is running" : "Sandbox ready"}; logs: ${workDirectory}/*.log`,
  );
  const onExit = (): void => sandbox.stopNow();
  process.once("exit", onExit);
  let finished = false;
  try {
    await runLife(sandbox, options, context, parallelism);
    finished = true;
    return 0;
  } catch (error) {
    // What terraform says of a refusal names no policy, and is in the log of one stack.
    await printJudgements(sandbox, context);
    throw error;
  } finally {
    process.off("exit", onExit);
    // A failure is looked into where it happened, so --keep keeps; an interruption ends what was started.
    const keeps = (options.keep === true || options.open === true) && (finished || !interruption.stopping);
    if (keeps) context.print(await keepRunning(sandbox, options.keep === true));
    else await sandbox.stop();
    if (sandbox.reused && !keeps) display.note("The sandbox is still running; stop it: npm run sandbox -- --stop");
  }
}

async function runLife(
  sandbox: Sandbox,
  options: Options,
  context: CommandContext,
  parallelism: number | undefined,
): Promise<void> {
  const startedAt = Date.now();
  const { stages, skipped } = stagesFor(sandbox, options.stage);
  if (skipped.length > 0) {
    context.display.note(`SKIPPED ${skipped.join(", ")}: states in Terraform Cloud, which the sandbox does not have`);
  }
  const life: LifeOptions = {
    stages,
    parallelism,
    reporter: context.display,
    interruption: context.interruption,
  };
  if (context.interruption.stopping) throw new InterruptedError("nothing was applied");
  if (options.open !== true) beginLife(context.display, sandbox, { ...options, stages });
  const applies = options.open !== true && !(options.destroy === true && sandbox.holdsApplied);
  const outcomes = applies ? await applyAndVerify(sandbox, life) : [];
  if (options.snapshot !== undefined) await writeSnapshot(sandbox, options.snapshot, stages, context);
  if (applies) {
    await show(sandbox, outcomes, options, context);
    const seconds = formatSeconds((Date.now() - startedAt) / 1000);
    context.print(`\nApplied ${stages.join(", ")}; planned again, nothing to do. ${seconds}.`);
  }
  if (options.destroy === true) {
    const kept = await destroyStages(sandbox, life);
    await verifyRequests(sandbox);
    const note = kept.length === 0 ? "" : ` but what AWS keeps:\n${kept.map((line) => `  ${line}`).join("\n")}`;
    context.print(`\nDestroyed ${stages.toReversed().join(", ")}; nothing is left${note}`);
  }
  context.display.endSeries();
  if (options.open !== true) await printJudgements(sandbox, context);
}

async function applyAndVerify(sandbox: Sandbox, life: LifeOptions): Promise<StageOutcome[]> {
  const outcomes = await applyStages(sandbox, life);
  await verifyStages(sandbox, life);
  await verifyRequests(sandbox);
  return outcomes;
}

/** Shows what came into being: in short, and whole on request. */
async function show(
  sandbox: Sandbox,
  outcomes: readonly StageOutcome[],
  options: Options,
  { print }: CommandContext,
): Promise<void> {
  const contents = await takeInventory(sandbox.addresses, sandbox.stages);
  print(`\n${formatSummary(contents, outcomes)}`);
  const details = `${formatInventory(contents)}\n\nTimes:\n${formatTimings(outcomes)}`;
  const file = writeDetails(sandbox.workDirectory, details);
  print(options.details === true ? `\n${details}` : `\nAccount by account: ${file} (or --details)`);
  if (options.throttle === true) print(`\n${await describeThrottling(sandbox)}`);
}

async function printJudgements(sandbox: Sandbox, { print }: CommandContext): Promise<void> {
  const judgements = await describeJudgements(sandbox);
  if (judgements !== undefined) print(`\n${judgements}`);
  const grants = await writeGrants(sandbox);
  if (grants !== undefined) print(grants);
}

async function writeSnapshot(
  sandbox: Sandbox,
  file: string,
  stages: readonly string[],
  { display }: CommandContext,
): Promise<void> {
  await sandbox.snapshot(file, stages);
  display.note(`Wrote ${file}. Begin from it, as often as wanted: npm run sandbox -- --from ${file}`);
}

/** Describes which calls of a run the service's rates have refused. */
async function describeThrottling(sandbox: Sandbox): Promise<string> {
  const refused = Object.entries(await refusedCalls(sandbox));
  if (refused.length === 0) return "Rates: no call was refused.";
  const list = refused.map(([operation, count]) => `${operation} ${count}`).join(", ");
  return `Rates: refused and repeated until they were admitted: ${list}.`;
}
