import { catalogCheckCommand } from "../../../../cli/commands/catalog-check";
import { usage } from "../../../../cli/frame";
import { RunDisplay } from "../../../../runner/progress";
import { catalogJson, catalogMarkdown, catalogText, type CatalogReport } from "../../../../runner/catalog-check";
import { Interruption } from "../../../../runner/terraform";

const FORM = { rule: "Assets have an owner", what: "form", name: "DataOwnership" } as const;
const TERM = { rule: "Classified | <b>", what: "term", name: "Public" } as const;
const REPORT: CatalogReport = {
  stage: "dev",
  projects: [
    {
      project: "reporting",
      name: "finance-reporting",
      assets: 3,
      incomplete: [
        {
          id: "a1",
          name: "ledger",
          type: "Table",
          externalIdentifier: "arn:x/ledger",
          published: true,
          missing: [FORM],
        },
        { id: "a2", name: "a|b", type: "Table", published: false, missing: [FORM, TERM] },
      ],
      configured: [
        { asset: "later", externalIdentifier: "arn:x/later", waits: true, differences: [] },
        {
          asset: "ledger",
          externalIdentifier: "arn:x/ledger",
          waits: false,
          differences: [
            { path: "term business/party", live: null, desired: true },
            { path: "readMe", live: "old", desired: "x".repeat(200) },
          ],
        },
      ],
    },
    { project: "campaigns", name: "campaigns", assets: 1, incomplete: [], configured: [] },
    { project: "empty", name: "empty", assets: 0, incomplete: [], configured: [] },
  ],
  exitCode: 2,
};
const UNREAD = {
  project: "lost",
  name: "lost",
  assets: 0,
  incomplete: [],
  configured: [],
  unread: "[NOT_A_MEMBER] add the role",
};

const run = (...argv: string[]): Promise<number> =>
  catalogCheckCommand.run({
    argv,
    environment: { SMUS_ENVIRONMENTS_DIR: "environments" },
    interruption: new Interruption(),
    display: new RunDisplay(process.stderr),
    print: () => undefined,
  });

describe("npm run catalog:check", () => {
  test("says what each asset lacks, and which rule demands it", () => {
    expect(catalogText(REPORT).split("\n")).toEqual([
      "  reporting (finance-reporting): 3 assets, 2 incomplete",
      "      ledger (published, arn:x/ledger)",
      '          lacks form DataOwnership: rule "Assets have an owner"',
      "      a|b (not published, Table a2)",
      '          lacks form DataOwnership: rule "Assets have an owner"',
      '          lacks term Public: rule "Classified | <b>"',
      "      assets.later (arn:x/later)",
      "          does not exist yet: run its data source, then npm run apply",
      "      assets.ledger (arn:x/ledger)",
      "          term business/party: missing, configured true: npm run apply",
      `          readMe: "old", configured "${"x".repeat(119)}...: npm run apply`,
      "  campaigns (campaigns): 1 asset, all complete",
      "  empty (empty): no assets",
      "dev: 4 assets, 2 of them incomplete, 1 of these published; 2 not as configured",
    ]);
  });

  test("says that everything is complete, and that there is nothing", () => {
    const [, complete, empty] = REPORT.projects;
    expect(catalogText({ stage: "dev", projects: [complete], exitCode: 0 })).toMatch(
      /dev: 1 asset, every one carries what the rules on publishing demand$/,
    );
    expect(catalogText({ stage: "dev", projects: [empty], exitCode: 0 })).toMatch(
      /dev: no assets in standing projects$/,
    );
  });

  test("does not call complete what it could not read", () => {
    const report: CatalogReport = { stage: "dev", projects: [UNREAD], exitCode: 1 };
    expect(catalogText(report).split("\n")).toEqual([
      "  lost (lost): could not be read: [NOT_A_MEMBER] add the role",
      "dev: no assets in standing projects; 1 project could not be read",
    ]);
    expect(catalogMarkdown(report)).toContain("- lost could not be read: ");
  });

  test("has a table for merge requests, in which no name does harm", () => {
    const lines = catalogMarkdown(REPORT).split("\n");
    expect(lines[0]).toBe(
      "### Catalog of dev: 4 assets, 2 of them incomplete, 1 of these published; 2 not as configured",
    );
    expect(lines.filter((line) => line.startsWith("|"))).toHaveLength(10);
    expect(lines.join("\n")).not.toContain("<b>");
  });

  test("writes the same for programs", () => {
    expect(JSON.parse(catalogJson(REPORT))).toEqual({ version: 1, ...REPORT });
  });

  test.each([
    [["--jsn", "x"], /--jsn.*known options: --stage, --json, --markdown/],
    [["--stage", "dve"], /there is no stage "dve"; stages: dev, prod, shared, staging/],
    [["--stage", "dev", "--json", "-", "--markdown", "-"], /--json - and --markdown - exclude each other/],
    [[], /which stage\? set TF_WORKSPACE or pass --stage/],
  ])("refuses %j with one line", async (argv, line) => {
    await expect(run(...argv)).rejects.toThrow(line);
  });

  test("documents its exit codes and that it writes nothing", () => {
    expect(usage(catalogCheckCommand)).toMatch(/Writes nothing\. Exit code: 0 all are complete, 2 one is not, 1 error/);
  });
});
