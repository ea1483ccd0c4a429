import { gitStatusCommand } from "../../../../cli/commands/git-status";
import { usage } from "../../../../cli/frame";
import { RunDisplay } from "../../../../runner/progress";
import { gitStatusJson, gitStatusText, type GitStatusReport } from "../../../../runner/git-status";
import { Interruption } from "../../../../runner/terraform";

const CONSOLE = "https://us-east-1.console.aws.amazon.com/codesuite/settings/connections?region=us-east-1";
const REPORT: GitStatusReport = {
  stage: "dev",
  domainStage: "shared",
  connections: [
    {
      key: "gitlab",
      name: "company-gitlab",
      provider: "GitLabSelfManaged",
      endpoint: "https://gitlab.example.com",
      status: "PENDING",
      arn: "arn:aws:codeconnections:us-east-1:100000000000:connection/1",
      usedBy: ["dev/genai", "prod/genai"],
      next: `the platform team finishes it: ${CONSOLE}`,
    },
    { key: "github", name: "github", provider: "GitHub", status: "AVAILABLE", usedBy: [] },
  ],
  exitCode: 2,
};

const run = (...argv: string[]): Promise<number> =>
  gitStatusCommand.run({
    argv,
    environment: { SMUS_ENVIRONMENTS_DIR: "environments" },
    interruption: new Interruption(),
    display: new RunDisplay(process.stderr),
    print: () => undefined,
  });

describe("npm run git:status", () => {
  test("says who has to do what, where", () => {
    expect(gitStatusText(REPORT).split("\n")).toEqual([
      "  gitlab (company-gitlab): PENDING, GitLabSelfManaged at https://gitlab.example.com",
      "      used by dev/genai, prod/genai",
      `      the platform team finishes it: ${CONSOLE}`,
      "  github: AVAILABLE, GitHub",
      "      nothing uses it",
      "dev: 2 connections, 1 of them waiting for somebody, in stage shared, which owns the domain",
    ]);
  });

  test("says that there is nothing to wait for", () => {
    expect(gitStatusText({ ...REPORT, stage: "shared", connections: [REPORT.connections[1]], exitCode: 0 })).toMatch(
      /shared: 1 connection, all AVAILABLE$/,
    );
    expect(gitStatusText({ ...REPORT, connections: [], exitCode: 0 })).toBe(
      "dev: no connections to Git providers, in stage shared, which owns the domain",
    );
  });

  test("writes the same for programs", () => {
    expect(JSON.parse(gitStatusJson(REPORT))).toEqual({ version: 1, ...REPORT });
  });

  test.each([
    [["--jsn", "x"], /--jsn.*known options: --stage, --json/],
    [["--stage", "dve"], /there is no stage "dve"; stages: dev, prod, shared, staging/],
    [[], /which stage\? set TF_WORKSPACE or pass --stage/],
  ])("refuses %j with one line", async (argv, line) => {
    await expect(run(...argv)).rejects.toThrow(line);
  });

  test("documents its exit codes and that it writes nothing", () => {
    expect(usage(gitStatusCommand)).toMatch(
      /Writes nothing\. Exit code: 0 all are AVAILABLE, 2 one waits for somebody, 1/,
    );
  });
});
