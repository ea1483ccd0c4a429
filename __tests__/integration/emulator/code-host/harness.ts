import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  type CodeHosts,
  type HostContent,
  type HostDefinition,
  startCodeHosts,
} from "../../../../packages/emulator/code-host";

const run = promisify(execFile);

/** Key of the GitHub App `seeder`. */
export const APP_KEYS = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "pem" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

const PEOPLE: HostContent = {
  users: [{ login: "robot", name: "Robot", email: "robot@example.com" }, { login: "ada" }, { login: "stranger" }],
};

/** An organization with a robot that owns it, a team, tokens of every kind, and an app. */
export const GITHUB_CONTENT: HostContent = {
  ...PEOPLE,
  organizations: [{ path: "acme", owners: ["robot"], members: { ada: 30 } }],
  teams: [{ organization: "acme", slug: "risk", members: ["ada"] }],
  tokens: [
    { token: "robot-token", user: "robot", scopes: ["repo", "workflow", "read:org"] },
    { token: "no-workflow", user: "robot", scopes: ["repo"] },
    { token: "no-scope", user: "robot", scopes: [] },
    { token: "stranger-token", user: "stranger", scopes: ["repo", "workflow"] },
    { token: "fine-grained", user: "robot", permissions: { contents: "read" } },
    { token: "expired", user: "robot", scopes: ["repo"], expiresAt: "2020-01-01T00:00:00Z" },
  ],
  apps: [
    {
      id: 7,
      slug: "seeder",
      installationId: 70,
      organization: "acme",
      publicKey: APP_KEYS.publicKey,
      permissions: {
        administration: "write",
        contents: "write",
        metadata: "read",
        pull_requests: "write",
        workflows: "write",
      },
    },
  ],
};

/** A group below a group, with a robot that maintains it. */
export const GITLAB_CONTENT: HostContent = {
  ...PEOPLE,
  organizations: [
    { path: "acme", owners: ["ada"] },
    { path: "acme/ml", members: { robot: 40 } },
  ],
  tokens: [
    { token: "robot-token", user: "robot", scopes: ["api", "write_repository"] },
    { token: "reader", user: "robot", scopes: ["read_api"] },
    { token: "stranger-token", user: "stranger", scopes: ["api"] },
    { token: "owner-token", user: "ada", scopes: ["api"] },
  ],
};

/** Starts hosts in a directory that goes with the test run. */
export async function start(
  hosts: readonly HostDefinition[],
  options: { directory?: string; load?: string } = {},
): Promise<CodeHosts> {
  const content = Object.fromEntries(
    hosts.map(({ key, type }) => [key, type === "gitlab" ? GITLAB_CONTENT : GITHUB_CONTENT]),
  );
  const directory = options.directory ?? temporary();
  return startCodeHosts({ hosts, content, ...options, directory, environment: process.env });
}

/** A directory that goes with the test run. */
export const temporary = (): string => mkdtempSync(join(tmpdir(), "code-host-"));

/** Answer of a request. */
export interface Answer<T = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** Caller of an API by its address. */
export type Api = <T = Record<string, unknown>>(
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer<T>>;

/** Calls an API with a token. */
export function apiOf(base: string, token = "robot-token"): Api {
  return async <T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${base}${path}`, {
      method,
      headers: {
        "user-agent": "tests",
        ...(token === "" ? {} : { authorization: `Bearer ${token}` }),
        "content-type": "application/json",
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const answered = text === "" ? {} : (JSON.parse(text) as unknown);
    return { status: response.status, headers: response.headers, body: answered as T };
  };
}

/** Runs git as a person does, with no configuration of this machine. */
export async function git(directory: string, ...args: readonly string[]): Promise<string> {
  const identity = ["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c", "credential.helper="];
  const environment = {
    ...process.env,
    GIT_CONFIG_GLOBAL: "/dev/null",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_TERMINAL_PROMPT: "0",
  };
  const { stdout } = await run("git", [...identity, ...args], { cwd: directory, env: environment });
  return stdout;
}

/** Settings with which git sends a token, which is in no address. */
export function gitToken(token: string): string[] {
  const value = Buffer.from(`x-access-token:${token}`).toString("base64");
  return ["-c", `http.extraHeader=Authorization: Basic ${value}`];
}
