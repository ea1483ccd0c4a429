import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { RunnerError } from "../errors";
import { defaultLockFile } from "../provider-lock";
import { prepareBase, type Base, type BaseChoice } from "../revisions";
import { outputDirectoryOf, refuseReadOnly, type RunOptions } from "../session";
import type { StageOutcome } from "../summary";
import { synthesize } from "../synthesis";
import { destroyStage, type DestroyOptions } from "./destroy-stage";

/**
 * Destroys stacks that the configuration no longer has, as they were configured in a base: a git ref whose stage files still have
 * them. Without `stacks` all stacks of the stage that the base has and the files on disk have not.
 *
 * The base's configuration is what Terraform needs of them (providers, roles, `prevent_destroy`, what waits for what), so all that
 * keeps a stack from being destroyed holds here, too. States, lock file and logs are those of the files on disk.
 *
 * @throws RunnerError where the base has no such stack, where one is still configured, and as {@link destroyStage}
 */
export async function destroyUnconfigured({
  base: ref,
  baseCode,
  sharedPackages,
  ...options
}: DestroyOptions & BaseChoice): Promise<StageOutcome> {
  refuseReadOnly("destroy", options.environment);
  const head = headOf(options);
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "smus-base-")));
  try {
    const base = await prepareBase(head, { base: ref, baseCode, sharedPackages }, scratch, options.environment);
    for (const note of base.notes) options.reporter?.note(note);
    const run = { ...options, ...workplaceOf(options, head, base) };
    const stacks = await chosenStacks(options, head, run);
    if (stacks.length > 0) return await destroyStage({ ...run, stacks });
    options.reporter?.note(`stage "${options.stage}" still has all stacks of the base: there is nothing to destroy`);
    return { stage: options.stage, stacks: [], seconds: 0, exitCode: 0 };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

interface Head {
  readonly root: string;
  readonly environmentsDirectory: string;
  readonly workingDirectory: string;
}

function headOf({ root: given, environment, workingDirectory }: RunOptions): Head {
  const root = resolve(given ?? process.cwd());
  return {
    root,
    environmentsDirectory: resolve(root, environment.SMUS_ENVIRONMENTS_DIR || "environments"),
    workingDirectory: resolve(root, workingDirectory ?? "."),
  };
}

/** Runs the base's code and stage files in the head's place. What a base before has initialized lies apart from the head's. */
function workplaceOf(options: RunOptions, head: Head, { root, environmentsDirectory }: Base) {
  const workDirectory = resolve(head.root, options.workDirectory ?? ".smus", "base");
  return {
    root,
    environment: { ...options.environment, SMUS_ENVIRONMENTS_DIR: environmentsDirectory },
    workingDirectory: head.workingDirectory,
    workDirectory,
    outputDirectory: join(workDirectory, "cdktf.out", options.stage),
    lockFile: resolve(head.root, options.lockFile ?? defaultLockFile(head.root, options.environment)),
  };
}

async function chosenStacks(
  { stage, environment, stacks: wanted = [], ...options }: RunOptions,
  head: Head,
  base: ReturnType<typeof workplaceOf>,
): Promise<readonly string[]> {
  const outputDirectory = outputDirectoryOf(head.root, { ...options, environment });
  const configured = await idsOf({ stage, environment, ...head, outputDirectory });
  const before = await idsOf({ stage, ...base });
  const still = wanted.filter((id) => configured.includes(id));
  if (still.length > 0)
    throw new RunnerError(
      `stage "${stage}" still configures ${still.join(", ")}: --base is for stacks that it no longer has; leave it out`,
    );
  const gone = before.filter((id) => !configured.includes(id));
  const unknown = wanted.filter((id) => !gone.includes(id));
  if (unknown.length > 0)
    throw new RunnerError(
      `the base has no stack ${unknown.join(", ")} in stage "${stage}"; it has, and the configuration no longer: ${
        gone.sort().join(", ") || "none"
      }`,
    );
  return wanted.length > 0 ? wanted : gone;
}

async function idsOf(request: Parameters<typeof synthesize>[0]): Promise<string[]> {
  return (await synthesize(request)).map(({ id }) => id);
}
