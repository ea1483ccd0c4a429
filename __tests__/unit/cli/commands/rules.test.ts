import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { rulesEvaluateCommand } from "../../../../cli/commands/rules-evaluate";
import { rulesReplayCommand } from "../../../../cli/commands/rules-replay";
import type { Command } from "../../../../cli/frame";
import { RunDisplay } from "../../../../runner/progress";
import { Interruption } from "../../../../runner/terraform";

const directory = mkdtempSync(join(tmpdir(), "rules-"));
const FACTS = {
  asset: {
    type: "amazon.datazone.GlueTableAssetType",
    terms: ["business/customer"],
    columns: { region: [], email: ["business/personal"] },
  },
  producer: { unit: "finance", stage: "dev" },
  consumer: { unit: "marketing", stage: "dev", ageDays: 3 },
  requester: { groups: ["marketing-engineers"] },
  request: { purpose: "analysis", durationDays: 30, columns: "all", rows: "all" },
};

function file(name: string, content: string): string {
  const path = join(directory, name);
  writeFileSync(path, content);
  return path;
}

async function run(command: Command, ...argv: string[]) {
  const printed: string[] = [];
  const exitCode = await command.run({
    argv: ["--stage", "dev", ...argv],
    environment: { SMUS_ENVIRONMENTS_DIR: "environments" },
    interruption: new Interruption(),
    display: new RunDisplay(process.stderr),
    print: (text) => printed.push(text),
  });
  return { exitCode, text: printed.join("\n") };
}

const evaluate = (facts: string, ...rest: string[]) =>
  run(rulesEvaluateCommand, "--facts", file("facts.json", facts), ...rest);
const replay = (decisions: string, ...rest: string[]) =>
  run(rulesReplayCommand, "--decisions", file("decisions.ndjson", decisions), ...rest);

describe("smus rules evaluate", () => {
  it("prints the decision of the domain's rules in a stage that joins it, with its reasons", async () => {
    const { exitCode, text } = await evaluate(JSON.stringify(FACTS));
    expect(exitCode).toBe(0);
    expect(text).toContain("approve (rule customers-of-europe)");
    expect(text).toContain("  rows: region = 'EU'\n  columns: region\n");
    expect(text).toContain("    durationDays yes (30)");
  });

  it("prints who decides where no rule does", async () => {
    const { text } = await evaluate(JSON.stringify({ ...FACTS, request: {} }));
    expect(text).toContain(
      "hold: Rule customers-of-europe may hold: what it asks of purposes, durationDays is not known.",
    );
    expect(text).toContain("  queue stewards, reminder after 3 days, rejected after 14");
  });

  it("prints JSON", async () => {
    const { text } = await evaluate(JSON.stringify(FACTS), "--json");
    expect(JSON.parse(text)).toMatchObject({ outcome: "approve", access: { columns: ["region"], expiresInDays: 30 } });
  });

  it.each([
    ["{", /facts\.json is no JSON: /],
    ['{"asset":{"type":7},"x":1}', /facts\.json: asset\.type: .*expected string.*\n.*facts\.json: value: .*"x"/],
  ])("refuses %s", async (facts, message) => {
    await expect(evaluate(facts)).rejects.toThrow(message);
  });

  it("refuses a file that is not there", async () => {
    await expect(run(rulesEvaluateCommand, "--facts", join(directory, "none.json"))).rejects.toThrow(
      /none\.json cannot be read: .*ENOENT/,
    );
  });

  it("says where rules would be, where a domain has none", async () => {
    const command = async () =>
      rulesEvaluateCommand.run({
        argv: ["--stage", "main", "--facts", file("facts.json", "{}")],
        environment: { SMUS_ENVIRONMENTS_DIR: "environments/samples/minimal" },
        interruption: new Interruption(),
        display: new RunDisplay(process.stderr),
        print: () => undefined,
      });
    await expect(command()).rejects.toThrow("has no rules on access: add application.dataAccess");
  });
});

describe("smus rules replay", () => {
  const past = async (changes: object) => {
    const decision = JSON.parse((await evaluate(JSON.stringify(FACTS), "--json")).text) as object;
    return JSON.stringify({ requestId: "r1", decidedAt: "2026-11-01", facts: FACTS, ...decision, ...changes });
  };

  it("ends with 0 where every decision stays", async () => {
    expect(await replay(`${await past({})}\n\n`)).toEqual({ exitCode: 0, text: "1 decision, 0 would differ" });
  });

  it("ends with 2 and names each decision that would differ", async () => {
    const lines = [await past({}), await past({ requestId: "r2", outcome: "reject", decidedBy: "ann" })];
    const { exitCode, text } = await replay(lines.join("\n"));
    expect(exitCode).toBe(2);
    expect(text).toMatch(/^r2 of 2026-11-01: reject by ann, now approve by customers-of-europe: /);
    expect(text).toContain("2 decisions, 1 would differ");
  });

  it("shows what would be given where that differs", async () => {
    const { text } = await replay(await past({ access: { rows: "all", columns: "all" } }));
    expect(text).toContain("now approve by customers-of-europe:\n  rows: region = 'EU'");
  });

  it("names the line that does not fit", async () => {
    await expect(replay(`${await past({})}\n{}`)).rejects.toThrow(/decisions\.ndjson, line 2: requestId: /);
  });
});
