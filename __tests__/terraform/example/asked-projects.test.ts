import {
  GetGroupProfileCommand,
  GetProjectCommand,
  ListProjectMembershipsCommand,
  ListProjectsCommand,
  type DataZoneClient,
} from "@aws-sdk/client-datazone";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { GetQueueUrlCommand, SQSClient } from "@aws-sdk/client-sqs";
import {
  PROJECTS_EVIDENCE_PREFIX,
  projectsSettings,
  PROJECTS_SETTINGS_KEY,
  type ProjectsSettings,
} from "../../../contracts/application/projects-settings";
import { QueueBell } from "../../../functions/application-projects/bell";
import { ProjectTable } from "../../../functions/application-projects/store/project-table";
import { freshRecord, type ProjectRecord } from "../../../governance/project-requests/record";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { eventually } from "../../integration/emulator/harness";
import { describeExample, expectEnd } from "../../support/life";

const GOVERNANCE = "100000000000";
const FINANCE = "100000000011";
const BUCKET = "example-application-100000000000-us-east-1";
const roleArn = (name: string) => `arn:aws:iam::${GOVERNANCE}:role/${name}`;

/**
 * A project that a person has asked for, from the request in the table to its retirement: the very function, role, queue, rule and grants
 * that Terraform has made. Nobody but the function makes or ends it.
 */
describeExample("a project that people ask for", (life) => {
  let datazone: DataZoneClient;
  let s3: S3Client;
  let store: ProjectTable;
  let bell: QueueBell;
  let settings: ProjectsSettings;
  let made: ProjectRecord;

  /** Stores a request, as the office does for people, and rings for the function. */
  const ask = async (requestId: string, name: string): Promise<void> => {
    const wish = {
      ...{ name, unit: "finance-reporting", profile: "dev/finance-analytics", purpose: "Reports of the quarter" },
      members: [{ group: "finance-leads", designation: "PROJECT_OWNER" } as const],
      ...{ parameters: {}, account: "choose" },
    };
    const owner = { id: settings.groupIds["finance-leads"], kind: "people", designation: "PROJECT_OWNER" } as const;
    const askedAt = new Date().toISOString();
    await store.save(freshRecord({ requestId, requester: "lead", askedAt, wish, members: [owner] }));
    await bell.ring(requestId);
  };
  const reached = async (requestId: string, phase: ProjectRecord["phase"]): Promise<ProjectRecord> => {
    await eventually(async () => expect((await store.load(requestId)) ?? {}).toMatchObject({ phase }), 3000);
    return (await store.load(requestId))!;
  };
  const roleOf = async (groupIdentifier: string): Promise<string> => {
    const on = { domainIdentifier: settings.domainId, groupIdentifier };
    return (await datazone.send(new GetGroupProfileCommand(on))).rolePrincipalArn ?? "";
  };

  beforeAll(async () => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    ({ datazone, s3 } = await life.clients(GOVERNANCE));
    const where = {
      ...{ endpoint: emulatorUrl(life.session), region: "us-east-1" },
      credentials: await s3.config.credentials(),
    };
    store = new ProjectTable(new DynamoDBClient(where), "example-application", () => new Date().toISOString());
    const sqs = new SQSClient({ ...where, useQueueUrlAsEndpoint: false });
    const { QueueUrl = "" } = await sqs.send(new GetQueueUrlCommand({ QueueName: "example-application-projects" }));
    bell = new QueueBell(sqs, QueueUrl);
    const document = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: PROJECTS_SETTINGS_KEY }));
    settings = projectsSettings.parse(JSON.parse((await document.Body?.transformToString()) ?? ""));
  });

  it("is made in an account of its business unit, with the people who are to own it", async () => {
    await ask("asked-1", "quarterly-reports");
    made = await reached("asked-1", "active");
    expect(made).toMatchObject({ verdict: { decider: { kind: "nobody-needed" } }, placement: { accountId: FINANCE } });
    const on = { domainIdentifier: settings.domainId, identifier: made.projectId };
    expect(await datazone.send(new GetProjectCommand(on))).toMatchObject({
      name: "quarterly-reports",
      domainUnitId: settings.unitIds["finance-reporting"],
      environmentDeploymentDetails: { overallDeploymentStatus: "SUCCESSFUL" },
    });
  });

  it("has the application and one role of the pool as members, so that access to its data is decided as everywhere", async () => {
    const on = { domainIdentifier: settings.domainId, projectIdentifier: made.projectId };
    const { members = [] } = await datazone.send(new ListProjectMembershipsCommand(on));
    const groups = members.flatMap(({ memberDetails }) => memberDetails?.group?.groupId ?? []);
    const roles = await Promise.all(groups.map(roleOf));
    expect(roles.sort()).toEqual(
      [
        ...["api", "reports", "access"].map((part) => roleArn(`example-application-${part}`)),
        ...[roleArn("example-asks-pool-001"), roleArn("team/finance-leads")],
      ].sort(),
    );
    expect(made.askingRole).toMatchObject({ arn: roleArn("example-asks-pool-001"), claimed: true });
  });

  it("is nothing to Terraform, which plans no change", () => {
    for (const stage of ["shared", "dev"]) expectEnd(life.npm("plan", [], stage), 0);
  });

  it("goes with all that it has when it ends, leaves evidence, and its role is free for the next", async () => {
    const retirement = { at: new Date().toISOString(), reason: "The quarter is over.", acknowledged: false };
    expect(await store.save({ ...made, phase: "retiring", retirement })).toBe(true);
    await bell.ring("asked-1");
    await reached("asked-1", "retired");
    const { items } = await datazone.send(new ListProjectsCommand({ domainIdentifier: settings.domainId }));
    expect(items?.map(({ name }) => name)).not.toContain("quarterly-reports");
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix: PROJECTS_EVIDENCE_PREFIX }),
    );
    const kept = Contents.map(({ Key = "" }) => Key.slice(Key.indexOf("asked-1")));
    expect(kept.sort()).toEqual(["active", "decision", "ended"].map((name) => `asked-1/${name}.json`));
  });
});
