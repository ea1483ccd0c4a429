import { cpSync, existsSync, realpathSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { RunnerError } from "../errors";
import { commitOf, exportCommit, isAncestor, repositoryOf, type Repository } from "./git";
import { installPackages, namesPackages, samePackages, sharePackages } from "./packages";

/** Code and stage files of one side. */
export interface Checkout {
  /** Directory that holds `main.ts`. */
  readonly root: string;
  readonly environmentsDirectory: string;
}

/** Choice of the base, with which the files as they are now are compared. */
export interface BaseChoice {
  /** Ref of the repository that holds the stage files; where they lie beside the code, of the code too. */
  readonly base?: string;
  /** Ref of the code, where the stage files are in another repository. */
  readonly baseCode?: string;
  /** Use the packages that are installed here, whatever the base's lock file says. */
  readonly sharedPackages?: boolean;
}

/** The base, ready to be synthesized. */
export interface Base extends Checkout {
  /** The commits that were compared with, by what they are of. */
  readonly commits: { readonly environments?: string; readonly code?: string };
  /** Remarks for the reader of the result. */
  readonly notes: readonly string[];
}

/**
 * Writes the base's files below `scratch` and gives them their packages.
 *
 * One repository for code and stage files: the ref names both. Stage files in a repository of their own: `base` is a ref
 * of that one, and the code is the same on both sides unless `baseCode` names a ref of this one.
 *
 * @throws RunnerError where a ref or a repository is missing
 */
export async function prepareBase(
  head: Checkout,
  choice: BaseChoice,
  scratch: string,
  environment: NodeJS.ProcessEnv,
): Promise<Base> {
  const root = realpathSync(head.root);
  const environments = realpathSync(head.environmentsDirectory);
  const code = await repositoryOf(root, environment);
  const data = await repositoryOf(environments, environment);
  const together = code !== undefined && code.top === data?.top;
  if (together && choice.baseCode !== undefined)
    throw new RunnerError("--base-code: code and stage files are in one repository, so --base names both");
  const commits: { environments?: string; code?: string } = {};
  const notes: string[] = [];
  const side = { root, environmentsDirectory: environments };
  if (choice.base !== undefined) {
    const { top, directory, commit } = await exported(
      data,
      environments,
      choice.base,
      join(scratch, "environments"),
      notes,
    );
    commits.environments = commit;
    side.environmentsDirectory = directory;
    if (together) {
      commits.code = commit;
      side.root = join(scratch, "environments", relative(top, root));
    } else {
      notes.push(
        `stage files: ${choice.base} (${commit.slice(0, 8)}) of ${top}; ${
          choice.baseCode === undefined ? "the code of both sides is this one" : `code: ${choice.baseCode}`
        }`,
      );
    }
  }
  if (choice.baseCode !== undefined) {
    const { directory, commit } = await exported(code, root, choice.baseCode, join(scratch, "code"), notes);
    commits.code = commit;
    side.root = directory;
  }
  if (side.root !== root) await givePackages(root, side.root, choice.sharedPackages === true, notes);
  // Stage files may import packages of their own repository.
  if (choice.base !== undefined && data !== undefined)
    sharePackages(environments, data.top, side.environmentsDirectory, join(scratch, "environments"));
  return { ...side, commits, notes };
}

/** Exports a commit of the repository that holds `original`; answers where `original` is in it. */
async function exported(
  repository: Repository | undefined,
  original: string,
  ref: string,
  target: string,
  notes: string[],
): Promise<{ top: string; directory: string; commit: string }> {
  if (repository === undefined) throw new RunnerError(`${original} is in no git repository, so "${ref}" names nothing`);
  const commit = await commitOf(repository, ref);
  await exportCommit(repository, commit, target);
  if (!(await isAncestor(repository, commit))) {
    notes.push(
      `${ref} has commits that are not in HEAD: what they changed counts too, the other way round. To see only what HEAD changed: --base "$(git merge-base ${ref} HEAD)"`,
    );
  }
  return { top: repository.top, directory: resolve(target, relative(repository.top, original)), commit };
}

/** Tells whether a directory is a clone of this project, or a repository in which its package is installed. */
export function isRoot(directory: string): boolean {
  return ["main.ts", "package.json"].some((file) => existsSync(join(directory, file)));
}

async function givePackages(head: string, base: string, shared: boolean, notes: string[]): Promise<void> {
  if (!isRoot(base) || existsSync(join(base, "node_modules"))) return;
  // Bundles are found by what they were made from, so those of the head serve a base with the same sources.
  const bundles = join(".smus", "functions");
  if (existsSync(join(head, bundles))) cpSync(join(head, bundles), join(base, bundles), { recursive: true });
  if (shared || samePackages(head, base) || !namesPackages(base)) {
    if (!samePackages(head, base))
      notes.push(
        "package-lock.json differs; both sides were synthesized with the packages installed here, so what comes from packages alone is not in the result",
      );
    return sharePackages(head, head, base, base);
  }
  notes.push(
    "package-lock.json differs; the base was synthesized with packages of its own (npm ci, kept in .smus/packages)",
  );
  await installPackages(base, join(head, ".smus", "packages"));
}
