import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Gitlab } from "@gitbeaker/rest";
import type { CodeHosts } from "../../../../packages/emulator/code-host";
import { apiOf, git, gitToken, start, temporary } from "./harness";

let hosts: CodeHosts;
beforeAll(async () => {
  hosts = await start([{ key: "gitlab", type: "gitlab" }]);
});
afterAll(() => hosts.stop());

describe("GitLab", () => {
  /** The client that people use: it sends requests as GitLab has published them. */
  const client = () => new Gitlab({ host: hosts.url("gitlab"), token: "robot-token" });
  const api = (token = "robot-token") => apiOf(`${hosts.url("gitlab")}/api/v4`, token);

  const made = async (path: string) => {
    const { id: namespaceId } = await client().Namespaces.show("acme/ml");
    return client().Projects.create({ name: `Project ${path}`, path, namespaceId });
  };
  const refusalOf = (promise: Promise<unknown>) =>
    promise.then(
      () => undefined,
      (error: Error & { cause?: { description?: string; response?: Response } }) => [
        error.cause?.response?.status,
        error.cause?.description,
      ],
    );

  it("makes a project in a group below a group, once", async () => {
    expect(await made("once")).toMatchObject({
      path_with_namespace: "acme/ml/once",
      empty_repo: true,
      default_branch: null,
    });
    expect(await refusalOf(made("once"))).toEqual([400, expect.stringContaining("has already been taken")]);
    expect(await client().Projects.show("acme/ml/once")).toMatchObject({ name: "Project once" });
  });

  it("makes the first commit of many files, protects the default branch, and is cloned and pushed to by git", async () => {
    const { id, http_url_to_repo: url } = await made("many");
    const commit = await client().Commits.create(id, "main", "Seed", [
      { action: "create", filePath: ".gitlab-ci.yml", content: "job: {script: [true]}\n" },
      {
        action: "create",
        filePath: "data/bytes.bin",
        content: Buffer.from([0, 255]).toString("base64"),
        encoding: "base64",
      },
      { action: "create", filePath: "run.sh", content: "#!/bin/sh\n", execute_filemode: true },
    ]);
    expect(commit).toMatchObject({ title: "Seed", parent_ids: [], author_name: "Robot" });
    const files = await client().Repositories.allRepositoryTrees(id, { recursive: true });
    expect(files.map(({ path }) => path)).toEqual([".gitlab-ci.yml", "data", "data/bytes.bin", "run.sh"]);

    const directory = temporary();
    await git(directory, ...gitToken("robot-token"), "clone", "--quiet", String(url), "clone");
    const clone = join(directory, "clone");
    expect(await git(clone, "ls-files", "--stage")).toMatch(
      /^100644 .*\.gitlab-ci\.yml\n100644 .*bytes\.bin\n100755 .*run\.sh\n$/,
    );
    writeFileSync(join(clone, "by-git.txt"), "hello\n");
    await git(clone, "add", "--all");
    await git(clone, "commit", "--quiet", "-m", "By git");
    await git(clone, ...gitToken("robot-token"), "push", "--quiet", "origin", "HEAD:work");
    expect((await client().Commits.all(id, { refName: "work" })).map(({ title }) => title)).toEqual(["By git", "Seed"]);
  });

  it("takes one of two first commits at once, and refuses the other", async () => {
    const { id } = await made("race");
    const commit = () =>
      client().Commits.create(id, "main", "Seed", [{ action: "create", filePath: "a", content: "a" }]);
    const outcomes = await Promise.all([refusalOf(commit()), refusalOf(commit())]);
    expect(outcomes).toEqual(expect.arrayContaining([undefined, [400, "A file with this name already exists"]]));
  });

  it("begins a branch from another one, and refuses one that is there", async () => {
    const { id } = await made("branches");
    await client().Commits.create(id, "main", "Seed", [{ action: "create", filePath: "a", content: "a\n" }]);
    const update = (branch: string) =>
      client().Commits.create(id, branch, "Upgrade", [{ action: "update", filePath: "a", content: "b\n" }], {
        startBranch: "main",
      });
    expect(await update("upgrade")).toMatchObject({ title: "Upgrade" });
    expect(await refusalOf(update("upgrade"))).toEqual([
      400,
      expect.stringContaining("A branch called 'upgrade' already exists"),
    ]);
  });

  it("lets in whom it knows, as far as scopes and levels go", async () => {
    await made("private");
    const path = "/projects/acme%2Fml%2Fprivate";
    expect(await api("")("GET", path)).toMatchObject({ status: 404, body: { message: "404 Project Not Found" } });
    expect(await api("wrong")("GET", path)).toMatchObject({ status: 401, body: { message: "401 Unauthorized" } });
    expect(await api("stranger-token")("GET", path)).toMatchObject({ status: 404 });
    expect(await api("reader")("GET", path)).toMatchObject({ status: 200 });
    expect(await api("reader")("PUT", path, { description: "x" })).toMatchObject({
      status: 403,
      body: { error: "insufficient_scope" },
    });
    expect(await api("robot-token")("DELETE", path)).toMatchObject({ status: 403 });
    expect(await api("robot-token")("POST", `${path}/hooks`, {})).toMatchObject({ status: 501 });
    await expect(
      git(temporary(), ...gitToken("stranger-token"), "clone", `${hosts.url("gitlab")}/acme/ml/private.git`),
    ).rejects.toThrow("not found");
  });
});
