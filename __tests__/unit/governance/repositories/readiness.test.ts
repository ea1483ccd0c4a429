import type { UseCasePlace } from "../../../../contracts/aiops/place";
import { useCaseSettings, type UseCaseSettings } from "../../../../contracts/aiops/settings";
import {
  membershipNote,
  readinessOf,
  wantedEnvironment,
  type PlaceView,
  type ProjectView,
} from "../../../../governance/repositories";

const DEV = "222222222222";
const PROD = "333333333333";
const REGION = "eu-west-1";
const stage = (name: string, account: string, production: boolean) => ({
  ...{ name, account, region: REGION, accountRoleArn: `arn:aws:iam::${account}:role/a`, production },
  ...{ approval: production, approvers: [], reviewers: ["lead"], approvalHours: 24, projectName: null },
});
const USE_CASE: UseCaseSettings = useCaseSettings.parse({
  ...{ title: "Churn", team: "Risk", pattern: "producer", template: "regression", options: {}, codeHost: "github" },
  repositories: { build: "churn-build", deploy: "churn-deploy" },
  ...{ owners: ["@acme/churn"], platformOwners: ["@acme/platform"], modelPackageGroup: "churn" },
  gates: { metrics: {}, biasReport: false, explainabilityReport: false, modelCard: false },
  trigger: { by: "approval" },
  build: {
    name: "dev",
    account: DEV,
    region: REGION,
    accountRoleArn: `arn:aws:iam::${DEV}:role/a`,
    projectName: "Churn",
  },
  stages: [stage("dev", DEV, false), stage("prod", PROD, true)],
});
const place = (name: string, account: string, changes: Partial<UseCasePlace> = {}): PlaceView => ({
  is: "there",
  place: {
    ...{ format: 1, useCase: "churn", stage: name, account, region: REGION, bucket: `bucket-${name}`, kmsKeyArn: null },
    ...{
      buildRoleArn: name === "dev" ? "arn:aws:iam::1:role/build" : null,
      deployRoleArn: "arn:aws:iam::1:role/deploy",
    },
    ...{ stateBucket: `state-${name}`, permissionsBoundaryArn: "arn:aws:iam::1:policy/b", projectId: null },
    ...{ subnetIds: [], securityGroupIds: [], alarmTopicArn: null },
    ...changes,
  },
});
const PLACES = { dev: place("dev", DEV), prod: place("prod", PROD) };
const environment = (changes: object = {}) => ({
  ...{ name: "Tooling", status: "ACTIVE", account: DEV, region: REGION },
  ...changes,
});
const PROJECT = {
  ...{ is: "there", id: "p1", deployment: "done", failures: [], environments: [environment()] },
  userRoleArn: `arn:aws:iam::${DEV}:role/datazone_usr_role_p1`,
} as const satisfies ProjectView;

const reasonsOf = (project: ProjectView, places: Readonly<Record<string, PlaceView>> = PLACES) => {
  const ready = readinessOf("churn", USE_CASE, { project, places });
  return "reasons" in ready ? ready.reasons.map(({ code, for: who }) => `${code} ${who}`) : [];
};

describe("a use case", () => {
  it("is ready when its project is deployed and all places are known", () => {
    const ready = readinessOf("churn", USE_CASE, { project: PROJECT, places: PLACES });
    expect(ready).toMatchObject({
      parameters: {
        useCase: "churn",
        build: { name: "dev", account: DEV, bucket: "bucket-dev", executionRole: PROJECT.userRoleArn },
        stages: [
          { name: "dev", stateBucket: "state-dev", production: false, approval: false },
          { name: "prod", account: PROD, stateBucket: "state-prod", production: true, approval: true },
        ],
      },
    });
  });

  const withoutRole: ProjectView = { ...PROJECT, userRoleArn: undefined as never };
  it.each<[string, ProjectView, string]>([
    ["is not there", { is: "missing" }, "project-missing platform"],
    ["is there twice", { is: "ambiguous", ids: ["p1", "p2"] }, "project-ambiguous platform"],
    ["is being deployed", { ...PROJECT, deployment: "under-way" }, "project-deploying time"],
    [
      "is deployed but for an environment",
      { ...PROJECT, environments: [environment(), environment({ name: "Lake", status: "CREATING" })] },
      "project-deploying time",
    ],
    ["has failed", { ...PROJECT, deployment: "failed", failures: ["no role"] }, "project-failed platform"],
    [
      "has an environment that failed",
      { ...PROJECT, environments: [environment({ status: "CREATE_FAILED" })] },
      "project-failed platform",
    ],
    [
      "was deployed elsewhere",
      { ...PROJECT, environments: [environment({ account: PROD })] },
      "project-elsewhere platform",
    ],
    ["has no role", withoutRole, "no-user-role platform"],
    ["has no environment", { ...withoutRole, deployment: "none", environments: [] }, "no-user-role platform"],
  ])("waits while its project %s", (_what, project, expected) => {
    expect(reasonsOf(project)).toEqual([expected]);
  });

  it.each<[string, PlaceView, string]>([
    ["is not there", { is: "missing" }, "place-missing platform"],
    ["cannot be read", { is: "unreadable", said: "denied" }, "place-unreadable platform"],
    ["is of another version", { is: "wrong", problem: "format" }, "place-wrong platform"],
    ["is of another account", place("prod", DEV), "place-wrong platform"],
    ["has no deploy role", place("prod", PROD, { deployRoleArn: null }), "place-wrong platform"],
    ["has no state bucket", place("prod", PROD, { stateBucket: null }), "place-wrong platform"],
    ["has no boundary", place("prod", PROD, { permissionsBoundaryArn: null }), "place-wrong platform"],
  ])("waits while the record of a stage %s", (_what, prod, expected) => {
    expect(reasonsOf(PROJECT, { ...PLACES, prod })).toEqual([expected]);
  });

  it("needs a build role in the stage in which it is built alone", () => {
    expect(reasonsOf(PROJECT, { ...PLACES, dev: place("dev", DEV, { buildRoleArn: null }) })).toEqual([
      "place-wrong platform",
    ]);
  });

  it("tells all reasons at once", () => {
    expect(reasonsOf({ is: "missing" }, {})).toEqual([
      "project-missing platform",
      "place-missing platform",
      "place-missing platform",
    ]);
  });
});

describe("an environment", () => {
  const named = { name: "prod", tier: "production", approval: true, variables: ["SMUS_ROLE_ARN"] } as const;
  const arn = "arn:aws:iam::333333333333:role/deploy";
  const of = (membership: Parameters<typeof wantedEnvironment>[2]["membership"]) =>
    wantedEnvironment(named, USE_CASE, { arn, membership });

  it("has the reviewers of its stage, and the name of the role", () => {
    expect(of({ is: "member" })).toMatchObject({
      reviewers: ["lead"],
      variables: { SMUS_ROLE_ARN: arn },
      withheld: [],
    });
    expect(of({ is: "no-project" }).withheld).toEqual([]);
    expect(
      wantedEnvironment({ ...named, approval: false }, USE_CASE, { arn, membership: { is: "member" } }).reviewers,
    ).toEqual([]);
  });

  it("gets no role while it is no member, nor while nobody can say", () => {
    expect(of({ is: "not-member" }).withheld).toMatchObject([{ code: "role-not-member", stage: "prod" }]);
    expect(of({ is: "unreadable", said: "denied" }).withheld).toMatchObject([{ code: "members-unreadable" }]);
  });

  it("gets it with a note where the project is in another domain", () => {
    expect(of({ is: "elsewhere" }).withheld).toEqual([]);
    expect(membershipNote("prod", { is: "elsewhere" })).toEqual([expect.stringContaining("another domain")]);
    expect(membershipNote("prod", { is: "member" })).toEqual([]);
  });
});
