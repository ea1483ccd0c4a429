import { readFileSync } from "node:fs";
import { join } from "node:path";
import { bench } from "../support/bench";
import { ROOT } from "../support/life";
import { describeWithTerraform } from "../support/terraform/terraform-cli";

const PAGE = join(ROOT, "docs/performance.md");

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
});
