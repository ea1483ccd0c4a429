import { z } from "zod";
import type {
  EnvironmentGuard,
  FoundRepository,
  Refused,
  WantedEnvironment,
} from "../../../../governance/repositories";
import { saidIn } from "../../../code-host";
import { part } from "../api";
import type { People, Reviewer } from "./people";
import { type GitHubPlace, repositoryPath } from "./place";

const environment = z.looseObject({
  protection_rules: z
    .array(
      z.looseObject({
        type: z.string(),
        wait_timer: z.int().optional(),
        prevent_self_review: z.boolean().optional(),
        reviewers: z
          .array(z.looseObject({ type: z.enum(["User", "Team"]), reviewer: z.looseObject({ id: z.int() }) }))
          .optional(),
      }),
    )
    .optional(),
  deployment_branch_policy: z
    .looseObject({ protected_branches: z.boolean(), custom_branch_policies: z.boolean() })
    .nullish(),
});
const variables = z.looseObject({ variables: z.array(z.looseObject({ name: z.string(), value: z.string() })) });

interface Live {
  readonly waits: number;
  readonly preventsSelfReview: boolean;
  readonly reviewers: readonly Reviewer[];
  readonly isProtectedOnly: boolean;
}

const pathOf = (found: FoundRepository, name: string): string => `${repositoryPath(found)}/environments/${part(name)}`;

/** Gaps in the protection of an environment, and its variables. @see https://docs.github.com/en/rest/deployments/environments */
export async function environmentGuard(
  place: GitHubPlace,
  found: FoundRepository,
  wanted: WantedEnvironment,
  people: People,
): Promise<EnvironmentGuard> {
  const { api } = place;
  const live = await readEnvironment(place, found, wanted.name);
  const { reviewers, refused } = await reviewersOf(wanted, people);
  if (live === undefined) return { lacks: ["the environment"], refused, variables: {} };
  const listed = await api.find(`${pathOf(found, wanted.name)}/variables?per_page=30`, variables);
  const values = (listed?.variables ?? []).map(({ name, value }) => [name, value] as const);
  return { lacks: lacksOf(live, reviewers), refused, variables: Object.fromEntries(values) };
}

/**
 * Makes an environment, or corrects it: limited to protected branches, with exactly the wanted reviewers, since any one of them releases.
 */
export async function guardEnvironment(
  place: GitHubPlace,
  found: FoundRepository,
  wanted: WantedEnvironment,
  people: People,
): Promise<readonly Refused[]> {
  const live = await readEnvironment(place, found, wanted.name);
  const { reviewers } = await reviewersOf(wanted, people);
  const body = {
    ...(live === undefined || live.waits === 0 ? {} : { wait_timer: live.waits }),
    ...(live?.preventsSelfReview === true ? { prevent_self_review: true } : {}),
    reviewers: reviewers.length === 0 ? null : reviewers,
    deployment_branch_policy: { protected_branches: true, custom_branch_policies: false },
  };
  const answer = await place.api.ask("PUT", pathOf(found, wanted.name), { body, takes: [200, 404, 422] });
  if (answer.status === 200) return [];
  const text = `The host does not protect the environment ${wanted.name}: ${saidIn(answer)}`;
  return [{ kind: "essential", text }];
}

/** @see https://docs.github.com/en/rest/actions/variables */
export async function setVariable(
  { api }: GitHubPlace,
  found: FoundRepository,
  environmentName: string,
  { name, value }: { readonly name: string; readonly value: string },
): Promise<void> {
  const path = `${pathOf(found, environmentName)}/variables`;
  const changed = await api.ask("PATCH", `${path}/${part(name)}`, { body: { name, value }, takes: [204, 404] });
  if (changed.status === 204) return;
  // 409: it was made at this moment, by another who sets the same.
  await api.ask("POST", path, { body: { name, value }, takes: [201, 409] });
}

async function readEnvironment({ api }: GitHubPlace, found: FoundRepository, name: string): Promise<Live | undefined> {
  const live = await api.find(pathOf(found, name), environment);
  if (live === undefined) return undefined;
  const { protection_rules: rules = [], deployment_branch_policy: policy } = live;
  const review = rules.find(({ type }) => type === "required_reviewers");
  return {
    waits: rules.find(({ type }) => type === "wait_timer")?.wait_timer ?? 0,
    preventsSelfReview: review?.prevent_self_review === true,
    reviewers: (review?.reviewers ?? []).map(({ type, reviewer }) => ({ type, id: reviewer.id })),
    isProtectedOnly: policy?.protected_branches === true,
  };
}

async function reviewersOf({ name, approval, reviewers }: WantedEnvironment, people: People) {
  const found: Reviewer[] = [];
  const refused: Refused[] = [];
  for (const one of reviewers) {
    const reviewer = await people.reviewer(one);
    if (reviewer === undefined) {
      refused.push({ kind: "unknown", text: `The host does not know ${one}, who is to release the stage ${name}` });
    } else found.push(reviewer);
  }
  // Without anybody the host releases jobs by itself.
  if (approval && found.length === 0)
    refused.push({
      kind: "essential",
      text: `Nobody is there to release the stage ${name}: it has no reviewer on the host`,
    });
  return { reviewers: found, refused };
}

function lacksOf(live: Live, reviewers: readonly Reviewer[]): string[] {
  const keys = (list: readonly Reviewer[]): string =>
    list
      .map(({ type, id }) => `${type} ${id}`)
      .sort()
      .join();
  return [
    ...(live.isProtectedOnly ? [] : ["the limit to protected branches"]),
    ...(keys(live.reviewers) === keys(reviewers) ? [] : ["its reviewers"]),
  ];
}
