import { preflightJson, preflightText, type PreflightReport } from "../../../preflight";

const REPORT: PreflightReport = {
  stage: "dev",
  readAt: "2026-11-29T00:00:00.000Z",
  checks: ["access", "zones", "roles"],
  findings: [
    {
      code: "ZONE_MISSING",
      check: "zones",
      account: "finance",
      accountId: "000000000011",
      region: "eu-west-1",
      what: "no zone d",
      cure: "name others",
      source: "https://a",
    },
    { code: "ROLE_TRUST", check: "roles", account: "x", accountId: "1", what: "w", cure: "c", source: "s" },
  ],
  waiting: [
    { check: "blueprints", for: "the domain" },
    { check: "projects", for: "the domain" },
    { check: "blueprints", for: "the association of x" },
  ],
  remarks: ["whether it is on"],
  seconds: 2.4,
  exitCode: 2,
};

describe("the report of preflight", () => {
  it("has a line for each finding, with its cure and its source, and says what waits", () => {
    expect(preflightText(REPORT)).toBe(
      [
        "preflight dev: 2 findings (3 checks, 2 s)",
        "  [ZONE_MISSING] finance (000000000011), eu-west-1: no zone d; fix: name others (https://a)",
        "  [ROLE_TRUST] x (1): w; fix: c (s)",
        "  2 checks wait for the domain: blueprints, projects",
        "  1 check waits for the association of x: blueprints",
        "  not asked: whether it is on",
      ].join("\n"),
    );
    const nothing = { ...REPORT, findings: [], waiting: [], remarks: [], exitCode: 0 as const };
    expect(preflightText(nothing)).toBe("preflight dev: nothing found (3 checks, 2 s)");
  });

  it("is JSON of a version, with all stages and one exit code", () => {
    const nothing = { ...REPORT, stage: "prod", findings: [], exitCode: 0 as const };
    const parsed = JSON.parse(preflightJson([nothing, REPORT])) as object;
    expect(parsed).toEqual({ version: 1, exitCode: 2, stages: [nothing, REPORT] });
    expect(JSON.parse(preflightJson([nothing]))).toMatchObject({ exitCode: 0 });
  });
});
