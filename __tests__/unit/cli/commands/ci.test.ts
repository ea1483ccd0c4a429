import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ciAcceptCommand } from "../../../../cli/commands/ci-accept";
import { ciCredentialsCommand } from "../../../../cli/commands/ci-credentials";
import { ciReportCommand } from "../../../../cli/commands/ci-report";
import type { Command } from "../../../../cli/frame";
import { Interruption } from "../../../../runner";

interface Request {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

let directory: string;
let server: Server;
let base: string;
const requests: Request[] = [];
let answer: (request: Request) => { status?: number; body: string };

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "smus-ci-"));
  server = createServer((incoming, response) => {
    let body = "";
    incoming.on("data", (chunk: Buffer) => (body += chunk.toString("utf8")));
    incoming.on("end", () => {
      const request = { method: incoming.method ?? "", url: incoming.url ?? "", headers: incoming.headers, body };
      requests.push(request);
      const { status = 200, body: text } = answer(request);
      response.writeHead(status, { "content-type": text.startsWith("<") ? "text/xml" : "application/json" }).end(text);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});
beforeEach(() => (requests.length = 0));

const run = async (command: Command, argv: string[], environment: NodeJS.ProcessEnv): Promise<[number, string]> => {
  const printed: string[] = [];
  const context = { argv, environment, interruption: new Interruption(), print: (text: string) => printed.push(text) };
  return [await command.run(context as never), printed.join("\n")];
};

describe("npm run ci:credentials", () => {
  const file = (): string => join(directory, "ci/credentials");
  const job = (more: NodeJS.ProcessEnv): NodeJS.ProcessEnv => ({
    SMUS_CI_ROLE_ARN: "arn:aws:iam::111111111111:role/ci-plan",
    AWS_SHARED_CREDENTIALS_FILE: file(),
    AWS_REGION: "eu-west-1",
    ...more,
  });
  const sts = `<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
    <Credentials><AccessKeyId>ASIAX</AccessKeyId><SecretAccessKey>hush</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>2030-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>`;
  const expected = "[default]\naws_access_key_id=ASIAX\naws_secret_access_key=hush\naws_session_token=token\n";
  beforeEach(() => {
    process.env["AWS_ENDPOINT_URL_STS"] = base;
    answer = ({ url }) => ({ body: url.startsWith("/github") ? JSON.stringify({ value: "of-github" }) : sts });
  });
  afterEach(() => void delete process.env["AWS_ENDPOINT_URL_STS"]);

  it("exchanges GitLab's token for credentials that nobody else may read", async () => {
    const [code, text] = await run(ciCredentialsCommand, [], job({ SMUS_ID_TOKEN: "of-gitlab", CI_JOB_ID: "7" }));
    expect([code, readFileSync(file(), "utf8"), statSync(file()).mode & 0o777]).toEqual([0, expected, 0o600]);
    expect(text).not.toMatch(/hush|ASIAX|of-gitlab/);
    const asked = new URLSearchParams(requests[0].body);
    expect(Object.fromEntries(asked)).toMatchObject({
      Action: "AssumeRoleWithWebIdentity",
      RoleArn: "arn:aws:iam::111111111111:role/ci-plan",
      RoleSessionName: "smus-ci-7",
      WebIdentityToken: "of-gitlab",
      DurationSeconds: "3600",
    });
    expect(requests[0].headers["authorization"]).toBeUndefined();
  });

  it("asks GitHub, of any host, for the token with AWS's audience", async () => {
    const environment = job({
      ACTIONS_ID_TOKEN_REQUEST_URL: `${base}/github?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "secret",
    });
    expect((await run(ciCredentialsCommand, ["--seconds", "7200"], environment))[0]).toBe(0);
    expect(requests[0]).toMatchObject({
      url: "/github?api-version=2&audience=sts.amazonaws.com",
      headers: { authorization: "Bearer secret" },
    });
    expect(requests[1].body).toContain("WebIdentityToken=of-github");
    expect(requests[1].body).toContain("DurationSeconds=7200");
  });

  it("says which setting is missing, that the job has no identity, and what AWS refused", async () => {
    await expect(run(ciCredentialsCommand, [], job({ SMUS_CI_ROLE_ARN: "" }))).rejects.toThrow(
      /SMUS_CI_ROLE_ARN is not set/,
    );
    await expect(run(ciCredentialsCommand, [], job({}))).rejects.toThrow(/this job has no identity token/);
    answer = () => ({
      status: 403,
      body: "<ErrorResponse><Error><Code>AccessDenied</Code><Message>Not authorized</Message></Error></ErrorResponse>",
    });
    await expect(run(ciCredentialsCommand, [], job({ SMUS_ID_TOKEN: "x" }))).rejects.toThrow(
      /ci-plan to this job: AccessDenied: Not authorized/,
    );
  });
});

describe("npm run ci:report", () => {
  const file = (): string => join(directory, "plan.md");
  const args = (): string[] => ["--title", "Plan dev", "--file", file()];
  beforeEach(() => writeFileSync(file(), "2 to update\n"));

  const github = (): NodeJS.ProcessEnv => {
    const event = join(directory, "event.json");
    writeFileSync(event, JSON.stringify({ pull_request: { number: 5 } }));
    return {
      GITHUB_API_URL: `${base}/api/v3`,
      GITHUB_REPOSITORY: "acme/smus",
      GITHUB_EVENT_PATH: event,
      GITHUB_TOKEN: "t",
    };
  };
  const gitlab = (): NodeJS.ProcessEnv => ({
    CI_API_V4_URL: `${base}/api/v4`,
    CI_PROJECT_ID: "12",
    CI_MERGE_REQUEST_IID: "5",
    SMUS_GITLAB_TOKEN: "t",
  });
  const systems = [
    [
      "GitHub",
      github,
      "/api/v3/repos/acme/smus/issues/5/comments",
      "/api/v3/repos/acme/smus/issues/comments/9",
      "PATCH",
    ],
    [
      "GitLab",
      gitlab,
      "/api/v4/projects/12/merge_requests/5/notes",
      "/api/v4/projects/12/merge_requests/5/notes/9",
      "PUT",
    ],
  ] as const;

  it.each(systems)(
    "comments a merge request of %s once, and replaces that comment the next time",
    async (_, system, list, one, change) => {
      answer = () => ({ body: "[]" });
      expect((await run(ciReportCommand, args(), system()))[0]).toBe(0);
      expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
        `GET ${list}?per_page=100&page=1`,
        `POST ${list}`,
      ]);
      const { body } = JSON.parse(requests[1].body) as { body: string };
      expect(body).toBe("<!-- smus: Plan dev -->\n## Plan dev\n\n2 to update");
      requests.length = 0;
      // The earlier comment is the 101st.
      const others = Array.from({ length: 100 }, (_entry, id) => ({ id: 1000 + id, body: "hello" }));
      answer = ({ url }) => ({ body: JSON.stringify(url.endsWith("&page=1") ? others : [{ id: 9, body }]) });
      await run(ciReportCommand, args(), system());
      expect(requests.map(({ method, url }) => `${method} ${url}`).at(-1)).toBe(`${change} ${one}`);
    },
  );

  it("writes to the page of a GitHub run, without a merge request", async () => {
    const page = join(directory, "page.md");
    const event = join(directory, "push.json");
    writeFileSync(event, "{}");
    const [code, text] = await run(ciReportCommand, args(), {
      ...github(),
      GITHUB_EVENT_PATH: event,
      GITHUB_STEP_SUMMARY: page,
    });
    expect([code, text, readFileSync(page, "utf8")]).toEqual([
      0,
      "## Plan dev\n\n2 to update",
      "## Plan dev\n\n2 to update\n",
    ]);
    expect(requests).toEqual([]);
  });

  it("says so where nothing was written, and cuts what no comment can hold", async () => {
    rmSync(file());
    expect((await run(ciReportCommand, args(), {}))[1]).toContain("Nothing was written: see the log of the job.");
    writeFileSync(file(), "x".repeat(100000));
    expect((await run(ciReportCommand, args(), {}))[1].length).toBeLessThan(61000);
  });

  it("names the token that GitLab needs, and what the server refused", async () => {
    await expect(run(ciReportCommand, args(), { ...gitlab(), SMUS_GITLAB_TOKEN: "" })).rejects.toThrow(
      /SMUS_GITLAB_TOKEN is not set/,
    );
    answer = () => ({ status: 401, body: "{}" });
    await expect(run(ciReportCommand, args(), gitlab())).rejects.toThrow(
      /GET \/api\/v4\/projects\/12\S+: 401 Unauthorized/,
    );
  });
});

describe("npm run ci:accept", () => {
  const exit = (code: number): string[] => [process.execPath, "-e", `process.exit(${code})`];

  it.each([
    [0, 0],
    [1, 1],
    [2, 0],
    [3, 3],
  ])("ends a command that ends with %d with %d where 2 is accepted", async (code, expected) => {
    expect((await run(ciAcceptCommand, ["2", ...exit(code)], process.env))[0]).toBe(expected);
  });

  it("refuses to run without a code or a command, or a command that is not there", async () => {
    await expect(run(ciAcceptCommand, ["npm", "run", "plan"], {})).rejects.toThrow(/usage: npm run ci:accept/);
    await expect(run(ciAcceptCommand, ["2"], {})).rejects.toThrow(/usage: npm run ci:accept/);
    await expect(run(ciAcceptCommand, ["2", "/no/such/program"], {})).rejects.toThrow(/could not be started/);
  });
});
