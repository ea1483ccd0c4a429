import { createHash } from "node:crypto";
import { ReportBucket } from "../../../../functions/application-reports/report-bucket";
import { MemoryBucket } from "../../../support/memory-bucket";

const DAY = "2026-11-29";
const FOLDER = `reports/access/day=${DAY}/`;
const ORIGIN = { domainId: "dzd_1", readAt: "2026-11-29T01:00:00.000Z", gaps: 2 };
const report = (rows: readonly object[]) => ({
  name: "access",
  columns: { subject: { type: "text", means: "who" }, count: { type: "integer", means: "number" } } as const,
  rows: () => rows as never,
});
const ROWS = [
  { subject: '=cmd|"x"', count: 1 },
  { subject: "Zoë, \u{1F600}\n2", count: undefined },
];

const bucketIn = (memory: MemoryBucket) => new ReportBucket(memory, "reports", () => "2026-11-29T01:05:00.000Z");

describe("a report in a bucket", () => {
  test("is NDJSON and CSV with the same rows, and a manifest with their digests", async () => {
    const memory = new MemoryBucket();
    const bucket = bucketIn(memory);
    expect(await bucket.isComplete("access", DAY)).toBe(false);

    expect(await bucket.write(report(ROWS), DAY, ORIGIN)).toBe(2);

    expect(await bucket.isComplete("access", DAY)).toBe(true);
    const lines = memory.text(`${FOLDER}format=ndjson/access.ndjson.gz`).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      { subject: '=cmd|"x"', count: 1 },
      { subject: "Zoë, \u{1F600}\n2", count: null },
    ]);
    expect(memory.text(`${FOLDER}format=csv/access.csv`)).toBe(
      '"subject","count"\r\n"\'=cmd|""x""",1\r\n"Zoë, \u{1F600}\n2",\r\n',
    );
    const manifest = JSON.parse(memory.text(`${FOLDER}_manifest.json`)) as {
      files: { key: string; bytes: number; sha256: string }[];
    };
    expect(manifest).toMatchObject({
      report: "access",
      day: DAY,
      ...ORIGIN,
      rows: 2,
      columns: [{ name: "subject" }, {}],
    });
    expect(manifest.files).toHaveLength(2);
    for (const { key, bytes, sha256 } of manifest.files) {
      const body = memory.objects.get(key)!;
      expect(bytes).toBe(body.length);
      expect(sha256).toBe(createHash("sha256").update(body).digest("hex"));
    }
  });

  test.each([1, 2, 3])("is not complete when it is cut off at put %d, and is mended by the next run", async (count) => {
    const memory = new MemoryBucket();
    const bucket = bucketIn(memory);
    memory.failAtPut(count);
    await expect(bucket.write(report(ROWS), DAY, ORIGIN)).rejects.toThrow("cut off");
    expect(await bucket.isComplete("access", DAY)).toBe(false);

    memory.failAtPut(Infinity);
    await bucket.write(report([]), DAY, ORIGIN);

    expect(await bucket.isComplete("access", DAY)).toBe(true);
    // Nothing of the run that was cut off is left.
    expect([...memory.objects.keys()].sort()).toHaveLength(3);
    expect(memory.text(`${FOLDER}format=ndjson/access.ndjson.gz`)).toBe("");
  });

  test("is the same for rows that take many chunks", async () => {
    const memory = new MemoryBucket();
    const many = Array.from({ length: 20_000 }, (_, count) => ({ subject: `person ${count}`, count }));
    expect(await bucketIn(memory).write(report(many), DAY, ORIGIN)).toBe(20_000);
    const lines = memory.text(`${FOLDER}format=ndjson/access.ndjson.gz`).trim().split("\n");
    expect(lines).toHaveLength(20_000);
    expect(JSON.parse(lines[19_999])).toEqual({ subject: "person 19999", count: 19_999 });
    expect(memory.text(`${FOLDER}format=csv/access.csv`).split("\r\n")).toHaveLength(20_002);
  });

  test("is not taken to be missing because the service fails", async () => {
    const fault = Object.assign(new Error("slow"), { name: "SlowDown", $metadata: { httpStatusCode: 503 } });
    const bucket = new ReportBucket({ send: () => Promise.reject(fault) } as never, "reports", () => "");
    await expect(bucket.isComplete("access", DAY)).rejects.toThrow("slow");
  });
});
