import {
  CreateGroupProfileCommand,
  CreateProjectMembershipCommand,
  type DataZoneClient,
} from "@aws-sdk/client-datazone";
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import type { UseCasePlace } from "../../../contracts/aiops/place";
import { repositoryRecord, type RepositoryRecord } from "../../../contracts/aiops/repository-record";
import { AIOPS_VARIABLES } from "../../../contracts/aiops/settings";
import { SWEEP_EVENT } from "../../../contracts/application/access-settings";
import { projectsNamed } from "../../../functions/use-case-seeding/facts/build-project";
import { createHandler } from "../../../functions/use-case-seeding/handler";
import { aiopsPlacesOf } from "../../../functions/application-store/aiops-settings";
import { seedFilesOnDisk } from "../../../seeds";
import { MemoryServices } from "../../support/repositories/memory-services";
import { SimulatedGitHub } from "../../unit/functions/use-case-seeding/simulated/github";
import { FIXED, grantOnUnit, hosting, profile, project, type Hosting } from "./hosting";
import { GOVERNANCE, Landscape, MEMBER, REGION } from "./landscape";

const CONTEXT = { getRemainingTimeInMillis: () => 900_000 };
const PRODUCTION = "333333333333";
const role = (account: string, name: string) => `arn:aws:iam::${account}:role/${name}`;

let landscape: Landscape;
let host: Hosting;
let admin: DataZoneClient;
let services: MemoryServices;
let github: SimulatedGitHub;
let run: (event: unknown) => Promise<unknown>;
const lines: object[] = [];

function settingsOf(domainId: string) {
  const stage = (name: string, account: string, production: boolean) => ({
    ...{ name, account, region: REGION, accountRoleArn: role(account, "smus-aiops-account"), production },
    ...{ approval: production, approvers: [], reviewers: production ? ["acme/platform"] : [], approvalHours: 24 },
    projectName: production ? null : "Landing",
  });
  const churn = {
    ...{ title: "Churn", team: "Risk", pattern: "producer", template: "regression", options: {}, codeHost: "github" },
    repositories: { build: "churn-build", deploy: "churn-deploy" },
    ...{ owners: ["@acme/churn"], platformOwners: ["@acme/platform"], modelPackageGroup: "churn" },
    gates: { metrics: {}, biasReport: false, explainabilityReport: false, modelCard: false },
    trigger: { by: "approval" },
    build: {
      ...{ name: "dev", account: MEMBER, region: REGION, projectName: "Landing" },
      accountRoleArn: role(MEMBER, "smus-aiops-account"),
    },
    stages: [stage("dev", MEMBER, false), stage("prod", PRODUCTION, true)],
  };
  const secretArn = `arn:aws:secretsmanager:${REGION}:${GOVERNANCE}:secret:github`;
  const github = { type: "github", url: "https://github.com", namespace: "acme", secretArn };
  return {
    ...{ format: 1, prefix: "smus", partition: "aws", domainId },
    ...{ codeHosts: { github }, useCases: { churn } },
  };
}

const placeOf = (stage: string, account: string, changes: Partial<UseCasePlace> = {}): UseCasePlace => ({
  ...{ format: 1, useCase: "churn", stage, account, region: REGION, bucket: `smus-artifacts-${account}` },
  ...{ kmsKeyArn: null, buildRoleArn: stage === "dev" ? role(account, "smus-churn-dev-build") : null },
  ...{ deployRoleArn: role(account, `smus-churn-${stage}-deploy`), stateBucket: `smus-states-${account}` },
  permissionsBoundaryArn: `arn:aws:iam::${account}:policy/smus-boundary`,
  ...{ projectId: null, subnetIds: [], securityGroupIds: [], alarmTopicArn: null },
  ...changes,
});

async function writePlace(account: string, place: { readonly stage: string; readonly format: number }): Promise<void> {
  const Name = `/smus/use-cases/churn/${place.stage}`;
  const put = new PutParameterCommand({ Name, Type: "String", Value: JSON.stringify(place), Overwrite: true });
  await landscape.clients(account).ssm().send(put);
}

function recordOf(repository: "build" | "deploy"): RepositoryRecord {
  const text = services.items.get(`REPOSITORY#churn ${repository}`)?.record.S ?? "null";
  return repositoryRecord.parse(JSON.parse(text));
}
const codes = (repository: "build" | "deploy") => recordOf(repository).reasons.map(({ code }) => code);

let profileId: string;
beforeAll(async () => {
  landscape = await Landscape.start({ delays: { project: 300 } });
  host = await hosting(landscape, "seeding");
  profileId = (await landscape.create(GOVERNANCE, profile(host, FIXED))).id;
  admin = landscape.clients(GOVERNANCE).datazone();
  await grantOnUnit(landscape, host.domainId, host.root, {
    ...{ policyType: "ADD_TO_PROJECT_MEMBER_POOL", principal: { user: { allUsersGrantFilter: {} } } },
    detail: { addToProjectMemberPool: { includeChildDomainUnits: true } },
  });
  services = new MemoryServices(settingsOf(host.domainId));
  github = new SimulatedGitHub("acme", { "acme/churn": 1, "acme/platform": 2 });
  const handler = createHandler({
    clients: services.clients({
      datazone: admin,
      parametersOf: ({ roleArn: asked }) => landscape.clients(asked.split(":")[4]).ssm(),
    }),
    places: aiopsPlacesOf(Object.fromEntries(Object.values(AIOPS_VARIABLES).map((name) => [name, "x"]))),
    seeds: seedFilesOnDisk,
    connection: { transport: github.send, patience: { sleep: () => Promise.resolve() } },
    log: (line) => void lines.push(line),
  });
  run = (event) => handler(event, CONTEXT);
});
afterAll(() => landscape.stop());

const message = (body: object) => ({ Records: [{ messageId: "m-1", body: JSON.stringify(body) }] });
const created = (detail: object) =>
  message({ "detail-type": "AWS API Call via CloudTrail", detail: { eventName: "CreateProject", ...detail } });

describe("the repositories of a use case", () => {
  let projectId: string;

  it("wait for the project and for the places of all stages, and say for which", async () => {
    await run(SWEEP_EVENT);
    expect(codes("build")).toEqual(["project-missing", "place-missing", "place-missing"]);
    expect(recordOf("deploy")).toMatchObject({
      state: "waiting",
      reasons: [{ for: "platform", stage: "dev" }, {}, {}],
    });
    expect(services.published).toEqual([]);
    expect(github.requests).toEqual([]);
  });

  it("are rung for by the creation of the project, and look again while it is deployed", async () => {
    const making = landscape.create(GOVERNANCE, project(host, profileId));
    const pending = await firstProject();
    const requestParameters = { domainIdentifier: host.domainId };
    await run(created({ requestParameters, responseElements: { id: pending } }));
    expect(codes("build")).toContain("project-deploying");
    expect(services.rung).toContainEqual({
      body: { useCase: "churn", repository: "build" },
      delay: expect.any(Number) as number,
    });
    projectId = (await making).id;
    expect(projectId).toBe(pending);
  });

  it("are not rung for by calls that failed, nor in other domains", async () => {
    const before = services.items.size;
    services.items.clear();
    const ours = { requestParameters: { domainIdentifier: host.domainId }, responseElements: { id: projectId } };
    await run(created({ ...ours, errorCode: "AccessDenied" }));
    await run(created({ ...ours, requestParameters: { domainIdentifier: "dzd_other" } }));
    await run(created({ ...ours, responseElements: null }));
    expect([before > 0, services.items.size]).toEqual([true, 0]);
  });

  it("are made when all records are there, with the role of the project's jobs and of the places", async () => {
    await writePlace(MEMBER, placeOf("dev", MEMBER, { projectId }));
    await writePlace(PRODUCTION, placeOf("prod", PRODUCTION));
    await run(SWEEP_EVENT);
    const text = github.repository("churn-build").files("main")?.get("usecase.json")?.text ?? "{}";
    const useCase = JSON.parse(text) as { build: { executionRole: string }; stages: { prod: { account: string } } };
    expect(useCase.build.executionRole).toMatch(
      new RegExp(`^arn:aws:iam::${MEMBER}:role/datazone_usr_role_${projectId}`),
    );
    expect(useCase.stages.prod.account).toBe(PRODUCTION);
    expect([...services.objects.keys()].sort()).toEqual([
      expect.stringMatching(/^evidence\/repositories\/churn\/build\/[0-9a-f]{64}\.json$/),
      expect.stringMatching(/^evidence\/repositories\/churn\/deploy\/[0-9a-f]{64}\.json$/),
    ]);
  });

  it("get a role for a stage without a project at once, and for one with a project when the role is a member", async () => {
    expect(recordOf("deploy")).toMatchObject({ state: "waiting", environments: ["prod"] });
    expect(codes("deploy")).toEqual(["role-not-member"]);
    expect(github.environment("churn-deploy", "dev")?.variables.size).toBe(0);
    for (const name of ["smus-churn-dev-build", "smus-churn-dev-deploy"]) await join(role(MEMBER, name));
    await run(SWEEP_EVENT);
    expect(recordOf("deploy")).toMatchObject({ state: "settled", environments: ["dev", "prod"] });
    expect(github.environment("churn-deploy", "dev")?.variables.get("SMUS_ROLE_ARN")).toBe(
      role(MEMBER, "smus-churn-dev-deploy"),
    );
    expect(github.environment("churn-build", "dev")?.variables.get("SMUS_ROLE_ARN")).toBe(
      role(MEMBER, "smus-churn-dev-build"),
    );
  });

  it("are blocked, told once, by a record of another account or form, and by parameters that do not fit", async () => {
    await writePlace(PRODUCTION, placeOf("prod", PRODUCTION, { account: "444444444444" }));
    await run(SWEEP_EVENT);
    expect(recordOf("deploy")).toMatchObject({ state: "blocked", reasons: [{ code: "place-wrong", stage: "prod" }] });
    await run(SWEEP_EVENT);
    expect(services.published).toHaveLength(2);
    expect(services.published[0]).toMatchObject({ Subject: "A repository of a use case is blocked" });
    await writePlace(PRODUCTION, placeOf("prod", PRODUCTION, { subnetIds: ["subnet-12345678"] }));
    await run(SWEEP_EVENT);
    expect(recordOf("build").reasons).toMatchObject([{ code: "parameters-wrong", for: "platform" }]);
    await writePlace(PRODUCTION, { stage: "prod", format: 2 });
    await run(SWEEP_EVENT);
    expect(codes("build")).toEqual(["place-wrong"]);
    expect(github.repository("churn-deploy").requests).toEqual([]);
  });

  it("never tell the secret", async () => {
    const told = JSON.stringify([lines, [...services.items], [...services.objects], services.published]);
    expect(told).not.toContain("token-of-the-host");
    await writePlace(PRODUCTION, placeOf("prod", PRODUCTION));
    await run(SWEEP_EVENT);
    expect(recordOf("deploy").state).toBe("settled");
  });

  /** Id of the project while it is being made. */
  async function firstProject(): Promise<string> {
    for (;;) {
      const [id] = await projectsNamed({ client: admin, domainId: host.domainId }, "Landing");
      if (id !== undefined) return id;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async function join(arn: string): Promise<void> {
    const on = { domainIdentifier: host.domainId };
    const group = await admin.send(new CreateGroupProfileCommand({ ...on, rolePrincipalArn: arn }));
    await admin.send(
      new CreateProjectMembershipCommand({
        ...{ ...on, projectIdentifier: projectId, designation: "PROJECT_CONTRIBUTOR" },
        member: { groupIdentifier: group.id ?? "" },
      }),
    );
  }
});
