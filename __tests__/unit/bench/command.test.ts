import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bench } from "../../support/bench";

/** Parts of the command that measure nothing; `__tests__/terraform/bench.test.ts` measures. */
describe("npm run bench", () => {
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
