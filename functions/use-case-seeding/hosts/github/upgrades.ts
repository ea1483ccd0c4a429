import { z } from "zod";
import type { FoundRepository, Proposal, UpgradeRequest, UpgradeView } from "../../../../governance/repositories";
import { part } from "../api";
import { makeBranch, moveBranch, readCommit, writeCommit } from "./commits";
import { EMPTY, headOf } from "./content";
import { type GitHubPlace, repositoryPath } from "./place";

const pulls = z.array(
  z.looseObject({
    number: z.int(),
    html_url: z.string(),
    state: z.enum(["open", "closed"]),
    merged_at: z.string().nullish(),
    title: z.string(),
    body: z.string().nullish(),
  }),
);

/** Branch of upgrades and its pull requests, the newest first. @see https://docs.github.com/en/rest/pulls/pulls#list-pull-requests */
export async function upgradesOf(place: GitHubPlace, found: FoundRepository, branch: string): Promise<UpgradeView> {
  const { api, namespace } = place;
  const head = await headOf(place, found, branch);
  const query = `state=all&head=${part(`${namespace}:${branch}`)}&sort=created&direction=desc&per_page=10`;
  const listed = api.read(await api.ask("GET", `${repositoryPath(found)}/pulls?${query}`), pulls);
  const requests = listed.map((pull): UpgradeRequest => {
    const state = pull.state === "open" ? "open" : typeof pull.merged_at === "string" ? "merged" : "closed";
    const { number, html_url: address, title } = pull;
    return { number, address, state, title, description: pull.body ?? "" };
  });
  if (head === undefined || head === EMPTY) return { requests };
  return { branch: { head, message: (await readCommit(place, found, head)).message }, requests };
}

/**
 * Commits an upgrade to its branch, and opens or updates its pull request. The commit has the branch's former head and the default branch's
 * as parents, so that the branch is only ever moved forward: a commit of somebody that came in between is not lost.
 */
export async function propose(place: GitHubPlace, found: FoundRepository, proposal: Proposal): Promise<void> {
  const { api } = place;
  const { base, branch, replaces, request, isCommitted, title, description } = proposal;
  if (!isCommitted) {
    const { writes, removes } = proposal.upgrade;
    const parents = replaces === undefined ? [base.head] : [replaces.head, base.head];
    const wish = { message: proposal.message, parents, base: base.head, writes, removes };
    const sha = await writeCommit(place, found, wish);
    await (replaces === undefined
      ? makeBranch(place, found, { branch, sha })
      : moveBranch(place, found, { branch, sha }));
  }
  const path = `${repositoryPath(found)}/pulls`;
  if (request !== undefined) {
    await api.ask("PATCH", `${path}/${request.number}`, { body: { title, body: description } });
    return;
  }
  const body = { title, head: branch, base: base.branch, body: description };
  // 422: another one was opened at this moment, which the next look finds.
  await api.ask("POST", path, { body, takes: [201, 422] });
}
