import { readFileSync } from "node:fs";
import { RunnerError } from "../../runner";

/** Comments of a merge request (GitHub: a pull request). */
export interface MergeRequest {
  /** Writes a comment in place of an earlier one that contains `marker`. */
  comment(marker: string, text: string): Promise<void>;
}

/**
 * The merge request that the job runs for; undefined where it runs for none.
 *
 * @throws RunnerError where the token to write comments is missing
 */
export function currentMergeRequest(environment: NodeJS.ProcessEnv): MergeRequest | undefined {
  const { GITHUB_EVENT_PATH: event, GITHUB_API_URL: github, GITHUB_REPOSITORY: repository } = environment;
  if (github && repository && event) {
    const { pull_request: pull } = JSON.parse(readFileSync(event, "utf8")) as { pull_request?: { number: number } };
    if (pull === undefined) return undefined;
    const headers = {
      authorization: `Bearer ${needed(environment, "GITHUB_TOKEN")}`,
      accept: "application/vnd.github+json",
    };
    const comments = `${github}/repos/${repository}/issues`;
    const list = `${comments}/${pull.number}/comments`;
    return comment({ headers, list, one: (id) => `${comments}/comments/${id}`, change: "PATCH" });
  }
  const { CI_API_V4_URL: gitlab, CI_PROJECT_ID: project, CI_MERGE_REQUEST_IID: number } = environment;
  if (gitlab && project && number) {
    // The token of the job cannot write notes: a project access token with the scope api is needed.
    const headers = { "private-token": needed(environment, "SMUS_GITLAB_TOKEN") };
    const list = `${gitlab}/projects/${project}/merge_requests/${number}/notes`;
    return comment({ headers, list, one: (id) => `${list}/${id}`, change: "PUT" });
  }
  return undefined;
}

interface Endpoint {
  readonly headers: Readonly<Record<string, string>>;
  readonly list: string;
  readonly one: (id: number) => string;
  readonly change: "PATCH" | "PUT";
}

function comment({ headers, list, one, change }: Endpoint): MergeRequest {
  const call = async (method: string, url: string, body?: object): Promise<unknown> => {
    const response = await fetch(url, {
      method,
      headers: { ...headers, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok)
      throw new RunnerError(
        `the comment was not written: ${method} ${new URL(url).pathname}: ${response.status} ${response.statusText}`,
      );
    return response.json();
  };
  const earlier = async (marker: string): Promise<number | undefined> => {
    for (let page = 1; ; page++) {
      const found = (await call("GET", `${list}?per_page=100&page=${page}`)) as { id: number; body?: string | null }[];
      const match = found.find(({ body }) => body?.includes(marker) === true);
      if (match !== undefined || found.length < 100) return match?.id;
    }
  };
  return {
    async comment(marker, text) {
      const id = await earlier(marker);
      const body = `${marker}\n${text}`;
      await (id === undefined ? call("POST", list, { body }) : call(change, one(id), { body }));
    },
  };
}

function needed(environment: NodeJS.ProcessEnv, name: string): string {
  const value = environment[name];
  if (!value) throw new RunnerError(`${name} is not set: it writes the comment (docs/pipelines.md)`);
  return value;
}
