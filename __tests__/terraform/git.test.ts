import { describeLife, furnishedAccount, IDS, LAKEHOUSE, REGION, reasonOf, Life, succeeded } from "../support/life";
import type { EnvironmentInput } from "../../configuration";
import type { StageOutcome } from "../../runner";
import { driftOfStage } from "../../runner/drift";
import { gitStatusOfStage, type GitStatusReport } from "../../runner/git-status";

/** A domain with two connections: one that a profile and a project use from the start, and one that nobody uses yet. */
function organization(): EnvironmentInput {
  return {
    organization: { namePrefix: "git", organizationId: "o-git1234567" },
    protection: "none",
    governanceAccount: "governance",
    accounts: {
      governance: { id: IDS.governance },
      marketing: furnishedAccount(IDS.marketing, { blueprints: { Tooling: {}, DataLake: {} } }),
    },
    domain: {
      name: "git",
      region: REGION,
      groups: { analysts: { rolePrincipalArn: `arn:aws:iam::${IDS.governance}:role/analysts` } },
      grants: { members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } } },
    },
    git: {
      hosts: {
        gitlab: {
          provider: "GitLabSelfManaged",
          endpoint: "https://gitlab.example.com",
          vpc: {
            vpcId: "vpc-0123456789abcdef0",
            subnetIds: ["subnet-0123456789abcdef0"],
            securityGroupIds: ["sg-0123456789abcdef0"],
            tlsCertificate: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
          },
        },
      },
      connections: {
        gitlab: { host: "gitlab", finishedBy: "the platform team" },
        github: { provider: "GitHub" },
        bitbucket: { provider: "Bitbucket", name: "made-by-hand" },
      },
    },
    profiles: {
      lakehouse: { name: "Lakehouse", target: { account: "marketing" }, configurations: LAKEHOUSE, git: "gitlab" },
    },
    projects: {
      reports: {
        name: "Reports",
        profile: "lakehouse",
        git: { repository: "marketing/reports", branch: "develop" },
        connections: { shared: { name: "shared", git: { connection: "gitlab", repository: "marketing/shared/sql" } } },
      },
    },
  };
}

const CONSOLE = `https://${REGION}.console.aws.amazon.com/codesuite/settings/connections?region=${REGION}`;
const WAITS = {
  gitlab: `Git connection gitlab is PENDING and waits for the platform team to finish it: ${CONSOLE} (no profile names it until then).`,
  github: `Git connection github is PENDING and waits for whoever may use the console of account ${IDS.governance} to finish it: ${CONSOLE} (no profile names it until then).`,
};

/** Sentence about a connection of the project to a repository, and about the Git connection that it waits for. */
const waitingFor = (connection: string, git: string, who: string): string =>
  `Git connection ${git} is PENDING, and connection ${connection} of project reports waits for ${who} to finish it: ${CONSOLE} (apply again then).`;
const SHARED_WAITS = waitingFor("shared", "gitlab", "the platform team");

const attentionOf = ({ stacks }: StageOutcome): string[] => stacks.flatMap(({ attention = [] }) => attention).sort();

describeLife("connections to Git providers, which a person finishes", () => {
  let life: Life;
  let now: EnvironmentInput;
  let made: string;
  beforeAll(async () => {
    now = organization();
    life = await Life.begin({ main: now });
    // One that somebody has made and finished in the console.
    made = await life.nativeHand(IDS.governance).createConnection("made-by-hand", "Bitbucket");
    await life.finishHandshake("made-by-hand");
    now.adopt = { "GitConnection/bitbucket": made };
    life.write({ main: now });
    await life.mustBootstrap();
  });
  afterAll(() => life?.end());

  const profile = async (): Promise<Record<string, string | undefined>> => {
    const { datazone } = await life.clients(IDS.governance);
    const { GetProjectProfileCommand } = await import("@aws-sdk/client-datazone");
    const live = await datazone.send(
      new GetProjectProfileCommand({
        domainIdentifier: String(life.outputs("governance-domain").domainId),
        identifier: (life.outputs("governance-profiles").projectProfileIds as Record<string, string>).lakehouse,
      }),
    );
    const tooling = live.environmentConfigurations?.find(({ name }) => name === "Tooling");
    const overrides = tooling?.configurationParameters?.parameterOverrides ?? [];
    return Object.fromEntries(overrides.map(({ name, value }): [string, string | undefined] => [name ?? "", value]));
  };
  /** Connections to repositories, as the service holds them: names and properties. */
  const repositories = async () =>
    (await life.projectConnections())
      .filter(({ type }) => type === "GIT")
      .map(({ name, props }) => ({ name, ...props.gitProperties }))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const repository = (name: string, git: string, repositoryId: string, defaultBranch = "main") => ({
    ...{ name, codeConnectionArn: arns()[git], repositoryId, defaultBranch, status: "READY" },
  });
  const arns = (): Record<string, string> => life.outputs("governance-git").gitConnectionArns as Record<string, string>;

  it("applies a profile whose connection waits, and says for whom", async () => {
    const outcome = succeeded(await life.apply());
    expect(attentionOf(outcome)).toEqual([WAITS.github, WAITS.gitlab, SHARED_WAITS]);
    expect(await profile()).not.toHaveProperty("gitConnectionArn");
    expect(await repositories()).toEqual([]);
  });

  it("takes over a connection of the console, with its handshake", async () => {
    expect(arns().bitbucket).toBe(made);
    expect((await life.connections()).toSorted()).toEqual(["github", "gitlab", "gitlab", "made-by-hand"]);
  });

  it("plans nothing while it waits, and goes on saying so", async () => {
    const outcome = await life.plan();
    expect(attentionOf(outcome)).toEqual([WAITS.github, WAITS.gitlab, SHARED_WAITS]);
    expect(outcome.exitCode).toBe(0);
  });

  it("tells the same on request, without a plan of everything", async () => {
    const { connections, exitCode } = await statusOf(life);
    expect(exitCode).toBe(2);
    expect(connections).toMatchObject([
      {
        key: "gitlab",
        status: "PENDING",
        usedBy: ["main/lakehouse", "main/reports/shared"],
        next: expect.stringContaining(CONSOLE) as string,
      },
      { key: "github", status: "PENDING", usedBy: [] },
      { key: "bitbucket", status: "AVAILABLE", usedBy: [] },
    ]);
  });

  it("gives the profile its connection, and the project its repositories, once the connection is finished", async () => {
    await life.finishHandshake("gitlab");
    const outcome = await life.expectPlan({
      "governance-profiles": ["update Profile_lakehouse"],
      "governance-projects": [
        "create reports_Connection_shared",
        "create reports_Connection_shared_CreateOnly",
        "update reports",
      ],
    });
    expect(attentionOf(outcome)).toEqual([WAITS.github]);
    expect(reasonOf(life.show("governance-profiles"), "Profile_lakehouse")).toContain("gitConnectionArn");
    await life.mustApply();
    expect(await profile()).toMatchObject({ gitConnectionArn: arns().gitlab });
    expect(await repositories()).toEqual([repository("shared", "gitlab", "marketing/shared/sql")]);
    await life.expectEmptyPlan();
  });

  it("names a connection that was finished first in the very apply that brings the profile", async () => {
    await life.finishHandshake("github");
    now.profiles!.second = {
      name: "Second",
      target: { account: "marketing" },
      configurations: LAKEHOUSE,
      git: "github",
    };
    life.write({ main: now });
    const outcome = await life.mustApply();
    expect(attentionOf(outcome)).toEqual([]);
    expect(life.outputs("governance-profiles").projectProfileIds).toHaveProperty("second");
    await life.expectEmptyPlan();
  });

  it("reports a connection in ERROR as drift, and takes it from the profile until it works again", async () => {
    await life.finishHandshake("gitlab", "ERROR");
    const { drift, exitCode } = await driftOf(life);
    expect(drift).toEqual([expect.stringContaining('aws_codeconnections_connection "gitlab"')]);
    expect(exitCode).toBe(2);
    await life.expectPlan({ "governance-profiles": ["update Profile_lakehouse"] });
    await life.mustApply();
    expect(await profile()).not.toHaveProperty("gitConnectionArn");
    expect(await repositories()).toHaveLength(1);
    await life.finishHandshake("gitlab");
    await life.mustApply();
    expect(await profile()).toMatchObject({ gitConnectionArn: arns().gitlab });
  });

  it("connects another repository in the very apply that brings it, through a connection that was finished before", async () => {
    now.projects!.reports.connections!.notes = {
      name: "notes",
      description: "Notes of the team",
      git: { connection: "github", repository: "marketing/notes" },
    };
    life.write({ main: now });
    await life.expectPlan({
      "governance-projects": ["create reports_Connection_notes", "create reports_Connection_notes_CreateOnly"],
    });
    expect(attentionOf(await life.mustApply())).toEqual([]);
    expect(await repositories()).toEqual([
      repository("notes", "github", "marketing/notes"),
      repository("shared", "gitlab", "marketing/shared/sql"),
    ]);
    await life.expectEmptyPlan();
  });

  it("changes a branch and a connection in place, and replaces the connection to another repository", async () => {
    const { notes } = now.projects!.reports.connections!;
    notes.git = { connection: "gitlab", repository: "marketing/notes", branch: "develop" };
    life.write({ main: now });
    await life.expectPlan({ "governance-projects": ["update reports_Connection_notes"] });
    expect(reasonOf(life.show("governance-projects"), "reports_Connection_notes")).toContain(
      'properties.defaultBranch: "main" -> "develop"',
    );
    await life.mustApply();
    expect((await repositories())[0]).toEqual(repository("notes", "gitlab", "marketing/notes", "develop"));

    notes.git = { ...notes.git, repository: "marketing/journal" };
    life.write({ main: now });
    await life.expectPlan({
      "governance-projects": ["replace reports_Connection_notes", "update reports_Connection_notes_CreateOnly"],
    });
    await life.mustApply();
    expect((await repositories())[0]).toEqual(repository("notes", "gitlab", "marketing/journal", "develop"));
    await life.expectEmptyPlan();
  });

  it("deletes a connection to a repository that the project no longer has", async () => {
    delete now.projects!.reports.connections!.notes;
    life.write({ main: now });
    await life.expectPlan({
      "governance-projects": ["delete reports_Connection_notes", "delete reports_Connection_notes_CreateOnly"],
    });
    await life.mustApply();
    expect(await repositories()).toEqual([repository("shared", "gitlab", "marketing/shared/sql")]);
  });

  it("reports a connection that was deleted by hand as drift, and makes it again for a person to finish", async () => {
    const before = arns().gitlab;
    await life.nativeHand(IDS.governance).deleteConnection(before);
    const { drift, exitCode } = await driftOf(life);
    expect(drift).toEqual([expect.stringContaining('aws_codeconnections_connection "gitlab"')]);
    expect(exitCode).toBe(2);
    const outcome = await life.mustApply();
    expect(attentionOf(outcome)).toEqual([WAITS.gitlab, SHARED_WAITS]);
    expect(arns().gitlab).not.toBe(before);
    expect(await profile()).not.toHaveProperty("gitConnectionArn");
    // It would have led through a connection that is gone.
    expect(await repositories()).toEqual([]);
    await life.expectEmptyPlan();
  });

  it("leaves nothing behind", async () => {
    await life.expectNoViolations();
    succeeded(await life.destroy({ withState: true }));
    expect(await life.connections()).toEqual([]);
  });
});

function statusOf({ sandbox }: Life): Promise<GitStatusReport> {
  const { environmentsDirectory } = sandbox;
  return gitStatusOfStage({ ...sandbox.runOptions("main"), environmentsDirectory });
}

async function driftOf(life: Life): Promise<{ drift: string[]; exitCode: number }> {
  const { stacks, exitCode } = await driftOfStage(life.sandbox.runOptions("main"));
  return { drift: stacks.flatMap(({ drift }) => drift.map(({ resource }) => resource)), exitCode };
}
