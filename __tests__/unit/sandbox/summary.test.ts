import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StageOutcome } from "../../../runner";
import { writeDetails } from "../../../sandbox/launcher/details";
import { beginLife } from "../../../sandbox/launcher/durations";
import type { AccountContents } from "../../../sandbox/launcher";
import { formatSummary } from "../../../sandbox/launcher/summary";
import { NOTHING_CLASSIC } from "./support/nothing-classic";

type Emulated = AccountContents["emulated"][number];

const NOTHING: Emulated = {
  account: "100000000000",
  region: "us-east-1",
  counts: {},
  domains: [],
  blueprintConfigurations: [],
  environments: [],
  resourceShares: [],
  functions: [],
};
const DOMAIN: Emulated["domains"][number] = {
  id: "dzd-1",
  name: "example-data",
  portalUrl: "https://dzd-1.sagemaker.us-east-1.on.aws",
  domainUnits: ["Root", "Finance", "Campaigns"],
  accountPools: [],
  projectProfiles: ["Lakehouse", "Analytics"],
  projects: [
    { id: "p2", name: "risk", members: 1 },
    { id: "p1", name: "reporting-dev", members: 3 },
  ],
  policyGrants: 0,
  owners: 0,
  userProfiles: 0,
  groupProfiles: 0,
};
const account = (name: string, emulated: Partial<Emulated>): AccountContents => ({
  account: "100000000000",
  names: [name],
  classic: NOTHING_CLASSIC,
  emulated: [{ ...NOTHING, ...emulated }],
});
const environment = (projectId: string, name: string): Emulated["environments"][number] => ({
  id: `${projectId}-${name}`,
  projectId,
  project: "a name",
  name,
  region: "us-east-1",
});
const stack = (count: number): StageOutcome["stacks"][number] => ({
  stack: "s",
  status: count === 0 ? "unchanged" : "applied",
  changes: Array.from({ length: count }, (_, index) => ({ address: `a.${index}`, action: "create" as const })),
  errors: [],
  logFile: "",
  seconds: 1,
});

describe("formatSummary", () => {
  test("shows what the portal has, and what was done for it in the order of the stages", () => {
    const contents = [
      account("governance", { domains: [DOMAIN] }),
      account("finance-dev", { environments: [environment("p1", "Tooling"), environment("p1", "Lakehouse")] }),
      account("finance-lab", { environments: [environment("p1", "Tooling")] }),
    ];
    const outcomes: StageOutcome[] = [
      { stage: "shared", stacks: [stack(2), stack(10)], seconds: 65, exitCode: 0 },
      { stage: "dev", stacks: [stack(0)], seconds: 7, exitCode: 0 },
    ];
    expect(formatSummary(contents, outcomes)).toBe(
      [
        "Domain example-data  https://dzd-1.sagemaker.us-east-1.on.aws",
        "  units     Campaigns, Finance, Root",
        "  profiles  Analytics, Lakehouse",
        "  projects",
        "    reporting-dev  3 members  2 environments in finance-dev, 1 environment in finance-lab",
        "    risk           1 member   no environments",
        "",
        "Stages",
        "  shared  2 stacks  12 created     1 min 05 s",
        "  dev     1 stack   nothing to do  7 s",
      ].join("\n"),
    );
  });

  test("tells projects of the same name in two domains apart", () => {
    const other = { ...DOMAIN, name: "other-data", projects: [{ id: "p9", name: "risk", members: 0 }] };
    const contents = [
      account("governance", { domains: [DOMAIN, other] }),
      account("finance", { environments: [environment("p9", "Tooling")] }),
    ];
    expect(
      formatSummary(contents, [])
        .split("\n")
        .filter((line) => line.includes("risk")),
    ).toEqual(["    risk           1 member   no environments", "    risk  0 members  1 environment in finance"]);
  });

  test("says of an empty domain that it has no projects, and of nothing that it is nothing", () => {
    const empty = { ...DOMAIN, domainUnits: [], projectProfiles: [], accountPools: ["all"], projects: [] };
    expect(formatSummary([account("governance", { domains: [empty] })], [])).toBe(
      "Domain example-data  https://dzd-1.sagemaker.us-east-1.on.aws\n  pools  all\n  no projects",
    );
    expect(formatSummary([], [])).toBe("There is no domain.");
  });
});

test("details are written where nothing was, and replace those of the run before", () => {
  const directory = mkdtempSync(join(tmpdir(), "smus-details-"));
  try {
    const work = join(directory, "sandbox");
    writeDetails(work, "much more text than the next time");
    const file = writeDetails(work, "all\nof it");
    expect([file, readFileSync(file, "utf8")]).toEqual([join(work, "details.txt"), "all\nof it\n"]);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});

describe("beginLife", () => {
  test.each([
    [false, {}, "shared, dev"],
    [true, {}, "shared, dev; again"],
    [false, { from: "all.smus" }, "shared, dev; from a snapshot"],
    [false, { destroy: true, throttle: true }, "shared, dev; and destroyed; throttled"],
  ])("compares only lives of the same kind: %s %j", (reused, kind, expected) => {
    const begun: string[] = [];
    const display = { beginSeries: (name: string) => void begun.push(name) };
    beginLife(display, { workDirectory: "/nowhere", reused }, { stages: ["shared", "dev"], ...kind });
    expect(begun).toEqual([expected]);
  });
});
