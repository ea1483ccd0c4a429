import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_VERSION } from "../../contracts/version";
import { bundleFunction } from "../../modules/function-code";
import { InstalledRepository } from "../support/installed-repository";

const STACKS = [
  "analytics-association",
  "analytics-foundation",
  "analytics-state",
  "governance-domain",
  "governance-foundation",
  "governance-profiles",
  "governance-sharing",
  "governance-state",
];

/** About two minutes, most of it npm's. */
describe("a repository that smus init has written, with the package installed from its tarball", () => {
  let repository: InstalledRepository;
  const file = (path: string): string => readFileSync(join(repository.directory, path), "utf8");
  beforeAll(() => {
    repository = new InstalledRepository("--pipelines", "github");
  });
  afterAll(() => repository.dispose());

  test("is installed without a warning, and without what only development needs", () => {
    expect(repository.installation).not.toMatch(/warn/i);
    for (const name of ["cdktf-cli", "ts-node", "prettier", "jest"])
      expect([name, existsSync(join(repository.directory, "node_modules", name))]).toEqual([name, false]);
  });

  test("says the version that was packed", () => {
    expect(repository.smus("--version")).toMatchObject({ status: 0, stdout: `${PROJECT_VERSION}\n`, stderr: "" });
  });

  test("is checked by npx smus config:check and by the npm script, problems in one list", () => {
    const { status, stdout, stderr } = repository.smus("config:check");
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout).toMatch(/^main: owns domain "acme-data" in governance, us-east-1\n[^]*ok: 1 stage\n$/);
    expect(repository.run("npm", ["run", "--silent", "config:check"]).stdout).toBe(stdout);
    const wrong = join(repository.directory, "environments/broken.ts");
    writeFileSync(wrong, file("environments/main.ts").replace("222222222222", "22"));
    expect(repository.smus("config:check", "--stage", "broken")).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^broken\.ts: \d+ problems?\n {2}\[/) as string,
    });
    writeFileSync(wrong, "");
    repository.run("rm", [wrong]);
  });

  test("is synthesized, with the functions that were packed", () => {
    expect(repository.smus("synth", "--stage", "main")).toMatchObject({ status: 0, stderr: "" });
    expect(readdirSync(join(repository.directory, "cdktf.out/stacks")).sort()).toEqual(STACKS);
    const foundation = file("cdktf.out/stacks/governance-foundation/cdk.tf.json");
    expect(foundation).toContain(bundleFunction("control-plane").sourceHashBase64);
  });

  test("is synthesized by the app that cdktf.json names, as npx cdktf synth runs it", () => {
    const { app } = JSON.parse(file("cdktf.json")) as { app: string };
    const [program, ...args] = app.split(" ");
    const out = join(repository.directory, "by-cdktf");
    expect(repository.run(program, args, { TF_WORKSPACE: "main", CDKTF_OUTDIR: out })).toMatchObject({
      status: 0,
      stderr: "",
    });
    expect(readdirSync(join(out, "stacks")).sort()).toEqual(STACKS);
  });

  test("has types that an editor completes and checks stage files with", () => {
    const check = ["run", "--silent", "check"];
    expect(repository.run("npm", check)).toMatchObject({ status: 0, stdout: "" });
    const stage = file("environments/main.ts");
    writeFileSync(join(repository.directory, "environments/main.ts"), stage.replace('"DataLake"', '"DataLak"'));
    expect(repository.run("npm", check).stdout).toContain("Argument of type '\"DataLak\"'");
    writeFileSync(join(repository.directory, "environments/main.ts"), stage);
  });

  test("compares itself with an earlier commit", () => {
    const git = (...args: string[]) =>
      expect(repository.run("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args]).status).toBe(0);
    git("init", "-q");
    git("add", "-A");
    git("commit", "-q", "-m", "first");
    const stage = join(repository.directory, "environments/main.ts");
    writeFileSync(stage, file("environments/main.ts").replace('name: "Lakehouse"', 'name: "Lake"'));
    const { status, stdout } = repository.smus("affected", "--base", "HEAD");
    expect(status).toBe(0);
    expect(stdout).toContain("governance-profiles");
    expect(stdout).toMatch(/^affected: 1 of 8 stacks$/m);
  });

  test("draws its topology and has pipelines that install and call what it has", () => {
    expect(repository.smus("topology").stdout).toMatch(/^wrote .smus\/topology\.html: 2 accounts/);
    expect(readdirSync(join(repository.directory, ".github/workflows")).sort()).toEqual([
      "deploy.yml",
      "drift.yml",
      "merge-request.yml",
    ]);
    const { scripts } = JSON.parse(file("package.json")) as { scripts: Record<string, string> };
    const called = [...file(".github/workflows/deploy.yml").matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name);
    expect(called.length).toBeGreaterThan(0);
    expect(called.filter((name) => !(name in scripts))).toEqual([]);
    expect(repository.smus("pipelines", "--check")).toMatchObject({ status: 0, stderr: "" });
  });
});
