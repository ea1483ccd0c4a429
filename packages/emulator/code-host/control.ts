import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseFaults } from "../control";
import { readBody } from "../http/body";
import type { CodeHosts } from "./code-hosts";
import { addressesOf, repositoriesOf } from "./control-views";
import type { HostContent } from "./host-definition";
import { type Job, jobToken } from "./job-tokens";
import { now } from "./state";

type Controlled = Omit<CodeHosts, "controlUrl" | "stop">;
type Answer = readonly [status: number, body: unknown];

const PREFIX = "/_code-hosts/";

/** Serves the endpoints by which the sandbox and tests look at code hosts and change them; on loopback, unsigned. */
export async function serveControl(controlled: Controlled, port: number): Promise<{ server: Server; url: string }> {
  const server = createServer((message, response) => {
    answer(controlled, message)
      .catch((error: unknown): Answer => [400, { message: (error as Error).message }])
      .then(([status, body]) => write(response, status, body))
      .catch((error: unknown) => process.stderr.write(`code hosts: ${(error as Error).stack}\n`));
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function answer(controlled: Controlled, message: IncomingMessage): Promise<Answer> {
  const url = new URL(`http://control${message.url ?? "/"}`);
  const { faults, log, violations, hosts } = controlled;
  const text = (await readBody(message)).toString("utf8");
  switch (`${message.method} ${url.pathname.replace(PREFIX, "")}`) {
    case "GET health":
      return [200, { status: "ok", hosts: [...hosts.values()].map(addressesOf) }];
    case "GET log":
      return [200, { calls: log.list() }];
    case "GET violations":
      return [200, { violations }];
    case "GET faults":
      return [200, { faults: faults.list() }];
    case "POST faults":
      faults.add(parseFaults(text));
      return [200, { faults: faults.list() }];
    case "DELETE faults":
      faults.clear();
      return [200, { faults: [] }];
    case "GET repositories":
      return [200, { repositories: await repositoriesOf([...hosts.values()]) }];
    case "POST content":
      return content(controlled, text);
    case "POST runs":
      return endRun(controlled, JSON.parse(text) as RunEnd);
    case "POST job-tokens":
      return tokenOfJob(controlled, JSON.parse(text) as Job & { readonly host: string });
    case "POST save":
      controlled.save((JSON.parse(text) as { directory: string }).directory);
      return [200, {}];
    case "POST reset":
      controlled.reset();
      return [200, {}];
    default:
      return [404, { message: `no control endpoint ${message.method} ${url.pathname}` }];
  }
}

/** Change of a run that somebody has asked for: nothing runs it here. */
interface RunEnd {
  readonly host: string;
  readonly id: number;
  readonly status: string;
  readonly conclusion?: string;
}

function endRun({ hosts }: Controlled, { host, id, status, conclusion }: RunEnd): Answer {
  const runs = hosts.get(host)?.state.repositories.flatMap((record) => record.runs) ?? [];
  const run = runs.find((one) => one.id === id);
  if (run === undefined) return [404, { message: `no run ${id} on ${host}` }];
  Object.assign(run, { status, conclusion: conclusion ?? null, updatedAt: now() });
  hosts.get(host)?.changed();
  return [200, run];
}

function tokenOfJob({ hosts }: Controlled, { host: key, ...job }: Job & { readonly host: string }): Answer {
  const host = hosts.get(key);
  const divider = job.repository.lastIndexOf("/");
  const record = host?.repository(job.repository.slice(0, divider), job.repository.slice(divider + 1));
  if (host === undefined || record === undefined)
    return [404, { message: `no repository ${job.repository} on ${key}` }];
  return [200, { token: jobToken(host, record, job) }];
}

/** Adds users, groups, teams, tokens and apps to hosts: `{"<key>": {...}}`. */
function content({ hosts }: Controlled, text: string): Answer {
  const given = Object.entries(JSON.parse(text) as Record<string, HostContent>);
  const unknown = given.filter(([key]) => !hosts.has(key)).map(([key]) => key);
  if (unknown.length > 0)
    return [404, { message: `no code host ${unknown.join(", ")}; there are: ${[...hosts.keys()].join(", ")}` }];
  for (const [key, some] of given) hosts.get(key)?.add(some);
  return [200, {}];
}

function write(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}
