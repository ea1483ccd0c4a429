import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadAllStages } from "../../../../configuration";
import { RunDisplay } from "../../../../runner";
import { Interruption } from "../../../../runner/terraform";
import { topologyCommand } from "../../../../cli/commands/topology";
import { readSavedPlans } from "../../../../topology/saved-plans";
import type { Topology } from "../../../../topology/model";

const PLANS = path.resolve(__dirname, "../../../fixtures/topology-plans");
const EMPTY_PLAN = JSON.stringify({ format_version: "1.2", configuration: {} });

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "smus-topology-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `npm run topology -- ...` in this process and returns what it prints. */
async function run(argv: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const printed: string[] = [];
  const context = {
    argv,
    environment,
    interruption: new Interruption(),
    display: new RunDisplay(process.stderr),
    print: (text: string) => void printed.push(text),
  };
  expect(await topologyCommand.run(context)).toBe(0);
  return printed.join("\n");
}

test("writes the page and says what is in it", async () => {
  const out = path.join(folder, "deep", "page.html");
  expect(await run(["--out", out])).toMatch(/page\.html: 7 accounts, 9 profiles, 35 rights \(\d+ kB\)$/);
  const page = readFileSync(out, "utf8");
  expect(page).toContain("<title>Topology of example-data</title>");
  // Links lead from the page's folder to the stage files.
  const { links } = JSON.parse(/id="topology">(.*?)<\/script>/s.exec(page)?.[1] ?? "") as Topology;
  expect(path.resolve(path.dirname(out), links)).toBe(process.cwd());
});

test("prints Markdown and JSON of one stage with its domain", async () => {
  expect(await run(["--markdown", "--stage", "prod"])).toContain("| Finance prod | 100000000013 | prod |");
  const { stages } = JSON.parse(await run(["--json", "--stage", "prod"])) as Topology;
  expect(stages.map(({ name }) => name)).toEqual(["shared", "prod"]);
});

test("links Markdown where it is told to what", async () => {
  const text = await run(["--markdown", "--links", "https://git.example.com/blob/main/"]);
  expect(text).toContain("(https://git.example.com/blob/main/environments/dev.ts)");
});

test("reads stage files from elsewhere, with their own ending", async () => {
  const stage = {
    governanceAccount: "one",
    accounts: { one: { id: "111111111111" } },
    domain: { name: "acme", region: "eu-west-1" },
  };
  writeFileSync(path.join(folder, "main.json"), JSON.stringify(stage));
  const { accounts } = JSON.parse(await run(["--json"], { SMUS_ENVIRONMENTS_DIR: folder })) as Topology;
  expect(accounts[0].source).toEqual({ file: expect.stringMatching(/main\.json$/) as string, path: "accounts.one" });
});

test("marks plans that are JSON without asking for terraform", async () => {
  const { plan } = JSON.parse(await run(["--json", "--plans", PLANS])) as Topology;
  expect(plan?.stages.map(({ stage, stacks }) => [stage, stacks.length])).toEqual([["dev", 6]]);
  expect(plan?.changes[0]).toMatchObject({ action: "replace", id: "project:dev/finance-reporting" });
});

test.each([
  [["--stage", "nowhere"], 'there is no stage "nowhere"; stages: shared, dev, staging, prod'],
  [["--json", "--markdown"], "--markdown and --json exclude each other"],
  [["--plans", "/nowhere"], "no saved plan in /nowhere; make one first: npm run plan -- --stage shared"],
  [["--grpah"], "known options: --stage, --plan"],
  [["--parallelism", "0", "--plans", PLANS], '--parallelism: got "0"'],
])("refuses %j", async (argv, message) => {
  await expect(run(argv)).rejects.toThrow(message);
});

test("gives the reason for every stack without a usable plan", async () => {
  const stages = loadAllStages("environments").filter(({ name }) => name === "prod");
  const runs = path.join(folder, "prod");
  mkdirSync(runs, { recursive: true });
  writeFileSync(path.join(runs, "finance-prod-state.json"), EMPTY_PLAN);
  writeFileSync(path.join(runs, "finance-prod-foundation.json"), "{");
  writeFileSync(path.join(runs, "finance-prod-association.tfplan"), "");
  writeFileSync(path.join(runs, "finance-prod-association.log"), "\n$ TF_WORKSPACE=prod terraform apply -json x\n");
  writeFileSync(path.join(runs, "data-governance-sharing.tfplan"), "");
  writeFileSync(path.join(runs, "data-governance-sharing.log"), "\n$ TF_WORKSPACE=prod terraform plan -json\n");
  const terraform = () => Promise.resolve({ path: "/bin/false", environment: {} });
  const plans = await readSavedPlans(stages, {
    directory: folder,
    stacks: path.join(folder, "none"),
    terraform,
    parallelism: 2,
  });
  const reasons = new Map(
    plans.map((plan) => [`${plan.account}-${plan.layer}`, plan.plan === undefined ? plan.reason : "read"]),
  );
  expect(reasons.get("finance-prod-state")).toBe("read");
  expect(reasons.get("finance-prod-foundation")).toMatch(/^not JSON/);
  expect(reasons.get("finance-prod-association")).toBe("its plan was applied already: plan again");
  expect(reasons.get("data-governance-sharing")).toMatch(/^no initialized stack in .*: plan again$/);
  expect(reasons.get("data-governance-projects")).toBe("not planned: left out, failed, or waits for another");
});
