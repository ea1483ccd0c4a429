import { z } from "zod";
import { MARKER_PATH, type Content, type FoundRepository } from "../../../../governance/repositories";
import { type Blobs } from "../blobs";
import { type GitHubPlace, pathOf, repositoryPath } from "./place";

/**
 * File of the first commit. An empty repository takes no tree and no commit by the Git database's API, only one file by the contents API;
 * the commit of everything follows, and takes this file away.
 *
 * @see https://docs.github.com/en/rest/guides/using-the-rest-api-to-interact-with-your-git-database
 */
export const BEGUN_FILE = ".smus/begun";

/** Answer for branches of a repository without any commit. */
export const EMPTY: unique symbol = Symbol("a repository without a commit");

const ref = z.looseObject({ object: z.looseObject({ sha: z.string() }) });
const file = z.looseObject({ content: z.string(), encoding: z.literal("base64") });
const tree = z.looseObject({
  tree: z.array(z.looseObject({ path: z.string(), type: z.string(), sha: z.string() })),
  truncated: z.boolean(),
});

/** Content of a branch, or of the default branch where the other is not there yet. */
export async function contentOf(place: GitHubPlace, found: FoundRepository, branch: string): Promise<Content> {
  const head = await headOf(place, found, branch);
  if (head === EMPTY) return { is: "empty" };
  const { api } = place;
  if (head !== undefined) {
    const path = `${repositoryPath(found)}/contents/${pathOf(MARKER_PATH)}?ref=${head}`;
    const marker = await api.find(path, file);
    if (marker !== undefined) return { is: "seeded", head, marker: decoded(marker.content) };
  }
  const other = head ?? (found.defaultBranch === branch ? undefined : await headOf(place, found, found.defaultBranch));
  // Commits on branches that are neither: somebody has begun something.
  if (other === undefined || other === EMPTY) return { is: "foreign", head: "" };
  const files = await filesOf(place, found, other);
  const isBegun = files.size === 1 && files.has(BEGUN_FILE);
  return { is: isBegun ? "begun" : "foreign", head: other };
}

/** Commit of a branch; nothing where there is no such branch. @see https://docs.github.com/en/rest/git/refs#get-a-reference */
export async function headOf(
  { api }: GitHubPlace,
  found: FoundRepository,
  branch: string,
): Promise<string | undefined | typeof EMPTY> {
  const path = `${repositoryPath(found)}/git/ref/heads/${pathOf(branch)}`;
  const answer = await api.ask("GET", path, { takes: [200, 404, 409] });
  if (answer.status === 409) return EMPTY;
  return answer.status === 404 ? undefined : api.read(answer, ref).object.sha;
}

/** Ids of files by path, of a whole commit. @see https://docs.github.com/en/rest/git/trees#get-a-tree */
export async function filesOf(
  { api }: GitHubPlace,
  found: FoundRepository,
  commit: string,
): Promise<Map<string, string>> {
  const path = `${repositoryPath(found)}/git/trees/${commit}?recursive=1`;
  const { tree: entries, truncated } = api.read(await api.ask("GET", path), tree);
  // Beyond 100,000 files the host leaves some out, and one that is left out would look as if people had deleted it.
  if (truncated) throw new Error(`the tree of ${found.address} is too large to be compared`);
  return new Map(entries.filter(({ type }) => type === "blob").map(({ path: name, sha }) => [name, sha]));
}

/** Texts of files at a commit. @see https://docs.github.com/en/rest/git/blobs#get-a-blob */
export async function textsOf(
  place: GitHubPlace,
  found: FoundRepository,
  { commit, paths, blobs }: { readonly commit: string; readonly paths: readonly string[]; readonly blobs: Blobs },
): Promise<ReadonlyMap<string, string>> {
  const { api } = place;
  return blobs.textsOf(await filesOf(place, found, commit), paths, async (id) => {
    const answer = await api.ask("GET", `${repositoryPath(found)}/git/blobs/${id}`);
    return decoded(api.read(answer, file).content);
  });
}

const decoded = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");
