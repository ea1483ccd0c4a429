import { z } from "zod";
import type { FoundRepository, Guard, Refused, WantedRepository } from "../../../../governance/repositories";
import { type HostAnswer, saidIn } from "../../../code-host";
import { type GitHubPlace, pathOf, repositoryPath } from "./place";

const flag = z.looseObject({ enabled: z.boolean() }).optional();
const names = z.array(z.looseObject({ login: z.string().optional(), slug: z.string().optional() })).optional();
const people = z.looseObject({ users: names, teams: names, apps: names }).optional();
const protection = z.looseObject({
  required_status_checks: z
    .looseObject({
      strict: z.boolean().optional(),
      contexts: z.array(z.string()),
      checks: z.array(z.looseObject({ context: z.string(), app_id: z.int().nullish() })).optional(),
    })
    .nullish(),
  enforce_admins: flag,
  required_pull_request_reviews: z
    .looseObject({
      require_code_owner_reviews: z.boolean().optional(),
      required_approving_review_count: z.int().optional(),
      dismiss_stale_reviews: z.boolean().optional(),
      require_last_push_approval: z.boolean().optional(),
      dismissal_restrictions: people,
      bypass_pull_request_allowances: people,
    })
    .nullish(),
  restrictions: people.nullable(),
  required_linear_history: flag,
  allow_force_pushes: flag,
  allow_deletions: flag,
  required_conversation_resolution: flag,
  lock_branch: flag,
});
type Protection = z.output<typeof protection>;

const protectionPath = (found: FoundRepository, branch: string): string =>
  `${repositoryPath(found)}/branches/${pathOf(branch)}/protection`;

/** Gaps in the protection of the default branch. @see https://docs.github.com/en/rest/branches/branch-protection */
export async function branchGuard(
  place: GitHubPlace,
  found: FoundRepository,
  wanted: WantedRepository,
): Promise<Guard> {
  const { live, refused } = await readProtection(place, found, wanted.branch);
  if (refused !== undefined) return { lacks: [], refused: [refused] };
  const isDefault = found.defaultBranch === wanted.branch;
  return { lacks: [...(isDefault ? [] : ["the default branch"]), ...lacksOf(live, wanted)], refused: [] };
}

/** Protects the default branch. What people have made stricter stays. */
export async function protectBranch(
  place: GitHubPlace,
  found: FoundRepository,
  wanted: WantedRepository,
): Promise<readonly Refused[]> {
  const { api } = place;
  if (found.defaultBranch !== wanted.branch)
    await api.ask("PATCH", repositoryPath(found), { body: { default_branch: wanted.branch } });
  const { live, refused } = await readProtection(place, found, wanted.branch);
  if (refused !== undefined) return [refused];
  if (lacksOf(live, wanted).length === 0) return [];
  const path = protectionPath(found, wanted.branch);
  const answer = await api.ask("PUT", path, { body: protectionBody(live, wanted), takes: [200, 403, 404, 422] });
  if (answer.status === 200) return [];
  if (answer.status === 403 && !isForPlan(answer)) throw api.refusal({ method: "PUT", path }, answer);
  return [refusedProtection(answer)];
}

interface ReadProtection {
  readonly live?: Protection;
  readonly refused?: Refused;
}

async function readProtection({ api }: GitHubPlace, found: FoundRepository, branch: string): Promise<ReadProtection> {
  const path = protectionPath(found, branch);
  const answer = await api.ask("GET", path, { takes: [200, 403, 404] });
  if (answer.status === 404) return {};
  if (answer.status === 200) return { live: api.read(answer, protection) };
  // Private repositories of free organizations have none; any other 403 is the token's.
  if (!isForPlan(answer)) throw api.refusal({ method: "GET", path }, answer);
  return { refused: refusedProtection(answer) };
}

const isForPlan = (answer: HostAnswer): boolean => /upgrade|plan/i.test(saidIn(answer));

const refusedProtection = (answer: HostAnswer): Refused => ({
  kind: "essential",
  text: `The host does not protect the default branch: ${saidIn(answer)}`,
});

function lacksOf(live: Protection | undefined, { requiredChecks }: WantedRepository): string[] {
  if (live === undefined) return ["any protection"];
  const reviews = live.required_pull_request_reviews;
  const checks = live.required_status_checks?.contexts ?? [];
  return [
    ...requiredChecks.filter((check) => !checks.includes(check)).map((check) => `the check ${check}`),
    ...(reviews?.require_code_owner_reviews === true ? [] : ["the review by code owners"]),
    ...((reviews?.required_approving_review_count ?? 0) > 0 ? [] : ["a review"]),
    ...(reviews?.dismiss_stale_reviews === true ? [] : ["a new review after a change"]),
    ...(live.enforce_admins?.enabled === true ? [] : ["the same rules for administrators"]),
    ...(live.allow_force_pushes?.enabled === true ? ["the refusal of force pushes"] : []),
    ...(live.allow_deletions?.enabled === true ? ["the refusal of deletion"] : []),
  ];
}

/** The whole protection, since the host replaces all of it: what is there and stricter than wanted is sent back. */
function protectionBody(live: Protection | undefined, { requiredChecks }: WantedRepository): object {
  const { required_status_checks: checks, required_pull_request_reviews: reviews, restrictions } = live ?? {};
  const kept = checks?.checks ?? (checks?.contexts ?? []).map((context) => ({ context, app_id: null }));
  const added = requiredChecks.filter((context) => !kept.some((one) => one.context === context));
  const dismissal = reviews?.dismissal_restrictions;
  const bypass = reviews?.bypass_pull_request_allowances;
  return {
    required_status_checks: {
      strict: checks?.strict ?? false,
      contexts: [],
      checks: [...kept.map(checkOf), ...added.map((context) => ({ context }))],
    },
    enforce_admins: true,
    required_pull_request_reviews: {
      require_code_owner_reviews: true,
      required_approving_review_count: Math.max(1, reviews?.required_approving_review_count ?? 1),
      dismiss_stale_reviews: true,
      ...(reviews?.require_last_push_approval === true ? { require_last_push_approval: true } : {}),
      ...(dismissal === undefined ? {} : { dismissal_restrictions: namesOf(dismissal) }),
      ...(bypass === undefined ? {} : { bypass_pull_request_allowances: namesOf(bypass) }),
    },
    restrictions: restrictions === undefined || restrictions === null ? null : namesOf(restrictions),
    allow_force_pushes: false,
    allow_deletions: false,
    ...(live?.required_linear_history?.enabled === true ? { required_linear_history: true } : {}),
    ...(live?.required_conversation_resolution?.enabled === true ? { required_conversation_resolution: true } : {}),
    ...(live?.lock_branch?.enabled === true ? { lock_branch: true } : {}),
  };
}

const checkOf = ({ context, app_id: app }: { context: string; app_id?: number | null | undefined }) =>
  app === null || app === undefined ? { context } : { context, app_id: app };

function namesOf({ users = [], teams = [], apps = [] }: NonNullable<z.output<typeof people>>) {
  const slugs = (list: NonNullable<z.output<typeof names>>): string[] => list.flatMap(({ slug }) => slug ?? []);
  return { users: users.flatMap(({ login }) => login ?? []), teams: slugs(teams), apps: slugs(apps) };
}
