import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CodeHosts } from "../../../../packages/emulator/code-host";
import { type Api, apiOf, git, gitToken, start, temporary } from "./harness";

const HOSTS = [
  { key: "cloud", type: "github", base: "" },
  { key: "server", type: "github-enterprise-server", base: "/api/v3" },
] as const;

interface Sha {
  readonly sha: string;
}
interface FileCommit {
  readonly commit: Sha & { readonly tree: Sha };
}

let hosts: CodeHosts;
beforeAll(async () => {
  hosts = await start(HOSTS.map(({ key, type }) => ({ key, type })));
});
afterAll(() => hosts.stop());

describe.each(HOSTS)("GitHub as $type", ({ key, base }) => {
  let api: Api;
  const as = (token: string) => apiOf(`${hosts.url(key)}${base}`, token);
  beforeAll(() => {
    api = as("robot-token");
  });

  const made = async (name: string) => {
    const { status, body } = await api("POST", "/orgs/acme/repos", { name, private: true });
    expect([status, body.full_name]).toEqual([201, `acme/${name}`]);
    return body;
  };
  const put = (name: string, path: string, text: string, more: object = {}) =>
    api<FileCommit>("PUT", `/repos/acme/${name}/contents/${path}`, {
      message: `Write ${path}`,
      content: Buffer.from(text).toString("base64"),
      ...more,
    });

  it("makes a repository, once", async () => {
    await made("once");
    const again = await api("POST", "/orgs/acme/repos", { name: "once" });
    expect(again).toMatchObject({
      status: 422,
      body: { errors: [{ message: "name already exists on this account" }] },
    });
    expect(await api("GET", "/repos/acme/once")).toMatchObject({
      status: 200,
      body: { private: true, default_branch: "main" },
    });
  });

  it("has no Git objects in an empty repository, but takes a first file", async () => {
    await made("empty");
    const blob = await api("POST", "/repos/acme/empty/git/blobs", { content: "a" });
    expect(blob).toMatchObject({ status: 409, body: { message: "Git Repository is empty." } });
    expect(await api("GET", "/repos/acme/empty/contents/README.md")).toMatchObject({
      status: 404,
      body: { message: "This repository is empty." },
    });
    expect(await put("empty", "README.md", "# First\n")).toMatchObject({
      status: 201,
      body: { commit: { parents: [] } },
    });
    expect(await api("GET", "/repos/acme/empty/git/ref/heads/main")).toMatchObject({
      status: 200,
      body: { ref: "refs/heads/main" },
    });
  });

  it("takes one of two first files at once, and refuses the other", async () => {
    await made("race");
    const answers = await Promise.all([put("race", "README.md", "a\n"), put("race", "README.md", "b\n")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  });

  it("takes a commit of many files by Git objects, which git clones", async () => {
    const { clone_url: url } = await made("many");
    const first = await put("many", ".gitignore", "*.pyc\n");
    const { sha: blob } = (
      await api<Sha>("POST", "/repos/acme/many/git/blobs", {
        content: Buffer.from([0, 255]).toString("base64"),
        encoding: "base64",
      })
    ).body;
    const tree = await api<Sha>("POST", "/repos/acme/many/git/trees", {
      base_tree: first.body.commit.tree.sha,
      tree: [
        { path: "data/bytes.bin", mode: "100644", type: "blob", sha: blob },
        { path: ".github/workflows/build.yml", mode: "100644", type: "blob", content: "on: push\n" },
        { path: "run.sh", mode: "100755", type: "blob", content: "#!/bin/sh\n" },
      ],
    });
    expect(tree.status).toBe(201);
    const commit = await api<Sha>("POST", "/repos/acme/many/git/commits", {
      message: "Seed\n\nbody",
      tree: tree.body.sha,
      parents: [first.body.commit.sha],
    });
    expect(commit.status).toBe(201);
    const moved = await api("PATCH", "/repos/acme/many/git/refs/heads/main", { sha: commit.body.sha });
    expect(moved.status).toBe(200);
    const back = await api("PATCH", "/repos/acme/many/git/refs/heads/main", { sha: first.body.commit.sha });
    expect(back).toMatchObject({ status: 422, body: { message: "Update is not a fast forward" } });

    const directory = temporary();
    await git(directory, ...gitToken("robot-token"), "clone", "--quiet", String(url), "clone");
    const clone = join(directory, "clone");
    expect(await git(clone, "ls-files", "--stage")).toMatch(
      /^100644 .*\.github\/workflows\/build\.yml\n100644 .*\.gitignore\n100644 .*data\/bytes\.bin\n100755 .*run\.sh\n$/,
    );
    expect(await git(clone, "log", "--format=%s|%an")).toBe("Seed|Robot\nWrite .gitignore|Robot\n");
    expect(await git(clone, "fsck", "--strict")).toBe("");

    writeFileSync(join(clone, "by-git.txt"), "hello\n");
    await git(clone, "add", "--all");
    await git(clone, "commit", "--quiet", "-m", "By git");
    await git(clone, ...gitToken("robot-token"), "push", "--quiet", "origin", "HEAD:main");
    const seen = await api("GET", "/repos/acme/many/contents/by-git.txt");
    expect(Buffer.from(String(seen.body.content), "base64").toString()).toBe("hello\n");
  });

  it("refuses requests that the description refuses, and names what it does not serve", async () => {
    await made("strict");
    expect(await api("PUT", "/repos/acme/strict/contents/a", { message: "no content" })).toMatchObject({
      status: 422,
      body: { message: `Invalid request.\n\n"content" wasn't supplied.` },
    });
    expect(await api("POST", "/repos/acme/strict/hooks", {})).toMatchObject({
      status: 501,
      body: { message: "the code host does not implement repos/create-webhook" },
    });
  });

  it("lets in whom it knows, as far as scopes and permissions go", async () => {
    await made("private");
    await put("private", "README.md", "a\n");
    const path = "/repos/acme/private";
    expect(await as("")("GET", path)).toMatchObject({ status: 404 });
    expect(await as("wrong")("GET", path)).toMatchObject({ status: 401, body: { message: "Bad credentials" } });
    expect(await as("expired")("GET", path)).toMatchObject({ status: 401 });
    expect(await as("stranger-token")("GET", path)).toMatchObject({ status: 404 });
    expect(await as("no-scope")("GET", path)).toMatchObject({ status: 404 });
    const write = { message: "m", content: "" };
    expect(await as("fine-grained")("PUT", `${path}/contents/a`, write)).toMatchObject({
      status: 403,
      body: { message: "Resource not accessible by personal access token" },
    });
    expect(await as("no-workflow")("PUT", `${path}/contents/.github/workflows/a.yml`, write)).toMatchObject({
      status: 404,
    });
    await expect(git(temporary(), "clone", `${hosts.url(key)}/acme/private.git`)).rejects.toThrow(
      /could not read Username|Authentication failed/,
    );
    await expect(
      git(temporary(), ...gitToken("stranger-token"), "clone", `${hosts.url(key)}/acme/private.git`),
    ).rejects.toThrow("not found");
  });

  it("has answered as GitHub's description says", () => {
    expect(hosts.violations.filter(({ host, of }) => host === key && of === "answer")).toEqual([]);
  });
});
