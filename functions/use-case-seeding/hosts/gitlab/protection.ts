import { z } from "zod";
import type { FoundRepository, Guard, Refused, WantedRepository } from "../../../../governance/repositories";
import { saidIn } from "../../../code-host";
import { part } from "../api";
import { ACCESS, type GitLabPlace, projectPath } from "./place";
import { MERGE_SETTINGS, readProject } from "./project";

const levels = z.array(z.looseObject({ access_level: z.int().nullish() }));
const protectedBranch = z.looseObject({
  push_access_levels: levels,
  merge_access_levels: levels,
  allow_force_push: z.boolean(),
  code_owner_approval_required: z.boolean().optional(),
});
type ProtectedBranch = z.output<typeof protectedBranch>;
const rules = z.array(z.looseObject({ approvals_required: z.int(), rule_type: z.string().optional() }));

/** Approvals that a project asks for; undefined where the edition has none. */
type Approvals = z.output<typeof rules> | undefined;

interface Seen {
  readonly live: ProtectedBranch | undefined;
  readonly approvals: Approvals;
  readonly lacks: readonly Lack[];
}

type Lack = "default branch" | "pipeline" | "push" | "force push" | "code owners" | "approval";

const WORDS: Readonly<Record<Lack, string>> = {
  "default branch": "the default branch",
  pipeline: "a pipeline that has succeeded, before a merge",
  push: "the refusal of pushes",
  "force push": "the refusal of force pushes",
  "code owners": "the approval by code owners",
  approval: "an approval",
};

/** Gaps in the protection of the default branch. @see https://docs.gitlab.com/api/protected_branches/ */
export async function branchGuard(
  place: GitLabPlace,
  found: FoundRepository,
  wanted: WantedRepository,
): Promise<Guard> {
  const { approvals, lacks } = await look(place, found, wanted.branch);
  return { lacks: lacks.map((lack) => WORDS[lack]), refused: approvals === undefined ? [WITHOUT_APPROVALS] : [] };
}

const WITHOUT_APPROVALS: Refused = {
  kind: "note",
  text: "This GitLab asks for no approvals of merge requests: reviews by code owners are a matter of agreement there.",
};

/** Protects the default branch. Whom people let merge stays; nobody pushes. */
export async function protectBranch(
  place: GitLabPlace,
  found: FoundRepository,
  wanted: WantedRepository,
): Promise<readonly Refused[]> {
  const { live, approvals, lacks } = await look(place, found, wanted.branch);
  const { api } = place;
  if (lacks.includes("default branch") || lacks.includes("pipeline"))
    await api.ask("PUT", projectPath(found), { body: { default_branch: wanted.branch, ...MERGE_SETTINGS } });
  const path = `${projectPath(found)}/protected_branches`;
  const one = `${path}/${part(wanted.branch)}`;
  const flags = {
    allow_force_push: false,
    ...(approvals === undefined ? {} : { code_owner_approval_required: true }),
  };
  if (lacks.includes("push")) {
    // Levels cannot be changed in every edition: the protection is made anew.
    if (live !== undefined) await api.ask("DELETE", one, { takes: [204, 404] });
    const body = { name: wanted.branch, push_access_level: ACCESS.nobody, merge_access_level: mergers(live), ...flags };
    await api.ask("POST", path, { body, takes: [201, 409] });
  } else if (lacks.includes("force push") || lacks.includes("code owners")) {
    await api.ask("PATCH", one, { body: flags });
  }
  return lacks.includes("approval") ? askForApproval(place, found) : [];
}

async function look(place: GitLabPlace, found: FoundRepository, branch: string): Promise<Seen> {
  const { api } = place;
  const project = await readProject(place, found);
  const live = await api.find(`${projectPath(found)}/protected_branches/${part(branch)}`, protectedBranch);
  const approvals = await readApprovals(place, found);
  const pushers = live?.push_access_levels ?? [];
  const isClosed = live !== undefined && pushers.every(({ access_level: level }) => level === ACCESS.nobody);
  const hasOwners = approvals === undefined || live?.code_owner_approval_required === true;
  const isApproved = approvals?.some(({ approvals_required: count }) => count > 0) !== false;
  const checks: readonly (readonly [Lack, boolean])[] = [
    ["default branch", project.default_branch === branch],
    ["pipeline", project.only_allow_merge_if_pipeline_succeeds === true],
    ["push", isClosed],
    ["force push", live?.allow_force_push === false],
    ["code owners", hasOwners],
    ["approval", isApproved],
  ];
  return { live, approvals, lacks: checks.filter(([, isThere]) => !isThere).map(([lack]) => lack) };
}

/** Rules for approvals: editions without them answer 404 or 403. @see https://docs.gitlab.com/api/merge_request_approvals/ */
async function readApprovals({ api }: GitLabPlace, found: FoundRepository): Promise<Approvals> {
  const answer = await api.ask("GET", `${projectPath(found)}/approval_rules`, { takes: [200, 403, 404] });
  return answer.status === 200 ? api.read(answer, rules) : undefined;
}

async function askForApproval({ api }: GitLabPlace, found: FoundRepository): Promise<readonly Refused[]> {
  const body = { name: "All Members", rule_type: "any_approver", approvals_required: 1 };
  const path = `${projectPath(found)}/approval_rules`;
  const answer = await api.ask("POST", path, { body, takes: [201, 400, 403, 404, 409, 422] });
  if (answer.status === 201 || answer.status === 409) return [];
  return [{ kind: "essential", text: `GitLab asks for no approval of merge requests: ${saidIn(answer)}` }];
}

function mergers(live: ProtectedBranch | undefined): number {
  const known = (live?.merge_access_levels ?? []).flatMap(({ access_level: level }) => level ?? []);
  return known.includes(ACCESS.developer) ? ACCESS.developer : ACCESS.maintainer;
}
