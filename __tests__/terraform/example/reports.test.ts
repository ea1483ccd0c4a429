import {
  CreateAssetRevisionCommand,
  CreateListingChangeSetCommand,
  GetAssetCommand,
  ListDataSourceRunActivitiesCommand,
  ListDataSourcesCommand,
  ListDomainsCommand,
  ListProjectsCommand,
  StartDataSourceRunCommand,
} from "@aws-sdk/client-datazone";
import { InvokeCommand, LambdaClient } from "@aws-sdk/client-lambda";
import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { eventually } from "../../integration/emulator/harness";
import { asPerson, describeExample, expectEnd, makeTables } from "../../support/life";

const GOVERNANCE = "100000000000";
const FINANCE = "100000000011";
const DATABASE = "finance_ledger";
const PRODUCING = [
  ...["ListDomains", "ListProjects", "ListDataSources", "StartDataSourceRun", "ListDataSourceRunActivities"],
  ...["GetAsset", "CreateAssetRevision", "CreateListingChangeSet"],
];
const BUCKET = "example-application-100000000000-us-east-1";
const NAMES = ["access", "cost", "gaps", "orphans", "pending", "projects", "requests", "rights", "usage"];

/** A manifest, as far as the chapter reads it. */
interface Manifest {
  readonly day: string;
  readonly gaps: number;
  readonly rows: number;
  readonly columns: readonly { readonly name: string }[];
  readonly files: readonly {
    readonly format: string;
    readonly key: string;
    readonly bytes: number;
    readonly sha256: string;
  }[];
}

/**
 * The reports of a day, written by the deployed function in its own role: the schedule fires it, and what it writes is read from the
 * bucket. Two runs on one day write one set.
 */
describeExample("the reports of a day", (life) => {
  let s3: S3Client;

  const fire = async (): Promise<void> => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const body = JSON.stringify({ fire: "example-application-reports" });
    const response = await fetch(`${emulatorUrl(life.session)}/_emulator/schedules`, { method: "POST", body });
    if (!response.ok) throw new Error(await response.text());
  };
  /** Has Finance's engineers publish a table of the ledger, which their project owns. */
  const publish = async (table: string): Promise<void> => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    await makeTables({ addresses: life.session, account: FINANCE }, DATABASE, [table], ["region", "amount"]);
    const engineer = await asPerson(life.session, GOVERNANCE, "team/finance-engineers", PRODUCING);
    const domains = await engineer.send(new ListDomainsCommand({}));
    const domainIdentifier = domains.items?.find(({ name }) => name === "example-data")?.id;
    const projects = await engineer.send(new ListProjectsCommand({ domainIdentifier, name: "finance-reporting-dev" }));
    const projectIdentifier = projects.items?.[0]?.id;
    const sources = await engineer.send(new ListDataSourcesCommand({ domainIdentifier, projectIdentifier }));
    const dataSourceIdentifier = sources.items?.[0]?.dataSourceId;
    const { id } = await engineer.send(new StartDataSourceRunCommand({ domainIdentifier, dataSourceIdentifier }));
    const run = await engineer.send(new ListDataSourceRunActivitiesCommand({ domainIdentifier, identifier: id }));
    const identifier = run.items?.[0]?.dataAssetId;
    const { name, formsOutput } = await engineer.send(new GetAssetCommand({ domainIdentifier, identifier }));
    const owner = { owner: "Finance", contact: "f@example.com" };
    await engineer.send(
      new CreateAssetRevisionCommand({
        ...{ domainIdentifier, identifier, name },
        formsInput: [
          ...(formsOutput ?? []).map(({ formName, typeName, typeRevision, content }) => ({
            ...{ formName, typeIdentifier: typeName, typeRevision, content },
          })),
          { formName: "DataOwnership", typeIdentifier: "DataOwnership", content: JSON.stringify(owner) },
        ],
      }),
    );
    await engineer.send(
      new CreateListingChangeSetCommand({
        ...{ domainIdentifier, entityType: "ASSET", entityIdentifier: identifier, action: "PUBLISH" },
      }),
    );
  };
  const written = async () =>
    (await s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: "reports/" }))).Contents ?? [];
  const manifests = async () => (await written()).filter(({ Key = "" }) => Key.endsWith("/_manifest.json"));
  const body = async (Key: string): Promise<Buffer> => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
    return Buffer.from((await Body?.transformToByteArray()) ?? []);
  };
  const manifestOf = async (name: string): Promise<Manifest> => {
    const found = (await manifests()).find(({ Key = "" }) => Key.startsWith(`reports/${name}/`));
    return JSON.parse((await body(found?.Key ?? "")).toString()) as Manifest;
  };
  const rowsOf = async (name: string): Promise<Record<string, unknown>[]> => {
    const { files } = await manifestOf(name);
    const key = files.find(({ format }) => format === "ndjson")?.key ?? "";
    const lines = gunzipSync(await body(key))
      .toString()
      .split("\n");
    return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  beforeAll(async () => {
    ({ s3 } = await life.clients(GOVERNANCE));
    await publish("customers");
    expect(await written()).toEqual([]);
    await fire();
    await eventually(async () => expect(await manifests()).toHaveLength(NAMES.length), 1500);
  });

  it("are all there, each with a manifest that came last and has the digests of its files", async () => {
    const objects = await written();
    expect([...new Set(objects.map(({ Key = "" }) => Key.split("/")[1]))].sort()).toEqual(NAMES);
    for (const name of NAMES) {
      const { files, day } = await manifestOf(name);
      expect(files.map(({ format }) => format).sort()).toEqual(["csv", "ndjson"]);
      const own = objects.filter(({ Key = "" }) => Key.startsWith(`reports/${name}/day=${day}/`));
      expect(own).toHaveLength(3);
      const last = own.find(({ Key = "" }) => Key.endsWith("/_manifest.json"))?.LastModified ?? new Date(0);
      for (const { LastModified = new Date() } of own)
        expect(LastModified.getTime()).toBeLessThanOrEqual(last.getTime());
      for (const { key, bytes, sha256 } of files) {
        const content = await body(key);
        expect([content.length, createHash("sha256").update(content).digest("hex")]).toEqual([bytes, sha256]);
      }
    }
  });

  it("lack nothing: the function is a member of every project, and nothing was refused to its role", async () => {
    expect(await rowsOf("gaps")).toEqual([]);
    for (const name of NAMES) expect((await manifestOf(name)).gaps).toBe(0);
  });

  it("say who is in which project of all stages, and who reads what it owns", async () => {
    const projects = await rowsOf("projects");
    const standing = ["dev", "staging", "prod"].flatMap((stage) => [
      `finance-reporting-${stage}`,
      `marketing-campaigns-${stage}`,
    ]);
    expect(projects.map(({ project }) => project).sort()).toEqual(["Data office", ...standing].sort());
    const readers = (await rowsOf("access")).filter(({ asset }) => asset === "customers");
    expect(readers).toContainEqual(
      expect.objectContaining({
        ...{ subject_kind: "group", subject: `arn:aws:iam::${GOVERNANCE}:role/team/finance-leads` },
        ...{ owner_project: "finance-reporting-dev", why_kind: "owner", unit: "root / Finance / Reporting" },
      }),
    );
    // The application's own functions are members as well, and no people.
    expect(readers).toContainEqual(
      expect.objectContaining({
        ...{ subject_kind: "program", subject: `arn:aws:iam::${GOVERNANCE}:role/example-application-reports` },
      }),
    );
  });

  it("find rights as the files of all stages give them, and people who answer for every project", async () => {
    expect(await rowsOf("rights")).toEqual([]);
    expect(await rowsOf("orphans")).toEqual([]);
    expect(new Set((await rowsOf("projects")).map(({ origin }) => origin))).toEqual(new Set(["standing"]));
  });

  it("have the same rows for people and for programs", async () => {
    for (const name of NAMES) {
      const { files, rows, columns } = await manifestOf(name);
      const csv = (await body(files.find(({ format }) => format === "csv")?.key ?? "")).toString();
      expect(csv.split("\r\n")[0]).toBe(columns.map((column) => `"${column.name}"`).join(","));
      expect(await rowsOf(name)).toHaveLength(rows);
    }
  });

  it("are written once a day: an operator who has them made again is told that they are kept", async () => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const before = await written();
    const lambda = new LambdaClient({
      endpoint: emulatorUrl(life.session),
      region: "us-east-1",
      credentials: await s3.config.credentials(),
    });
    const { FunctionError, Payload } = await lambda.send(
      new InvokeCommand({ FunctionName: "example-application-reports", Payload: JSON.stringify({ reports: true }) }),
    );
    const said = JSON.parse(Buffer.from(Payload ?? []).toString()) as { kept: string[] };
    expect([FunctionError, said]).toEqual([undefined, expect.objectContaining({ written: {}, failed: [] })]);
    expect([...said.kept].sort()).toEqual(NAMES);
    expect(await written()).toEqual(before);
  });

  it("leave nothing to do for the configuration", () => {
    for (const stage of ["shared", "dev"]) expectEnd(life.npm("plan", [], stage), 0);
  });
});
