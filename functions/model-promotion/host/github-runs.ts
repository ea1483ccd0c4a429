import { z } from "zod";
import type { HostRun, Order } from "../../../governance/promotions";
import { isOf, reasonOf } from "./run-words";
import type { Transport } from "../../code-host";

/** Workflow and inputs of a deployment, as `dispatchOf` of `seeds/` has them. */
export const DEPLOY_WORKFLOW = "deploy.yml";

const started = z.looseObject({ workflow_run_id: z.number().int().positive() });
const run = z.looseObject({
  id: z.number().int().positive(),
  display_title: z.string().optional(),
  status: z.string().nullable(),
  conclusion: z.string().nullable().optional(),
});
const runs = z.looseObject({ workflow_runs: z.array(run) });

/** Repository of a host. */
export interface Repository {
  readonly send: Transport;
  /** Organization, or group with those above it. */
  readonly namespace: string;
  readonly name: string;
}

/** A host that answers something else than what its API says, or refuses. */
export class HostRefusal extends Error {
  override readonly name = "HostRefusal";
}

const refused = (what: string, { status, body }: { readonly status: number; readonly body: unknown }): HostRefusal => {
  const said = z.looseObject({ message: z.unknown() }).safeParse(body);
  const message = said.success ? `: ${JSON.stringify(said.data.message).slice(0, 200)}` : "";
  return new HostRefusal(`The code host answers ${status} to ${what}${message}`);
};

/** Names the error of a request that a host has refused. */
export const hostRefusal = refused;

/**
 * Starts the workflow. github.com tells the run; a GitHub Enterprise Server answers nothing (checked against `@octokit/openapi`: the
 * parameter `return_run_details` is in the description of api.github.com, and in none of GHES up to 3.19).
 */
export async function startOnGitHub(
  { send, namespace, name }: Repository,
  stage: string,
  order: Order,
  tellsRuns: boolean,
): Promise<{ readonly run?: string }> {
  const answer = await send({
    method: "POST",
    path: `/repos/${namespace}/${name}/actions/workflows/${DEPLOY_WORKFLOW}/dispatches`,
    body: {
      ref: "main",
      inputs: { stage, release: order.release, reason: reasonOf(order) },
      ...(tellsRuns ? { return_run_details: true } : {}),
    },
  });
  if (answer.status === 204) return {};
  const parsed = started.safeParse(answer.body);
  if (answer.status === 200 && parsed.success) return { run: String(parsed.data.workflow_run_id) };
  throw refused(`the dispatch of ${DEPLOY_WORKFLOW}`, answer);
}

/**
 * The run of an order: by its id, or by the mark in its title, which the workflow makes of its reason (`run-name`). A workflow of an
 * earlier template has no such title: then nobody can tell whose runs they are.
 */
export async function findOnGitHub(
  { send, namespace, name }: Repository,
  order: Order,
): Promise<HostRun | "none" | "unknown"> {
  const base = `/repos/${namespace}/${name}/actions`;
  if (order.run !== undefined) {
    const answer = await send({ method: "GET", path: `${base}/runs/${order.run}` });
    if (answer.status === 404) return "unknown";
    const parsed = run.safeParse(answer.body);
    if (answer.status !== 200 || !parsed.success) throw refused(`run ${order.run}`, answer);
    return stateOf(parsed.data);
  }
  // Clocks differ, and the host counts in seconds.
  const since = new Date(Date.parse(order.tellingSince ?? order.orderedAt) - 120_000)
    .toISOString()
    .replace(/\.\d+Z$/, "Z");
  const query = new URLSearchParams({ event: "workflow_dispatch", created: `>=${since}`, per_page: "100" });
  const answer = await send({ method: "GET", path: `${base}/workflows/${DEPLOY_WORKFLOW}/runs?${query.toString()}` });
  const parsed = runs.safeParse(answer.body);
  if (answer.status !== 200 || !parsed.success) throw refused(`runs of ${DEPLOY_WORKFLOW}`, answer);
  const found = parsed.data.workflow_runs.find(({ display_title: title = "" }) => isOf(order, title));
  if (found !== undefined) return stateOf(found);
  return parsed.data.workflow_runs.every(({ display_title: title = "" }) => title.includes("[")) ? "none" : "unknown";
}

/** @see https://docs.github.com/en/rest/actions/workflow-runs#get-a-workflow-run */
function stateOf({ id, status, conclusion }: z.output<typeof run>): HostRun {
  if (status !== "completed") return { run: String(id), state: "active", said: status ?? "requested" };
  return { run: String(id), state: conclusion === "success" ? "succeeded" : "failed", said: conclusion ?? "unknown" };
}
