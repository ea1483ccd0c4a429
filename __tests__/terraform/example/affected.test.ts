import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeExample, expectEnd } from "../../support/life";
import { describeTopology } from "./topology";

/** Other texts, so that two objects of two stacks differ and nothing else does. */
const EDITS = [
  { file: "environments/dev.ts", from: "Development accounts of Finance", to: "Accounts for trials of Finance" },
  { file: "environments/organization/projects.ts", from: "Reporting of Finance, ", to: "Monthly reports of Finance, " },
];
const PROFILES = "data-governance-profiles";
const PROJECTS = "data-governance-projects";

interface Answer {
  readonly stages: readonly {
    readonly waves: readonly { readonly stacks: readonly { readonly stack: string }[] }[];
  }[];
}

interface Summary {
  readonly affected: { readonly skipped: number };
  readonly stacks: readonly {
    readonly stack: string;
    readonly status: string;
    readonly changes: readonly { readonly action: string; readonly reason?: string }[];
  }[];
}

/**
 * Plan only what changed: two descriptions are changed in the stage files of `dev`; the commands find, plan and apply the
 * two stacks, one of which fails at first, and leave the others alone. In the end files and objects are as before.
 */
describeExample("plan only what changed", (life) => {
  const path = (file: string): string => join(life.directory, file);
  const files = ["--json", "out/summary.json", "--markdown", "out/summary.md"];
  const affected = (...args: string[]): string[] => {
    const text = expectEnd(life.npm("affected", [...args, "--stage", "dev", "--json"]), 0);
    const answer = JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Answer;
    return answer.stages.flatMap(({ waves }) => waves.flatMap(({ stacks }) => stacks.map(({ stack }) => stack)));
  };
  const apply = () => life.npm("apply", ["--affected", "--applied", "--auto-approve", ...files], "dev");
  const summary = (): Summary => JSON.parse(readFileSync(path("out/summary.json"), "utf8")) as Summary;
  const outcomes = (): string[] => summary().stacks.map(({ stack, status }) => `${stack} ${status}`);
  const faults = async (method: "POST" | "DELETE", rules: readonly object[]): Promise<void> => {
    const url = new URL("/_emulator/faults", life.session?.variables.AWS_ENDPOINT_URL);
    const response = await fetch(url, { method, ...(method === "POST" ? { body: JSON.stringify(rules) } : {}) });
    if (!response.ok) throw new Error(await response.text());
  };

  it("finds nothing after the apply, neither against the last commit nor against what was applied", () => {
    expect(affected("--base", "HEAD")).toEqual([]);
    expect(affected("--applied")).toEqual([]);
  });

  it("finds the stacks of two changed objects, in the order in which they are applied", () => {
    for (const { file, from, to } of EDITS) {
      const text = readFileSync(path(file), "utf8");
      expect(text).toContain(from);
      writeFileSync(path(file), text.replace(from, to));
    }
    expect(affected("--base", "HEAD")).toEqual([PROFILES, PROJECTS]);
    expect(affected("--applied")).toEqual([PROFILES, PROJECTS]);
  });

  it("plans those only; the summary says what differs, and hides account ids on request", () => {
    expectEnd(life.npm("plan", ["--affected", "--base", "HEAD", ...files, "--redact"], "dev"), 2);
    expect(outcomes()).toEqual([`${PROFILES} changed`, `${PROJECTS} changed`]);
    expect(summary().affected.skipped).toBe(8);
    expect(summary().stacks[0].changes).toHaveLength(1);
    expect(summary().stacks[0].changes[0]).toMatchObject({ action: "update" });
    expect(summary().stacks[0].changes[0].reason).toContain("Accounts for trials of Finance");
    const markdown = readFileSync(path("out/summary.md"), "utf8");
    expect(markdown).toContain("Accounts for trials of Finance");
    expect(`${markdown}${readFileSync(path("out/summary.json"), "utf8")}`).not.toMatch(/(?<!\d)\d{12}(?!\d)/);
  });

  // Here, while the plans of the two are there: the next test applies them.
  describeTopology(life, { stage: "dev", changed: ["pool:dev/finance", "project:dev/finance-reporting"] });

  it("continues after a failure with the stack that failed, and leaves alone what was applied", async () => {
    const refused = { mode: "error-before", code: "AccessDeniedException", status: 403, times: 9 };
    await faults("POST", [{ ...refused, service: "datazone", operation: "UpdateProject" }]);
    expectEnd(apply(), 1);
    await faults("DELETE", []);
    expect(outcomes()).toEqual([`${PROFILES} applied`, `${PROJECTS} failed`]);
    expect(affected("--applied")).toEqual([PROJECTS]);
    expectEnd(apply(), 0);
    expect(outcomes()).toEqual([`${PROJECTS} applied`]);
    expect(affected("--applied")).toEqual([]);
  });

  it("takes the changes back in the same way", () => {
    expectEnd(life.run("git", ["checkout", "--quiet", "environments"]), 0);
    expectEnd(apply(), 0);
    expect(outcomes()).toEqual([`${PROFILES} applied`, `${PROJECTS} applied`]);
    expect(affected("--applied")).toEqual([]);
    expect(affected("--base", "HEAD")).toEqual([]);
  });
});
