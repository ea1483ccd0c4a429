import { z } from "zod";
import {
  HostRefusal,
  type Content,
  type FoundRepository,
  type RepositoryFiles,
  type WantedRepository,
} from "../../../../governance/repositories";
import { type HostAnswer, saidIn } from "../../../code-host";
import { BEGUN_FILE } from "./content";
import { type GitHubPlace, pathOf, repositoryPath } from "./place";

const put = z.looseObject({ commit: z.looseObject({ sha: z.string(), parents: z.array(z.unknown()) }) });
const made = z.looseObject({ sha: z.string() });
const commit = z.looseObject({ tree: z.looseObject({ sha: z.string() }), message: z.string() });

const BEGUN_TEXT = `This repository is being seeded with the template of its use case. The commit with all files follows in a moment, and takes
this file away.
`;

/** A commit that is to be made. */
export interface NewCommit {
  readonly message: string;
  readonly parents: readonly string[];
  /** Commit on whose files it is based. @default - none: it holds what is written, and nothing else */
  readonly base?: string;
  readonly writes: RepositoryFiles;
  readonly removes?: readonly string[];
}

/**
 * Commits everything to the default branch, in two commits: the one file that an empty repository takes, then all files in its place. The
 * second is put on top of exactly the first, so that nothing of somebody who was faster is lost.
 */
export async function seedRepository(
  place: GitHubPlace,
  found: FoundRepository,
  {
    content,
    wanted,
    message,
  }: { readonly content: Content; readonly wanted: WantedRepository; readonly message: string },
): Promise<void> {
  const begun = content.is === "begun" ? content.head : await begin(place, found);
  if (begun === undefined) return;
  const sha = await writeCommit(place, found, { message, parents: [begun], writes: wanted.files });
  const isDefault = found.defaultBranch === wanted.branch;
  await (isDefault
    ? moveBranch(place, found, { branch: wanted.branch, sha })
    : makeBranch(place, found, { branch: wanted.branch, sha }));
}

/** @see https://docs.github.com/en/rest/repos/contents#create-or-update-file-contents */
async function begin({ api }: GitHubPlace, found: FoundRepository): Promise<string | undefined> {
  const path = `${repositoryPath(found)}/contents/${pathOf(BEGUN_FILE)}`;
  const body = { message: "Begin the repository", content: Buffer.from(BEGUN_TEXT).toString("base64") };
  const answer = await api.ask("PUT", path, { body, takes: [201, 409, 422] });
  if (answer.status !== 201) {
    // Somebody was faster: the next look says what is there now.
    refuseRules(found, answer);
    return undefined;
  }
  const { sha, parents } = api.read(answer, put).commit;
  // On top of a commit of somebody: theirs are the files, and nothing more is written.
  return parents.length === 0 ? sha : undefined;
}

/** Writes a commit that no branch has yet. */
export async function writeCommit({ api }: GitHubPlace, found: FoundRepository, wish: NewCommit): Promise<string> {
  const path = `${repositoryPath(found)}/git`;
  const { message, parents, base, writes, removes = [] } = wish;
  const entries = [
    ...[...writes].map(([file, { mode, text }]) => ({ path: file, mode, type: "blob", content: text })),
    ...removes.map((file) => ({ path: file, mode: "100644", type: "blob", sha: null })),
  ];
  const onto = base === undefined ? {} : { base_tree: (await readCommit({ api }, found, base)).tree.sha };
  const tree = await api.ask("POST", `${path}/trees`, { body: { ...onto, tree: entries }, takes: [201] });
  const body = { message, tree: api.read(tree, made).sha, parents };
  const answer = await api.ask("POST", `${path}/commits`, { body, takes: [201] });
  return api.read(answer, made).sha;
}

/** @see https://docs.github.com/en/rest/git/commits#get-a-commit-object */
export async function readCommit({ api }: Pick<GitHubPlace, "api">, found: FoundRepository, sha: string) {
  return api.read(await api.ask("GET", `${repositoryPath(found)}/git/commits/${sha}`), commit);
}

interface Branch {
  readonly branch: string;
  readonly sha: string;
}

/** Moves a branch forward; one that is elsewhere by now stays where it is, and the next look says so. */
export async function moveBranch({ api }: GitHubPlace, found: FoundRepository, { branch, sha }: Branch): Promise<void> {
  const path = `${repositoryPath(found)}/git/refs/heads/${pathOf(branch)}`;
  const answer = await api.ask("PATCH", path, { body: { sha, force: false }, takes: [200, 409, 422] });
  if (answer.status !== 200) refuseRules(found, answer);
}

/** Makes a branch; one that is there by now stays as it is. */
export async function makeBranch({ api }: GitHubPlace, found: FoundRepository, { branch, sha }: Branch): Promise<void> {
  const body = { ref: `refs/heads/${branch}`, sha };
  const answer = await api.ask("POST", `${repositoryPath(found)}/git/refs`, { body, takes: [201, 409, 422] });
  if (answer.status !== 201) refuseRules(found, answer);
}

/** @throws HostRefusal where rules of the organization refuse the commit, which no second attempt changes */
function refuseRules({ address }: FoundRepository, answer: HostAnswer): void {
  const said = saidIn(answer);
  if (!/rule violation|protected branch|must be made through/i.test(said)) return;
  const text = `Rules of the organization keep the first files out of ${address}: ${said}`;
  const fix = "let the app or the token's user bypass the ruleset for repositories of use cases";
  throw new HostRefusal({ code: "host-refuses", text, fix, for: "platform" });
}
