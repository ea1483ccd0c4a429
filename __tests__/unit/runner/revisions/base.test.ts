import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { prepareBase } from "../../../../runner/revisions";

let directory: string;
beforeEach(() => (directory = realpathSync(mkdtempSync(join(tmpdir(), "smus-sides-")))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const git = (repository: string, ...args: string[]): string =>
  execFileSync("git", ["-C", repository, "-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();

/** Writes files and commits them. */
function commit(repository: string, files: Record<string, string>): void {
  const root = join(directory, repository);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  if (!existsSync(join(root, ".git"))) git(directory, "init", "-q", "-b", "main", root);
  git(root, "add", "-A");
  git(root, "commit", "-q", "-m", "files");
}
const lock = (version: string, extra: object = {}) =>
  JSON.stringify({ packages: { "": { version: "9" }, "node_modules/a": { version }, ...extra } });
const CODE = { "main.ts": "1", "environments/dev.ts": "1", "package-lock.json": lock("1") };
const prepare = (head: { root: string; environments: string }, choice: Parameters<typeof prepareBase>[1]) =>
  prepareBase(
    { root: join(directory, head.root), environmentsDirectory: join(directory, head.environments) },
    choice,
    join(directory, "scratch"),
    process.env,
  );
const TOGETHER = { root: "code", environments: "code/environments" };
const APART = { root: "code", environments: "config/env" };

test("one repository: the ref names code and stage files; what is on disk does not count", async () => {
  commit("code", CODE);
  mkdirSync(join(directory, "code/node_modules"));
  writeFileSync(join(directory, "code/main.ts"), "2");
  const base = await prepare(TOGETHER, { base: "HEAD" });
  expect(readFileSync(join(base.root, "main.ts"), "utf8")).toBe("1");
  expect(base.environmentsDirectory).toBe(join(base.root, "environments"));
  expect(realpathSync(join(base.root, "node_modules"))).toBe(join(directory, "code/node_modules"));
  expect(base.commits).toEqual({
    code: git(join(directory, "code"), "rev-parse", "HEAD"),
    environments: git(join(directory, "code"), "rev-parse", "HEAD"),
  });
  expect(base.notes).toEqual([]);
});

test("leaves the repository as it is: no worktree, no staged change", async () => {
  commit("code", CODE);
  writeFileSync(join(directory, "code/main.ts"), "2");
  git(join(directory, "code"), "add", "-A");
  await prepare(TOGETHER, { base: "HEAD" });
  expect(git(join(directory, "code"), "worktree", "list").split("\n")).toHaveLength(1);
  expect(git(join(directory, "code"), "status", "--short")).toBe("M  main.ts");
});

test("a repository that a hook's variables do not name", async () => {
  commit("code", CODE);
  const hook = { GIT_DIR: join(directory, "other/.git"), GIT_INDEX_FILE: join(directory, "other/.git/index") };
  Object.assign(process.env, hook);
  try {
    const base = await prepare(TOGETHER, { base: "HEAD" });
    expect(readFileSync(join(base.root, "main.ts"), "utf8")).toBe("1");
  } finally {
    for (const name of Object.keys(hook)) Reflect.deleteProperty(process.env, name);
  }
});

test("the project in a folder of a larger repository", async () => {
  commit("mono", { "infra/main.ts": "1", "infra/environments/dev.ts": "1", "README.md": "1" });
  const base = await prepare({ root: "mono/infra", environments: "mono/infra/environments" }, { base: "HEAD" });
  expect(readFileSync(join(base.root, "main.ts"), "utf8")).toBe("1");
});

test("a directory that is reached through a link", async () => {
  commit("code", CODE);
  symlinkSync(join(directory, "code"), join(directory, "link"));
  const base = await prepare({ root: "link", environments: "link/environments" }, { base: "HEAD" });
  expect(existsSync(join(base.root, "main.ts"))).toBe(true);
});

test("stage files in a repository of their own: the ref is one of that, and the code is the same on both sides", async () => {
  commit("code", CODE);
  commit("config", { "env/dev.ts": "1" });
  commit("config", { "env/dev.ts": "2" });
  const base = await prepare(APART, { base: "HEAD~1" });
  expect(base.root).toBe(join(directory, "code"));
  expect(readFileSync(join(base.environmentsDirectory, "dev.ts"), "utf8")).toBe("1");
  expect(base.commits.code).toBeUndefined();
  expect(base.notes.join()).toContain("the code of both sides is this one");
});

test("--base-code compares versions of the code for the same stage files", async () => {
  commit("code", CODE);
  commit("code", { "main.ts": "2" });
  commit("config", { "env/dev.ts": "1" });
  const base = await prepare(APART, { baseCode: "HEAD~1" });
  expect(readFileSync(join(base.root, "main.ts"), "utf8")).toBe("1");
  expect(base.environmentsDirectory).toBe(join(directory, "config/env"));
});

test("--base-code is refused where one ref names both", async () => {
  commit("code", CODE);
  await expect(prepare(TOGETHER, { baseCode: "HEAD" })).rejects.toThrow("--base names both");
});

test("a ref that git does not know, and a directory outside of any repository, in one line each", async () => {
  commit("code", CODE);
  await expect(prepare(TOGETHER, { base: "nowhere" })).rejects.toThrow(/git knows no commit "nowhere".*fetch-depth 0/);
  await expect(prepare(TOGETHER, { base: "--output=x" })).rejects.toThrow("git knows no commit");
  mkdirSync(join(directory, "config/env"), { recursive: true });
  await expect(prepare(APART, { base: "HEAD" })).rejects.toThrow("is in no git repository");
});

test("says that a base which went on counts the other way round", async () => {
  commit("code", CODE);
  git(join(directory, "code"), "checkout", "-q", "-b", "feature");
  git(join(directory, "code"), "checkout", "-q", "main");
  commit("code", { "environments/dev.ts": "2" });
  git(join(directory, "code"), "checkout", "-q", "feature");
  const { notes } = await prepare(TOGETHER, { base: "main" });
  expect(notes.join()).toContain("git merge-base main HEAD");
});

describe("packages", () => {
  const withLock = (text: string) => {
    commit("code", CODE);
    mkdirSync(join(directory, "code/node_modules"));
    writeFileSync(join(directory, "code/package-lock.json"), text);
  };

  test("are shared while the lock file pins the same, whatever the project's version and its development packages", async () => {
    withLock(lock("1", { "": { version: "10" }, "node_modules/d": { version: "1", dev: true } }));
    const base = await prepare(TOGETHER, { base: "HEAD" });
    expect(existsSync(join(base.root, "node_modules"))).toBe(true);
    expect(base.notes).toEqual([]);
  });

  test("are shared on request although the lock file differs, and the result says what it misses", async () => {
    withLock(lock("2"));
    const base = await prepare(TOGETHER, { base: "HEAD", sharedPackages: true });
    expect(realpathSync(join(base.root, "node_modules"))).toBe(join(directory, "code/node_modules"));
    expect(base.notes.join()).toContain("what comes from packages alone is not in the result");
  });

  test("are installed from the base's lock file where it differs; where that fails, the way out is named", async () => {
    // A lock file that does not fit its package.json is refused by npm ci before it asks anybody.
    commit("code", { ...CODE, "package.json": JSON.stringify({ name: "x", dependencies: { b: "1.0.0" } }) });
    mkdirSync(join(directory, "code/node_modules"));
    writeFileSync(join(directory, "code/package-lock.json"), lock("2"));
    await expect(prepare(TOGETHER, { base: "HEAD" })).rejects.toThrow("--shared-packages");
    expect(readdirSync(join(directory, "code/.smus/packages"))).toEqual([]);
  });

  test("that were installed before for the same lock file are used again", async () => {
    commit("code", { ...CODE, "package.json": JSON.stringify({ name: "x", version: "1.0.0" }) });
    commit("code", {
      ".npmrc": "registry=https://registry.example.com/",
      "package-lock.json": JSON.stringify({
        name: "x",
        version: "1.0.0",
        lockfileVersion: 3,
        packages: { "": { name: "x", version: "1.0.0" } },
      }),
    });
    mkdirSync(join(directory, "code/node_modules"));
    writeFileSync(join(directory, "code/package-lock.json"), lock("2"));
    const base = await prepare(TOGETHER, { base: "HEAD" });
    expect(base.notes.join()).toContain("packages of its own");
    const installed = realpathSync(join(base.root, "node_modules"));
    expect(installed).toContain(join("code", ".smus", "packages"));
    expect(existsSync(join(installed, "../.npmrc"))).toBe(true); // where the base says that packages come from
  });
});
