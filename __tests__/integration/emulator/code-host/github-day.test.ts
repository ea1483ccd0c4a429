import { sign } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeHosts } from "../../../../packages/emulator/code-host";
import { type Api, apiOf, APP_KEYS, git, gitToken, start, temporary } from "./harness";

const DEPLOY = `
name: Deploy
on:
  workflow_dispatch:
    inputs:
      package: { required: true }
      stage: { required: true, default: test }
`;

interface WithId {
  readonly id: number;
}

let hosts: CodeHosts;
let api: Api;
const PATH = "/repos/acme/model";
const as = (token: string) => apiOf(`${hosts.url("server")}/api/v3`, token);

beforeAll(async () => {
  hosts = await start([{ key: "server", type: "github-enterprise-server" }]);
  api = as("robot-token");
  await api("POST", "/orgs/acme/repos", { name: "model", private: true });
  const content = Buffer.from(DEPLOY).toString("base64");
  const first = await api("PUT", `${PATH}/contents/.github/workflows/deploy.yml`, { message: "Seed", content });
  expect(first.status).toBe(201);
});
afterAll(() => hosts.stop());

const push = async (branch: string, file: string) => {
  const directory = temporary();
  await git(directory, ...gitToken("robot-token"), "clone", "--quiet", `${hosts.url("server")}/acme/model.git`, ".");
  writeFileSync(join(directory, file), "text\n");
  await git(directory, "add", "--all");
  await git(directory, "commit", "--quiet", "-m", `Add ${file}`);
  return git(directory, ...gitToken("robot-token"), "push", "--quiet", "origin", `HEAD:${branch}`);
};

it("keeps environments with reviewers and variables", async () => {
  const { body: ada } = await api<WithId>("GET", "/users/ada");
  const { body: team } = await api<WithId>("GET", "/orgs/acme/teams/risk");
  const reviewers = [{ type: "Team", id: team.id }];
  const wanted = { reviewers, deployment_branch_policy: { protected_branches: true, custom_branch_policies: false } };
  expect(await api("GET", `${PATH}/environments/prod`)).toMatchObject({ status: 404 });
  expect(await api("PUT", `${PATH}/environments/prod`, { reviewers: [{ type: "User", id: ada.id }] })).toMatchObject({
    status: 422,
    body: { message: expect.stringContaining(`reviewers without access to the repository: User ${ada.id}`) as string },
  });
  expect(await api("PUT", "/orgs/acme/teams/risk/repos/acme/model", { permission: "push" })).toMatchObject({
    status: 204,
  });
  expect(await api("PUT", `${PATH}/environments/prod`, wanted)).toMatchObject({
    status: 200,
    body: {
      protection_rules: [
        { type: "required_reviewers", reviewers: [{ type: "Team", reviewer: { slug: "risk" } }] },
        { type: "branch_policy" },
      ],
    },
  });

  const variables = `${PATH}/environments/prod/variables`;
  const variable = { name: "SMUS_ROLE_ARN", value: "arn:aws:iam::111111111111:role/a" };
  expect(await api("PATCH", `${variables}/SMUS_ROLE_ARN`, variable)).toMatchObject({ status: 404 });
  expect(await api("POST", variables, variable)).toMatchObject({ status: 201 });
  expect(await api("POST", variables, variable)).toMatchObject({ status: 409 });
  expect(await api("PATCH", `${variables}/SMUS_ROLE_ARN`, { value: "arn:b" })).toMatchObject({ status: 204 });
  expect(await api("GET", variables)).toMatchObject({ body: { total_count: 1, variables: [{ value: "arn:b" }] } });
  expect(await api("GET", `${PATH}/actions/variables`)).toMatchObject({ body: { total_count: 0 } });
  expect(await api("GET", `${PATH}/teams`)).toMatchObject({ body: [{ slug: "risk", permission: "push" }] });
});

it("closes a protected branch to pushes and commits, and opens it to a pull request that somebody else has approved", async () => {
  const protection = `${PATH}/branches/main/protection`;
  expect(await api("GET", protection)).toMatchObject({ status: 404, body: { message: "Branch not protected" } });
  const wanted = {
    required_status_checks: { strict: false, contexts: [], checks: [{ context: "test" }] },
    enforce_admins: true,
    required_pull_request_reviews: {
      require_code_owner_reviews: true,
      required_approving_review_count: 1,
      dismiss_stale_reviews: true,
    },
    restrictions: null,
    allow_force_pushes: false,
  };
  expect(await api("PUT", protection, wanted)).toMatchObject({ status: 200 });
  expect(await api("GET", protection)).toMatchObject({
    body: {
      enforce_admins: { enabled: true },
      required_status_checks: { contexts: ["test"] },
      allow_deletions: { enabled: false },
    },
  });
  await expect(push("main", "a.txt")).rejects.toThrow("Changes must be made through a pull request.");
  const direct = await api("PUT", `${PATH}/contents/a.txt`, { message: "m", content: "" });
  expect(direct).toMatchObject({
    status: 409,
    body: { message: expect.stringContaining("rule violations") as string },
  });

  await push("upgrade", "a.txt");
  const pull = { title: "Upgrade", head: "upgrade", base: "main", body: "New version" };
  expect(await api("POST", `${PATH}/pulls`, pull)).toMatchObject({
    status: 201,
    body: { number: 1, changed_files: 1 },
  });
  expect(await api("POST", `${PATH}/pulls`, pull)).toMatchObject({
    status: 422,
    body: { errors: [{ message: "A pull request already exists for acme:upgrade." }] },
  });
  expect(await api("GET", `${PATH}/pulls?state=all&head=acme%3Aupgrade`)).toMatchObject({
    body: [{ number: 1, state: "open" }],
  });
  expect(await api("GET", `${PATH}/pulls/1/files`)).toMatchObject({
    body: [{ filename: "a.txt", status: "added", patch: "@@ -0,0 +1 @@\n+text\n" }],
  });
  expect(await api("PUT", `${PATH}/pulls/1/merge`)).toMatchObject({ status: 405 });
  expect(await api("POST", `${PATH}/pulls/1/reviews`, { event: "APPROVE" })).toMatchObject({ status: 422 });
  hosts.hosts.get("server")?.add({ tokens: [{ token: "ada-token", user: "ada", scopes: ["repo"] }] });
  expect(await as("ada-token")("POST", `${PATH}/pulls/1/reviews`, { event: "APPROVE" })).toMatchObject({ status: 200 });
  expect(await api("PUT", `${PATH}/pulls/1/merge`)).toMatchObject({ status: 200, body: { merged: true } });
  expect(await api("GET", `${PATH}/pulls/1`)).toMatchObject({
    body: { state: "closed", merged: true, merged_by: { login: "robot" } },
  });
  expect(await api("GET", `${PATH}/contents/a.txt`)).toMatchObject({ status: 200 });
});

it("closes branches by a ruleset, too, but for the app that it lets pass", async () => {
  const ruleset = {
    name: "reviewed",
    enforcement: "active",
    conditions: { ref_name: { include: ["refs/heads/release/**"], exclude: [] } },
    rules: [
      {
        type: "pull_request",
        parameters: {
          allowed_merge_methods: ["merge"],
          dismiss_stale_reviews_on_push: true,
          require_code_owner_review: false,
          require_last_push_approval: false,
          required_approving_review_count: 1,
          required_review_thread_resolution: false,
        },
      },
    ],
  };
  expect(await api("POST", `${PATH}/rulesets`, ruleset)).toMatchObject({ status: 201, body: { source: "acme/model" } });
  expect(await api("POST", `${PATH}/rulesets`, ruleset)).toMatchObject({ status: 422 });
  const { body: branch } = await api<{ commit: { sha: string } }>("GET", `${PATH}/branches/main`);
  await api("POST", `${PATH}/git/refs`, { ref: "refs/heads/release/1", sha: branch.commit.sha });
  const write = { message: "m", content: "", branch: "release/1" };
  expect(await api("PUT", `${PATH}/contents/b.txt`, write)).toMatchObject({ status: 409 });
});

it("records a dispatched workflow as a run, with its inputs", async () => {
  const dispatch = (body: object) => api("POST", `${PATH}/actions/workflows/deploy.yml/dispatches`, body);
  expect(await dispatch({ ref: "none", inputs: {} })).toMatchObject({
    status: 422,
    body: { message: "No ref found for: none" },
  });
  expect(await dispatch({ ref: "main", inputs: {} })).toMatchObject({
    status: 422,
    body: { message: "Required input 'package' not provided" },
  });
  expect(await dispatch({ ref: "main", inputs: { package: "p", other: "x" } })).toMatchObject({
    status: 422,
    body: { message: 'Unexpected inputs provided: ["other"]' },
  });
  expect(await dispatch({ ref: "main", inputs: { package: "p" } })).toMatchObject({ status: 204 });
  expect(await api("GET", `${PATH}/actions/runs?event=workflow_dispatch`)).toMatchObject({
    body: {
      total_count: 1,
      workflow_runs: [{ status: "queued", head_branch: "main", path: ".github/workflows/deploy.yml@main" }],
    },
  });
  const record = hosts.hosts.get("server")?.repository("acme", "model");
  expect(record?.runs).toMatchObject([{ inputs: { package: "p", stage: "test" }, actor: "robot" }]);
});

it("gives an app tokens of its installation, as far as it is installed", async () => {
  const jwt = (claims: object, key = APP_KEYS.privateKey) => {
    const seconds = Math.floor(Date.now() / 1000);
    const [header, payload] = [
      { alg: "RS256", typ: "JWT" },
      { iat: seconds - 10, exp: seconds + 300, iss: "7", ...claims },
    ].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    return `${header}.${payload}.${sign("sha256", Buffer.from(`${header}.${payload}`), key).toString("base64url")}`;
  };
  const path = "/app/installations/70/access_tokens";
  expect(await as(jwt({ iss: "8" }))("POST", path)).toMatchObject({ status: 401 });
  expect(await as(jwt({ exp: Math.floor(Date.now() / 1000) + 3600 }))("POST", path)).toMatchObject({
    status: 401,
    body: { message: expect.stringContaining("too far in the future") as string },
  });
  const stranger = jwt({}).replace(/\.[^.]+$/, `.${"A".repeat(342)}`);
  expect(await as(stranger)("POST", path)).toMatchObject({ status: 401 });
  expect(await as(jwt({}))("POST", path, { permissions: { environments: "write" } })).toMatchObject({ status: 422 });
  const { status, body } = await as(jwt({}))<{ token: string }>("POST", path, { repositories: ["model"] });
  expect([status, body.token]).toEqual([201, expect.stringMatching(/^ghs_/)]);
  expect(await as(body.token)("GET", PATH)).toMatchObject({ status: 200 });
  expect(await as(body.token)("GET", `${PATH}/environments/prod/variables`)).toMatchObject({
    status: 403,
    body: { message: "Resource not accessible by integration" },
  });
  expect(await as(body.token)("GET", "/installation/repositories")).toMatchObject({ body: { total_count: 1 } });
  await git(temporary(), ...gitToken(body.token), "clone", "--quiet", `${hosts.url("server")}/acme/model.git`);
});

it("has answered as GitHub's description says, and was asked so", () => {
  const refused = hosts.violations.filter(({ of }) => of === "request");
  expect(hosts.violations.filter(({ of }) => of === "answer")).toEqual([]);
  expect(refused).toEqual([]);
});
