import { z } from "zod";
import type { HostRun, Order } from "../../../governance/promotions";
import { hostRefusal, type Repository } from "./github-runs";
import { isOf, reasonOf } from "./run-words";

const pipeline = z.looseObject({ id: z.number().int().positive(), status: z.string() });
const pipelines = z.array(pipeline);
const variables = z.array(z.looseObject({ key: z.string(), value: z.string() }));

/** Variables of a deployment, as `dispatchOf` of `seeds/` has them. */
export const DEPLOY_VARIABLES = { stage: "SMUS_STAGE", release: "SMUS_RELEASE", reason: "SMUS_REASON" } as const;

/** Pipelines of a list that are looked into: those since the host was told, the newest first. */
const MOST = 20;

const projectOf = ({ namespace, name }: Repository): string =>
  `/projects/${encodeURIComponent(`${namespace}/${name}`)}`;

/** Starts a pipeline, which GitLab tells by its id. @see https://docs.gitlab.com/api/pipelines/#create-a-new-pipeline */
export async function startOnGitLab(
  repository: Repository,
  stage: string,
  order: Order,
): Promise<{ readonly run?: string }> {
  const values = { stage, release: order.release, reason: reasonOf(order) };
  const answer = await repository.send({
    method: "POST",
    path: `${projectOf(repository)}/pipeline`,
    body: {
      ref: "main",
      variables: Object.entries(DEPLOY_VARIABLES).map(([name, key]) => ({
        key,
        value: values[name as keyof typeof values],
      })),
    },
  });
  const parsed = pipeline.safeParse(answer.body);
  if (answer.status === 201 && parsed.success) return { run: String(parsed.data.id) };
  throw hostRefusal("a new pipeline", answer);
}

/** The pipeline of an order: by its id, or by the mark in its variables. */
export async function findOnGitLab(repository: Repository, order: Order): Promise<HostRun | "none" | "unknown"> {
  const base = projectOf(repository);
  if (order.run !== undefined) {
    const answer = await repository.send({ method: "GET", path: `${base}/pipelines/${order.run}` });
    if (answer.status === 404) return "unknown";
    const parsed = pipeline.safeParse(answer.body);
    if (answer.status !== 200 || !parsed.success) throw hostRefusal(`pipeline ${order.run}`, answer);
    return stateOf(parsed.data);
  }
  const since = new Date(Date.parse(order.tellingSince ?? order.orderedAt) - 120_000).toISOString();
  const query = new URLSearchParams({
    source: "api",
    updated_after: since,
    order_by: "id",
    sort: "desc",
    per_page: "100",
  });
  const answer = await repository.send({ method: "GET", path: `${base}/pipelines?${query.toString()}` });
  const parsed = pipelines.safeParse(answer.body);
  if (answer.status !== 200 || !parsed.success) throw hostRefusal("pipelines", answer);
  for (const each of parsed.data.slice(0, MOST)) {
    const found = await repository.send({ method: "GET", path: `${base}/pipelines/${each.id}/variables` });
    const values = variables.safeParse(found.body);
    if (found.status !== 200 || !values.success) return "unknown";
    if (values.data.some(({ key, value }) => key === DEPLOY_VARIABLES.reason && isOf(order, value)))
      return stateOf(each);
  }
  return parsed.data.length > MOST ? "unknown" : "none";
}

/** States in which nothing goes on any more. @see https://docs.gitlab.com/api/pipelines/#list-project-pipelines (status) */
const ENDED: ReadonlySet<string> = new Set(["success", "failed", "canceled", "skipped"]);

function stateOf({ id, status }: z.output<typeof pipeline>): HostRun {
  const state = !ENDED.has(status) ? "active" : status === "success" ? "succeeded" : "failed";
  return { run: String(id), state, said: status };
}
