import { GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import { eventually } from "../../integration/emulator/harness";
import { describeExample, expectEnd } from "../../support/life";

const GOVERNANCE = "100000000000";
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

  it("say who is in which project of all stages, and agree with the configuration", async () => {
    const projects = await rowsOf("projects");
    const names = projects.map(({ project }) => project);
    expect(names).toEqual(expect.arrayContaining(["Data office", "finance-reporting-dev", "marketing-campaigns-dev"]));
    const codes = (await rowsOf("rights")).map(({ code }) => code);
    expect(codes.filter((code) => code !== "ACCESS_ORPHANED" && code !== "PROJECT_MISSING")).toEqual([]);
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
    const before = await written();
    const { variables } = await life.clients(GOVERNANCE);
    const said = expectEnd(
      life.run(
        "aws",
        [
          ...["lambda", "invoke", "--function-name", "example-application-reports"],
          ...["--payload", '{"reports":true}', "--cli-binary-format", "raw-in-base64-out", "/dev/stdout"],
        ],
        undefined,
        variables,
      ),
      0,
    );
    expect(said).toContain('"written":{}');
    expect(said).toContain('"failed":[]');
    expect(await written()).toEqual(before);
  });

  it("leave nothing to do for the configuration", () => {
    for (const stage of ["shared", "dev"]) expectEnd(life.npm("plan", [], stage), 0);
  });
});
