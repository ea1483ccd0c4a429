import { parse } from "yaml";
import type { Affected, AffectedStack, Reason } from "../../../../runner/affected";
import { gitlabSchema } from "../../../support/workflow-linters";
import {
  formatAffected,
  formatGithubMatrix,
  formatGitlabPipeline,
  formatJson,
  type Comparison,
} from "../../../../runner/affected/format";

const stack = (stage: string, id: string, wave: number, ...reasons: Reason[]): AffectedStack => {
  const [account, layer] = id.split("-");
  return { stage, stack: id, account, layer, wave, change: "changed", reasons };
};
const block = (address: string): Reason => ({ kind: "block", address, change: "changed" });
const SMALL: Affected = {
  stages: [
    {
      stage: "shared",
      change: "changed",
      total: 3,
      removed: [],
      stacks: [stack("shared", "gov-domain", 1, block("aws_kms_key.K"))],
    },
    {
      stage: "dev",
      change: "changed",
      total: 9,
      removed: ["old-foundation"],
      stacks: [
        stack("dev", "fin-foundation", 1, block("aws_vpc.V"), {
          kind: "block",
          address: "aws_eip.E",
          change: "removed",
        }),
        stack("dev", "gov-projects", 2, {
          kind: "output",
          stage: "shared",
          stack: "gov-domain",
          output: "domainUnitIds",
          entry: "finance",
        }),
      ],
    },
    { stage: "prod", change: "unchanged", total: 9, removed: [], stacks: [] },
  ],
};
const NONE: Affected = { stages: [{ stage: "dev", change: "unchanged", total: 9, removed: [], stacks: [] }] };
const comparison = (affected: Affected): Comparison => ({
  against: "main (12345678)",
  commits: { code: "1234567890" },
  affected,
  notes: ["package-lock.json differs"],
});
/** One wave of many stacks. */
const many = (count: number): Affected => ({
  stages: ["dev", "prod"].map((stage) => ({
    stage,
    change: "changed",
    total: count,
    removed: [],
    stacks: Array.from({ length: count }, (_, index) => stack(stage, `m${index}-foundation`, 1, block("aws_x.y"))),
  })),
});

test("text: stages in order, waves, reasons, what is removed, and notes", () => {
  expect(formatAffected(comparison(SMALL))).toBe(
    [
      "compared with main (12345678)",
      "shared: 1 of 3 stacks",
      "  wave 1",
      "    gov-domain",
      "      ~ aws_kms_key.K",
      "dev: 2 of 9 stacks",
      "  wave 1",
      "    fin-foundation",
      "      ~ aws_vpc.V",
      "      - aws_eip.E",
      "  wave 2",
      "    gov-projects",
      '      reads domainUnitIds["finance"] of gov-domain (shared)',
      "  removed from the configuration; their states stay until somebody destroys them:",
      "    old-foundation",
      "prod: not affected (9 stacks)",
      "affected: 3 of 21 stacks; removed: 1",
      "note: package-lock.json differs",
    ].join("\n"),
  );
});

test("text: shortens a long list of reasons and says by how much", () => {
  const reasons = Array.from({ length: 20 }, (_, index) => block(`aws_x.r${index}`));
  const stages: Affected["stages"] = [{ ...SMALL.stages[0], stacks: [stack("shared", "gov-domain", 1, ...reasons)] }];
  expect(formatAffected(comparison({ stages }))).toContain("      and 12 more");
});

test("JSON: all of it, reasons with their text", () => {
  const parsed = JSON.parse(formatJson(comparison(SMALL))) as {
    base: object;
    notes: string[];
    stages: { stage: string; waves: { wave: number; stacks: { stack: string; reasons: { text: string }[] }[] }[] }[];
  };
  expect(parsed.base).toEqual({ against: "main (12345678)", code: "1234567890" });
  expect(parsed.notes).toHaveLength(1);
  expect(parsed.stages.map(({ stage, waves }) => [stage, waves.map(({ wave }) => wave)])).toEqual([
    ["shared", [1]],
    ["dev", [1, 2]],
    ["prod", []],
  ]);
  expect(parsed.stages[1].waves[1].stacks[0].reasons[0].text).toContain('domainUnitIds["finance"]');
});

describe("GitHub", () => {
  const include = (affected: Affected) =>
    (JSON.parse(formatGithubMatrix(affected)) as { include: { stage: string; stack: string; wave: number }[] }).include;

  test("is one line, a job for each stack, in the order of waves", () => {
    expect(formatGithubMatrix(SMALL)).not.toContain("\n");
    expect(include(SMALL).map(({ stage, stack: id, wave }) => `${wave} ${stage} ${id}`)).toEqual([
      "1 shared gov-domain",
      "1 dev fin-foundation",
      "2 dev gov-projects",
    ]);
    expect(include(NONE)).toEqual([]);
  });

  test("never has more than 256 jobs, and loses no stack: stacks of one stage and wave share one", () => {
    expect(include(many(128))).toHaveLength(256);
    const jobs = include(many(500));
    expect(jobs.length).toBeLessThanOrEqual(256);
    expect(jobs.flatMap(({ stage, stack: ids }) => ids.split(",").map((id) => `${stage} ${id}`)).length).toBe(1000);
    expect(new Set(jobs.map(({ stage, stack: ids }) => `${stage} ${ids}`)).size).toBe(jobs.length);
  });
});

describe("GitLab", () => {
  type Job = Readonly<Record<string, unknown>> & { readonly variables: Record<string, string>; readonly stage: string };
  const read = (text: string) => parse(text) as Record<string, unknown> & { stages: string[] };
  const jobsOf = (pipeline: Record<string, unknown>) =>
    Object.entries(pipeline).filter(([name]) => !["stages", "workflow", "include", ".smus-stack"].includes(name)) as [
      string,
      Job,
    ][];

  test("has a stage for each wave and a job for each stack, with what the job needs", () => {
    const pipeline = read(formatGitlabPipeline(SMALL));
    expect(pipeline.stages).toEqual(["wave-1", "wave-2"]);
    const jobs = jobsOf(pipeline);
    expect(jobs.map(([name, { stage }]) => `${stage}: ${name}`)).toEqual([
      "wave-1: shared gov-domain",
      "wave-1: dev fin-foundation",
      "wave-2: dev gov-projects",
    ]);
    expect(jobs[2][1]).toMatchObject({
      extends: ".smus-stack",
      variables: { TF_WORKSPACE: "dev", SMUS_STACK: "gov-projects", SMUS_WAVE: "2" },
    });
    expect(pipeline[".smus-stack"]).toHaveProperty("script");
    expect(pipeline.workflow).toEqual({ rules: [{ when: "always" }] });
  });

  test("takes the job's definition from a file of the repository instead", () => {
    const pipeline = read(formatGitlabPipeline(SMALL, { template: "ci/stack.yml" }));
    expect(pipeline.include).toEqual([{ local: "ci/stack.yml" }]);
    expect(pipeline).not.toHaveProperty(".smus-stack");
  });

  test("has a job also where nothing is affected, since a pipeline without one is refused", () => {
    expect(jobsOf(read(formatGitlabPipeline(NONE)))).toHaveLength(1);
  });

  test("is valid by GitLab's published schema, in every form", () => {
    const validate = gitlabSchema();
    const forms = [SMALL, NONE, many(500)].flatMap((one) => [
      formatGitlabPipeline(one),
      formatGitlabPipeline(one, { template: "ci/stack.yml" }),
    ]);
    expect(forms.flatMap((text) => validate(read(text)))).toEqual([]);
    expect(validate({ job: { script: 1 } })).not.toEqual([]);
  });

  test("keeps texts verbatim that YAML or GitLab would read otherwise", () => {
    const odd = stack("dev", "gov-domain", 1, block("aws_x.y: #\"$HOME' {} & *"));
    const text = formatGitlabPipeline({ stages: [{ ...SMALL.stages[1], stacks: [odd] }] });
    const [[, job]] = jobsOf(read(text));
    expect(job.variables.SMUS_REASON).toBe("~ aws_x.y: #\"$$HOME' {} & *");
  });
});
