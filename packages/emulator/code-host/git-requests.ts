import type { IncomingMessage, ServerResponse } from "node:http";
import { serveGit } from "./git/smart-http";
import type { Served } from "./http/server";

/** Path of a git client's request. */
export interface GitPath {
  /** Path of the repository. */
  readonly path: string;
  readonly service: string;
  readonly query: string;
}

/** Lets a git client in as the host does, and serves it. A repository that the caller may not see is not there. */
export async function serveRepository(
  { host, family, hooks }: Served,
  message: IncomingMessage,
  response: ServerResponse,
  { path, service, query }: GitPath,
): Promise<void> {
  const divider = path.lastIndexOf("/");
  const repository = host.repository(path.slice(0, divider), path.slice(divider + 1));
  const password = passwordOf(message.headers.authorization);
  const caller = password === undefined ? undefined : family.gitCaller(host, password);
  const isPush = service === "/git-receive-pack" || query.includes("service=git-receive-pack");
  if (caller === undefined && (repository?.visibility !== "public" || isPush)) {
    refuse(response, 401, "Authentication failed", { "www-authenticate": 'Basic realm="Code host"' });
    return;
  }
  if (repository === undefined || !family.mayGit(host, repository, caller, false))
    return refuse(response, 404, "Repository not found.");
  if (isPush && (caller === undefined || repository.archived || !family.mayGit(host, repository, caller, true)))
    return refuse(response, 403, "Write access to repository not granted.");
  const closed = isPush && caller !== undefined ? family.closedBranches(host, { repository, caller }) : {};
  const hookVariables = { SMUS_CLOSED: Object.keys(closed).join("\n"), SMUS_REASON: Object.values(closed)[0] ?? "" };
  const serve = () =>
    serveGit(message, response, {
      repository: host.gitOf(repository),
      service,
      query,
      user: caller?.login ?? "",
      hooks,
      hookVariables,
    });
  if (service !== "/git-receive-pack") return serve();
  await host.exclusively(repository.id, async () => {
    await serve();
    await family.pushed(host, repository);
  });
}

function refuse(response: ServerResponse, status: number, text: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { "content-type": "text/plain", ...headers });
  response.end(text);
}

/** Password of basic authentication, or a bearer token. */
function passwordOf(authorization: string | undefined): string | undefined {
  const [, scheme, value] = /^(\w+) +(.+)$/.exec(authorization ?? "") ?? [];
  if (scheme === undefined) return undefined;
  if (scheme.toLowerCase() !== "basic") return value;
  const text = Buffer.from(value, "base64").toString("utf8");
  return text.slice(text.indexOf(":") + 1);
}
