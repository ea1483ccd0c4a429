import { z } from "zod";
import {
  HostRefusal,
  type FoundRepository,
  type Proposal,
  type RepositoryFiles,
  type UpgradeRequest,
  type UpgradeView,
  type WantedRepository,
} from "../../../../governance/repositories";
import { type HostAnswer, saidIn } from "../../../code-host";
import { part } from "../api";
import { branchOf, filesOf } from "./content";
import { type GitLabPlace, projectPath } from "./place";

/**
 * Commits everything to the default branch of an empty project, in one commit. Files are created, never updated: where somebody has one of
 * the name by now, GitLab refuses the whole commit.
 *
 * @see https://docs.gitlab.com/api/commits/#create-a-commit-with-multiple-files-and-actions
 */
export async function seedProject(
  place: GitLabPlace,
  found: FoundRepository,
  { wanted, message }: { readonly wanted: WantedRepository; readonly message: string },
): Promise<void> {
  const body = { branch: wanted.branch, commit_message: message, actions: creations(wanted.files) };
  await commit(place, found, body);
}

const mergeRequests = z.array(
  z.looseObject({
    iid: z.int(),
    web_url: z.string(),
    state: z.enum(["opened", "closed", "merged", "locked"]),
    title: z.string(),
    description: z.string().nullish(),
  }),
);
const STATES = { opened: "open", locked: "open", closed: "closed", merged: "merged" } as const;

/** Branch of upgrades and its merge requests, the newest first. @see https://docs.gitlab.com/api/merge_requests/ */
export async function upgradesOf(place: GitLabPlace, found: FoundRepository, branch: string): Promise<UpgradeView> {
  const { api } = place;
  const last = await branchOf(place, found, branch);
  const query = `source_branch=${part(branch)}&state=all&order_by=created_at&sort=desc&per_page=10`;
  const listed = api.read(await api.ask("GET", `${projectPath(found)}/merge_requests?${query}`), mergeRequests);
  const requests = listed.map(
    ({ iid, web_url: address, state, title, description }): UpgradeRequest => ({
      ...{ number: iid, address, state: STATES[state], title },
      description: description ?? "",
    }),
  );
  return last === undefined ? { requests } : { branch: { head: last.id, message: last.message }, requests };
}

/**
 * Commits an upgrade to its branch, and opens or updates its merge request. GitLab's API makes no commit with two parents, so that a branch
 * that is ours is written over from the default branch; that nobody else has committed to it was seen a moment ago.
 */
export async function propose(place: GitLabPlace, found: FoundRepository, proposal: Proposal): Promise<void> {
  const { api } = place;
  const { base, branch, replaces, request, isCommitted, title, description } = proposal;
  if (!isCommitted) {
    const actions = await changes(place, found, proposal);
    const force = replaces === undefined ? {} : { force: true };
    await commit(place, found, { branch, start_sha: base.head, ...force, commit_message: proposal.message, actions });
  }
  const path = `${projectPath(found)}/merge_requests`;
  if (request !== undefined) {
    await api.ask("PUT", `${path}/${request.number}`, { body: { title, description } });
    return;
  }
  const body = { source_branch: branch, target_branch: base.branch, title, description, remove_source_branch: true };
  // 409: another one was opened at this moment, which the next look finds.
  await api.ask("POST", path, { body, takes: [201, 409] });
}

async function changes(place: GitLabPlace, found: FoundRepository, { base, upgrade }: Proposal): Promise<object[]> {
  const there = await filesOf(place, found, base.head);
  const isThere = ([path]: readonly [string, unknown]): boolean => there.has(path);
  const writes = [...upgrade.writes];
  return [
    ...creations(new Map(writes.filter((one) => !isThere(one)))),
    ...writes.filter(isThere).map(([path, { text }]) => ({ action: "update", ...contentOf(path, text) })),
    ...upgrade.removes.filter((path) => there.has(path)).map((path) => ({ action: "delete", file_path: path })),
  ];
}

const contentOf = (path: string, text: string) => ({ file_path: path, content: text, encoding: "text" });

const creations = (files: RepositoryFiles): object[] =>
  [...files].map(([path, { text, mode }]) => ({
    ...{ action: "create", ...contentOf(path, text) },
    ...(mode === "100755" ? { execute_filemode: true } : {}),
  }));

async function commit({ api }: GitLabPlace, found: FoundRepository, body: object): Promise<void> {
  const path = `${projectPath(found)}/repository/commits`;
  const answer = await api.ask("POST", path, { body, takes: [201, 400, 403] });
  if (answer.status === 201) return;
  // Somebody was faster: the next look says what is there now.
  if (answer.status === 400 && /already exists|does.?n.t exist|changed|could not update/i.test(saidIn(answer))) return;
  throw refusedCommit(found, answer);
}

function refusedCommit({ address }: FoundRepository, answer: HostAnswer): HostRefusal {
  const text = `GitLab takes no commit for ${address}: ${saidIn(answer)}`;
  const fix = "give the token the scope api and the role Maintainer, and look at push rules of the group";
  return new HostRefusal({ code: "host-refuses", text, fix, for: "platform" });
}
