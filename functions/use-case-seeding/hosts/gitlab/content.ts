import { z } from "zod";
import { MARKER_PATH, type Content, type FoundRepository } from "../../../../governance/repositories";
import { part } from "../api";
import type { Blobs } from "../blobs";
import { type GitLabPlace, projectPath } from "./place";
import { readProject } from "./project";

const branch = z.looseObject({ commit: z.looseObject({ id: z.string(), message: z.string() }) });
const file = z.looseObject({ content: z.string(), encoding: z.literal("base64") });
const entries = z.array(z.looseObject({ id: z.string(), path: z.string(), type: z.string() }));

/** Content of a branch. */
export async function contentOf(place: GitLabPlace, found: FoundRepository, name: string): Promise<Content> {
  const head = (await branchOf(place, found, name))?.id;
  if (head === undefined) {
    const { empty_repo: isEmpty } = await readProject(place, found);
    // Commits on other branches: somebody has begun something.
    return isEmpty ? { is: "empty" } : { is: "foreign", head: "" };
  }
  const path = `${projectPath(found)}/repository/files/${part(MARKER_PATH)}?ref=${head}`;
  const marker = await place.api.find(path, file);
  return marker === undefined ? { is: "foreign", head } : { is: "seeded", head, marker: decoded(marker.content) };
}

/** Last commit of a branch. @see https://docs.gitlab.com/api/branches/#get-single-repository-branch */
export async function branchOf({ api }: GitLabPlace, found: FoundRepository, name: string) {
  return (await api.find(`${projectPath(found)}/repository/branches/${part(name)}`, branch))?.commit;
}

/** Ids of files by path, of a whole commit. @see https://docs.gitlab.com/api/repositories/#list-repository-tree */
export async function filesOf(
  { api }: GitLabPlace,
  found: FoundRepository,
  commit: string,
): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (let page = "1"; page !== ""; ) {
    const query = `ref=${commit}&recursive=true&per_page=100&page=${page}`;
    const answer = await api.ask("GET", `${projectPath(found)}/repository/tree?${query}`);
    for (const { id, path, type } of api.read(answer, entries)) if (type === "blob") files.set(path, id);
    page = answer.headers["x-next-page"] ?? "";
  }
  return files;
}

/** Texts of files at a commit. @see https://docs.gitlab.com/api/repository_files/#get-a-file-from-a-repository */
export async function textsOf(
  place: GitLabPlace,
  found: FoundRepository,
  { commit, paths, blobs }: { readonly commit: string; readonly paths: readonly string[]; readonly blobs: Blobs },
): Promise<ReadonlyMap<string, string>> {
  const { api } = place;
  return blobs.textsOf(await filesOf(place, found, commit), paths, async (_id, path) => {
    const answer = await api.ask("GET", `${projectPath(found)}/repository/files/${part(path)}?ref=${commit}`);
    return decoded(api.read(answer, file).content);
  });
}

const decoded = (base64: string): string => Buffer.from(base64, "base64").toString("utf8");
