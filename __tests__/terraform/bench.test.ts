import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describeWithTerraform } from "../support/terraform/terraform-cli";

const ROOT = resolve(__dirname, "../..");
const PAGE = join(ROOT, "docs/performance.md");

function bench(...args: string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  return spawnSync(process.execPath, ["-r", "ts-node/register", "scripts/bench.ts", ...args], {
    cwd: ROOT,
    encoding: "utf8",
  });
}

// Here, since CDKTF as it comes asks terraform for its version.
describeWithTerraform("npm run bench", () => {
  it("measures every program with the example and generated organizations, and leaves the page alone", () => {
    const page = readFileSync(PAGE, "utf8");
    const { status, stdout, stderr } = bench("--runs", "1", "--accounts", "3", "--plain-up-to", "20");
    expect([status, stderr]).toEqual([0, ""]);
    const rows = stdout.split("\n").filter((line) => line.startsWith("| "));
    const cells = rows.map((row) => row.split("|").map((cell) => cell.trim()));
    const names = cells.map(([, name]) => name);
    expect(names).toEqual(["Workload", "---", "example", "3 member accounts", "3 member accounts, Terraform Cloud"]);
    const [, , example, ...generated] = cells;
    const figure = /^\d+\.\d s \(CPU \d+\.\d s\), \d+ MiB$/;
    for (const [, , , , ...figures] of generated) {
      expect(figures.slice(0, 6).filter((cell) => !figure.test(cell))).toEqual([]);
    }
    expect(example).toContain("not measured"); // more stacks than plain CDKTF was asked for
    expect(generated.map(([, , stacks]) => Number(stacks))).toEqual([18, 15]);
    expect(readFileSync(PAGE, "utf8")).toBe(page);
  });

  it("writes an organization to try commands on", () => {
    const directory = mkdtempSync(join(tmpdir(), "smus-bench-test-"));
    try {
      const { status, stdout } = bench("--organization", directory, "--accounts", "6", "--backend", "local");
      expect([status, stdout.trim()]).toEqual([
        0,
        `wrote ${directory}: 6 member accounts in the stages dev, staging, prod of one domain`,
      ]);
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it.each([
    [["--runs", "0"], "bench: --runs takes a whole number above 0, for example 3"],
    [["--accounts", "10,2"], /^bench: --accounts takes whole numbers from 3 on, one account for each stage/],
    [["--backend", "ftp"], "bench: --backend takes s3, local or cloud"],
    [["--organization", "x", "--accounts", "3,4"], /^bench: --organization writes one size/],
  ])("refuses %j", (args, problem) => {
    const { status, stderr } = bench(...args);
    expect([status, stderr.trim()]).toEqual([
      1,
      typeof problem === "string" ? problem : expect.stringMatching(problem),
    ]);
  });
});
