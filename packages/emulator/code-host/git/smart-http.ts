import { spawn } from "node:child_process";
import type { IncomingMessage, ServerResponse } from "node:http";
import { dirname, basename } from "node:path";
import type { BareRepository } from "./repository";

/** Request of a git client, after its repository was found and its caller let in. */
export interface SmartRequest {
  readonly repository: BareRepository;
  /** Path below the repository: `/info/refs`, `/git-upload-pack` or `/git-receive-pack`. */
  readonly service: string;
  readonly query: string;
  readonly user: string;
  /** Directory of the hooks that judge a push. */
  readonly hooks: string;
  /** Variables of the hooks. */
  readonly hookVariables: Readonly<Record<string, string>>;
}

/**
 * Hands a request of a git client on to `git http-backend`, by the rules of CGI.
 *
 * @returns when the answer is complete
 */
export async function serveGit(
  message: IncomingMessage,
  response: ServerResponse,
  { repository, service, query, user, hooks, hookVariables }: SmartRequest,
): Promise<void> {
  const { headers } = message;
  const header = (name: string): string => String(headers[name] ?? "");
  const backend = spawn("git", ["-c", "safe.directory=*", "-c", `core.hooksPath=${hooks}`, "http-backend"], {
    env: {
      ...repository.environment,
      ...hookVariables,
      GIT_PROJECT_ROOT: dirname(repository.directory),
      GIT_HTTP_EXPORT_ALL: "1",
      PATH_INFO: `/${basename(repository.directory)}${service}`,
      QUERY_STRING: query,
      REQUEST_METHOD: message.method,
      CONTENT_TYPE: header("content-type"),
      ...(headers["content-length"] === undefined ? {} : { CONTENT_LENGTH: headers["content-length"] }),
      HTTP_CONTENT_ENCODING: header("content-encoding"),
      GIT_PROTOCOL: header("git-protocol"),
      REMOTE_USER: user,
      REMOTE_ADDR: "127.0.0.1",
    },
  });
  backend.stdin.on("error", () => undefined);
  message.pipe(backend.stdin);
  const answer: Buffer[] = [];
  let problem = "";
  backend.stdout.on("data", (chunk: Buffer) => answer.push(chunk));
  backend.stderr.on("data", (chunk: Buffer) => (problem += chunk.toString("utf8")));
  await new Promise<void>((resolve, reject) => {
    backend.once("error", reject);
    backend.once("close", () => resolve());
  });
  if (problem !== "") process.stderr.write(`code host: git http-backend: ${problem}`);
  writeCgi(response, Buffer.concat(answer));
}

/** Writes an answer of CGI: headers, of which `Status` is one, an empty line, and the body. */
function writeCgi(response: ServerResponse, answer: Buffer): void {
  const end = answer.indexOf("\r\n\r\n");
  const lines = answer.subarray(0, Math.max(end, 0)).toString("utf8").split("\r\n").filter(Boolean);
  const headers = lines.map((line) => [line.slice(0, line.indexOf(":")), line.slice(line.indexOf(":") + 1).trim()]);
  const status = headers.find(([name]) => name.toLowerCase() === "status")?.[1] ?? (end < 0 ? "500" : "200");
  for (const [name, value] of headers) if (name.toLowerCase() !== "status") response.setHeader(name, value);
  response.writeHead(Number.parseInt(status, 10));
  response.end(end < 0 ? "" : answer.subarray(end + 4));
}
