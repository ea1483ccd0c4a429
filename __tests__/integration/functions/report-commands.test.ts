import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { PassThrough } from "node:stream";
import { runProgram, type Registry } from "../../../cli/frame";
import { applicationReportCommand } from "../../../cli/commands/application-report";
import { applicationRightsCommand } from "../../../cli/commands/application-rights";
import { emulatorCredentials } from "../../../packages/emulator";
import { Sides } from "../emulator/data-access/sides";
import { GOVERNANCE, REGION } from "./landscape";

const REGISTRY: Registry = new Map([
  ["application:report", () => Promise.resolve(applicationReportCommand)],
  ["application:rights", () => Promise.resolve(applicationRightsCommand)],
]);
const SAMPLE = resolve(__dirname, "../../../environments/samples/minimal/main.ts");
/** The process's own variables: the SDK's clients find keys and endpoint there, as an operator's do. */
const before = { ...process.env };

let sides: Sides;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  sides = await Sides.begin();
  await sides.subscribe((await sides.published({ name: "=evil\u001b[31m" })).listingId);
  const directory = mkdtempSync(join(tmpdir(), "smus-reports-"));
  writeFileSync(join(directory, "main.ts"), readFileSync(SAMPLE, "utf8").replaceAll("us-east-1", REGION));
  const { accessKeyId, secretAccessKey, sessionToken } = emulatorCredentials(GOVERNANCE, "control-plane");
  environment = {
    AWS_ENDPOINT_URL: sides.landscape.emulator.url,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
    SMUS_ENVIRONMENTS_DIR: directory,
    TF_WORKSPACE: "main",
  };
  Object.assign(process.env, environment);
});
afterAll(async () => {
  process.env = before;
  await sides.stop();
});

async function smus(...words: string[]) {
  const [out, error] = [new PassThrough(), new PassThrough()];
  const code = await runProgram(REGISTRY, words, environment, { out, error });
  const read = (stream: PassThrough): string => ((stream.read() as Buffer | null) ?? "").toString();
  return { code, out: read(out), error: read(error) };
}
const here = (): string[] => ["--domain", sides.ruled.host.domainId];

describe("smus application report", () => {
  test("prints who can read what, for people and for programs", async () => {
    const table = await smus("application", "report", "access", ...here());
    expect(table).toMatchObject({ code: 0, error: "" });
    expect(table.out).toContain("=evil\\u001b[31m");
    expect(table.out).toContain("decided in the portal");

    const csv = await smus("application", "report", "access", "--format", "csv", ...here());
    expect(csv.out).toContain(`"'=evil`);
    const lines = (await smus("application", "report", "access", "--format", "ndjson", ...here())).out
      .trim()
      .split("\n");
    const json = JSON.parse((await smus("application", "report", "access", "--format", "json", ...here())).out) as {
      rows: object[];
    };
    expect(lines).toHaveLength(json.rows.length);
    expect(JSON.parse(lines[0])).toMatchObject({ why_kind: "portal", subject: "Consumer" });
  });

  test("ends with 2 where something is to be mended", async () => {
    const { code, out } = await smus("application", "report", "orphans", ...here());
    expect(code).toBe(2);
    expect(out).toContain("PROJECT_WITHOUT_HUMAN_OWNER");
  });

  test("reports in spite of a broken file of another stage", async () => {
    const other = join(environment.SMUS_ENVIRONMENTS_DIR ?? "", "other.json");
    writeFileSync(other, "{");
    try {
      expect(await smus("application", "report", "projects", ...here())).toMatchObject({ code: 0 });
    } finally {
      rmSync(other);
    }
  });

  test("says which reports and formats there are", async () => {
    expect(await smus("application", "report")).toMatchObject({
      code: 1,
      error: expect.stringContaining("reports: access, projects") as string,
    });
    const format = await smus("application", "report", "access", "--format", "xml", ...here());
    expect(format).toMatchObject({
      code: 1,
      error: expect.stringContaining("allowed: table, csv, ndjson, json") as string,
    });
  });

  test("says that the domain is not there, and what to do", async () => {
    const { code, error } = await smus("application", "report", "access");
    expect(code).toBe(1);
    expect(error).toMatch(/no domain ".*" in eu-west-1 is visible with the caller's own credentials.*--domain/s);
  });
});

describe("smus application rights", () => {
  test("tells differences from the configuration with what mends them, and ends with 2", async () => {
    const { code, out } = await smus("application", "rights", ...here());
    expect(code).toBe(2);
    expect(out).toContain("[ACCESS_OUTSIDE]");
    expect(out).toContain("mend: ");
    expect(out).not.toContain("\u001b");
    const json = JSON.parse((await smus("application", "rights", "--json", "-", ...here())).out) as {
      findings: { code: string }[];
    };
    expect(json.findings.map((finding) => finding.code)).toContain("ACCESS_ORPHANED");
  });
});
