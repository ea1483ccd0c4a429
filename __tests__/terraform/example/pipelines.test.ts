import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { IamOfAccount } from "../../../sandbox/launcher/iam-of-account";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { githubJobs, type CommittedJob } from "../../support/committed-pipelines";
import { describeExample, expectEnd } from "../../support/life";

/** Things that the machine of a CI system gives to a job; the sandbox has stand-ins for all of them. */
interface Machine {
  readonly roleArn: string;
  /** Beside the sandbox's own variables. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Claims of the token that GitHub gives to a job. */
const CLAIMS = {
  iss: "https://token.actions.githubusercontent.com",
  sub: "repo:acme/smus:ref:refs/heads/main",
  aud: "sts.amazonaws.com",
};

/** Left out here, and why. Everything else that the files run for a stage is run. */
const NOT_RUN: Readonly<Record<string, string>> = {
  "npm run check": "types and lint of this repository: CI runs them before this test",
};

/**
 * The commands of the committed pipelines, taken from the parsed files and run by a shell as they stand, on the applied
 * organization: one job of each kind. The others differ from these in the stage's name only.
 *
 * Not here, because there is nothing to talk to: GitHub and GitLab themselves. The exchange of the identity token is with the
 * STS of the sandbox, which compares it with the role's trust and verifies no signature (the sandbox's own credentials then go
 * before those), and reports find no merge request to comment.
 */
describeExample("the commands of the committed pipelines", (life) => {
  const machine: Machine = { roleArn: "arn:aws:iam::100000000000:role/ci" };
  const jobs = new Map(githubJobs("github-actions").map((job) => [job.id, job]));
  const credentials = (): string => join(life.directory, ".smus/ci/credentials");

  const token = `e30.${Buffer.from(JSON.stringify(CLAIMS)).toString("base64url")}.x`;

  beforeAll(async () => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const { iss, sub, aud } = CLAIMS;
    const provider = iss.replace("https://", "");
    const statement = {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::100000000000:oidc-provider/${provider}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringEquals: { [`${provider}:aud`]: aud, [`${provider}:sub`]: sub } },
    };
    const iam = new IamOfAccount(emulatorUrl(life.session), "100000000000");
    await iam.role("ci", { Version: "2012-10-17", Statement: [statement] });
  });

  const jobNamed = (id: string): CommittedJob => {
    const job = jobs.get(id);
    if (job === undefined)
      throw new Error(`no committed workflow has a job ${id}; there are ${[...jobs.keys()].join()}`);
    return job;
  };
  /** Runs all commands of a job, those that follow in any case last; each must end with 0. Answers what they printed. */
  const runJob = (id: string): string => {
    const { commands, afterwards, role } = jobNamed(id);
    const environment = {
      ...machine.environment,
      SMUS_BASE: "HEAD",
      SMUS_ID_TOKEN: token,
      SMUS_CI_ROLE_ARN: machine.roleArn,
      AWS_SHARED_CREDENTIALS_FILE: credentials(),
      ...(role === undefined ? {} : { SMUS_ACCESS: role }),
    };
    const lines = [...commands, ...afterwards].filter((line) => !(line in NOT_RUN));
    return lines.map((line) => expectEnd(life.run("sh", ["-c", line], undefined, environment), 0)).join("\n");
  };

  it("check: the configuration and the pipelines themselves", () => {
    const text = runJob("check");
    expect(text).toMatch(/ok: \d+ stages/);
    expect(text).toContain("files are current");
  });

  it("committed JSON is up to date where it was written", () => {
    const write = "npm run synth:committed -- --out synthesized";
    expectEnd(life.run("sh", ["-c", write], undefined, { ...machine.environment }), 0);
    expect(runJob("committed")).toContain("synthesized is up to date");
    expectEnd(life.run("rm", ["-r", "synthesized"]), 0);
  });

  it("a merge request that changes nothing plans nothing, as the plan role, and says so", () => {
    expect(runJob("plan-dev")).toMatch(/affected: 0 of \d+ stacks[\s\S]*## Plan dev/);
    expect(readFileSync(credentials(), "utf8")).toMatch(/aws_session_token=./);
  });

  it("a merge bootstraps and applies where nothing is left to do", () => {
    expect(runJob("apply-dev")).toContain("## Apply dev");
  });

  it("a stage that is promoted to is planned before somebody releases it", () => {
    expect(runJob("promotion-staging")).toContain("## Promotion staging");
    expect(existsSync(join(life.directory, ".smus/summary/promotion-staging.md"))).toBe(true);
  });

  it("the scheduled run finds no drift", () => {
    expect(runJob("drift-dev")).toContain("## Drift dev");
  });
});
