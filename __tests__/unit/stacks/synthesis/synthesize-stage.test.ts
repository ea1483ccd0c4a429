import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { loadAllStages } from "../../../../environments";
import { StageComposition } from "../../../../stacks/compose";
import { synthesizeStage } from "../../../../stacks/synthesis";

const ROOT = path.resolve(__dirname, "../../../..");
/** Enough for two processes; small ones, since accounts without blueprints have one stack with a function. */
const ACCOUNTS = 300;

describe("synthesizeStage", () => {
  const directory = mkdtempSync(path.join(os.tmpdir(), "smus-parts-"));
  const environments = path.join(directory, "environments");
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  beforeAll(() => {
    mkdirSync(environments);
    writeFileSync(
      path.join(environments, "many.ts"),
      `import { defineEnvironment } from "smus-cdktf";
       const members = Array.from({ length: ${ACCOUNTS} }, (_, n) => ["member-" + n, { id: String(200000000000 + n) }]);
       export default defineEnvironment({
         organization: { namePrefix: "many" },
         state: { backend: "local", directory: "states" },
         governanceAccount: "governance",
         accounts: { governance: { id: "111111111111" }, ...Object.fromEntries(members) },
         domain: { name: "many", region: "us-east-1" },
       });`,
    );
  });

  /** All files below a directory with their content. */
  function contents(root: string): Record<string, string> {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const names = files.map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
    return Object.fromEntries(
      names.filter((name) => name !== "stage").map((name) => [name, readFileSync(path.join(root, name), "latin1")]),
    );
  }

  test("writes the same files in one process and, with many stacks, in several", async () => {
    const [stage] = loadAllStages(environments);
    const options = { access: "deploy", usePathStyle: false, workingDirectory: ROOT } as const;
    const alone = path.join(directory, "alone");
    await synthesizeStage(new StageComposition(stage, [stage], options), { outdir: alone, cores: 1 });

    const divided = path.join(directory, "divided");
    const { TF_WORKSPACE: _workspace, AWS_ENDPOINT_URL: _endpoint, ...inherited } = process.env;
    const run = spawnSync(process.execPath, ["-r", "ts-node/register", "main.ts"], {
      cwd: ROOT,
      env: { ...inherited, TF_WORKSPACE: "many", SMUS_ENVIRONMENTS_DIR: environments, CDKTF_OUTDIR: divided },
      encoding: "utf8",
    });
    expect([run.status, run.stderr]).toEqual([0, ""]);

    const [expected, actual] = [contents(alone), contents(divided)];
    expect(Object.keys(actual)).toEqual(Object.keys(expected)); // and no manifest of a part is left
    expect(Object.keys(expected).filter((name) => actual[name] !== expected[name])).toEqual([]);
    const manifest = JSON.parse(expected["manifest.json"]) as { stacks: Record<string, { dependencies: string[] }> };
    expect(Object.keys(manifest.stacks)).toHaveLength(ACCOUNTS + 2);
    expect(manifest.stacks["governance-domain"]?.dependencies).toEqual(["governance-foundation"]);
  });

  test("fails where the process of a part fails, and leaves no manifest", () => {
    const outdir = path.join(directory, "failing");
    const run = spawnSync(process.execPath, ["-r", "ts-node/register", "main.ts"], {
      cwd: ROOT,
      env: {
        ...process.env,
        TF_WORKSPACE: "many",
        SMUS_ENVIRONMENTS_DIR: environments,
        CDKTF_OUTDIR: outdir,
        NODE_OPTIONS: `--require ${JSON.stringify(breakPart(directory))}`,
      },
      encoding: "utf8",
    });
    expect([run.status, run.stderr.trim()]).toEqual([1, "this part is broken"]);
    expect(readdirSync(outdir).filter((name) => name.startsWith("manifest"))).toEqual([]);
  });

  /** A module that ends every process that writes a part. */
  function breakPart(folder: string): string {
    const file = path.join(folder, "break-part.js");
    writeFileSync(
      file,
      `if (process.env.SMUS_SYNTHESIS_PART) { console.error("this part is broken"); process.exit(3); }`,
    );
    return file;
  }
});
