import { resolve } from "node:path";
import { loadAllStages } from "../../../../configuration";
import { stacksOnlyInSource } from "../../../../runner/promotion/compare-items";
import { compareItems, formatPromotion, formatPromotionMarkdown, kindOf } from "../../../../runner/promotion";
import type { PromotionEntry, PromotionReport, StackSide } from "../../../../runner/promotion";

const STAGES = loadAllStages(resolve(__dirname, "../../../../environments"));
const [staging, prod] = ["staging", "prod"].map((name) => STAGES.find((stage) => stage.name === name)!);

const ITEM = "profiles.finance-analytics";

/** A side in which the item is configured as `configured` and was applied as `applied` (absent: never applied). */
function side(
  stack: string,
  configured: string | undefined,
  applied?: string | null,
  item = ITEM,
  override?: { reason: string; by: string; at?: string },
): StackSide {
  const record =
    applied === null
      ? undefined
      : { version: "1", content: "c", promotable: applied === undefined ? {} : { [item]: applied }, override };
  return {
    stack,
    items: configured === undefined ? {} : { [item]: { value: configured } },
    configured: configured === undefined ? {} : { [item]: configured },
    record,
  };
}

function only(target: StackSide, source: StackSide | { absent: string }): PromotionEntry | undefined {
  const { entries, inStep } = compareItems({ target, source }, prod, staging);
  expect(entries.length + inStep).toBe(1);
  return entries[0];
}

const HERE = "prod-stack";
const THERE = "staging-stack";

describe("an item of a stage and of its source", () => {
  it("is in step where both have applied the same", () => {
    expect(only(side(HERE, "a", "a"), side(THERE, "a", "a"))).toBeUndefined();
  });

  it.each([
    ["add", undefined],
    ["change", "old"],
  ])("is to be promoted where the source has applied it (%s)", (change, applied) => {
    expect(only(side(HERE, "a", applied), side(THERE, "a", "a"))).toMatchObject({ status: "promote", change });
  });

  it("is refused where the source is configured alike and has not applied it, or not to the end", () => {
    expect(only(side(HERE, "b", "a"), side(THERE, "b", "a"))).toMatchObject({
      status: "refused",
      why: "staging is configured alike, but staging-stack was not successfully applied since",
    });
  });

  it("is refused where the source was never applied", () => {
    expect(only(side(HERE, "a", null), side(THERE, "a", null))).toMatchObject({
      status: "refused",
      change: "add",
      why: "staging-stack of staging was never applied to its end",
    });
  });

  it("is refused where the source is configured differently, and says how", () => {
    expect(only(side(HERE, "b", "a"), side(THERE, "a", "a"))).toMatchObject({
      status: "refused",
      why: 'configured differently: value: "a" in staging, "b" in prod',
    });
  });

  it("is refused where the source has no such account", () => {
    expect(only(side(HERE, "a"), { absent: "stage staging has no account" })).toMatchObject({
      status: "refused",
      why: "stage staging has no account",
    });
  });

  it("is refused where it is taken away and the source still has it, promoted where the source has not", () => {
    expect(only(side(HERE, undefined, "a"), side(THERE, undefined, "a"))).toMatchObject({
      status: "refused",
      change: "remove",
    });
    expect(only(side(HERE, undefined, "a"), side(THERE, undefined))).toMatchObject({
      status: "promote",
      change: "remove",
    });
  });

  it("is ahead where only the target has applied it, with the reason that was recorded", () => {
    const hotfix = side(HERE, "b", "b", ITEM, { reason: "INC-1", by: "ada", at: "2026-02-03T04:05:06Z" });
    expect(only(hotfix, side(THERE, "b", "a"))).toMatchObject({
      status: "ahead",
      why: "applied in prod, not in staging, past the gate by ada at 2026-02-03T04:05:06Z: INC-1",
    });
  });

  it("is behind where the source is configured and applied otherwise by now, and the target stays as it was", () => {
    expect(only(side(HERE, "a", "a"), side(THERE, "b", "b"))).toMatchObject({
      status: "behind",
      change: "none",
      why: 'value: "b" in staging, "a" in prod',
    });
    expect(only(side(HERE, "a", "a"), side(THERE, undefined))).toMatchObject({
      status: "behind",
      why: "staging does not have it any more",
    });
  });

  it("has drifted where the target has applied, past the gate, what neither configuration nor source say", () => {
    const hotfix = side(HERE, "a", "x", ITEM, { reason: "INC-1", by: "ada" });
    expect(only(hotfix, side(THERE, "a", "a"))).toMatchObject({ status: "drifted", change: "change" });
  });

  it("is a stage override where the target declares the difference, with its reason", () => {
    const item = "grants.projects-finance-engineers";
    expect(only(side(HERE, undefined, undefined, item), side(THERE, "a", "a", item))).toMatchObject({
      status: "override",
      why: "stage override: in production only team leads create projects (only in staging)",
    });
    expect(only(side(HERE, "b", "b", item), side(THERE, "a", "a", item))?.why).toContain(
      '(value: "a" in staging, "b" in prod)',
    );
  });

  it("is only in the source where the target's configuration does not have it", () => {
    expect(only(side(HERE, undefined), side(THERE, "a", "a"))).toMatchObject({ status: "missing", change: "none" });
  });

  it("is only in the source where the target has no such stack", () => {
    const sides = new Map([[THERE, side("ml-staging-association", "a", "a")]]);
    const absent = { absent: "stage prod has no account of business unit ml" };
    expect(stacksOnlyInSource(sides, () => absent, prod, staging)).toEqual([
      expect.objectContaining({
        item: ITEM,
        status: "missing",
        why: "only in staging: stage prod has no account of business unit ml",
      }),
    ]);
    const address = { account: "ml-prod", layer: "association" } as const;
    expect(stacksOnlyInSource(sides, () => ({ address }), prod, staging)).toEqual([]);
  });

  it("is none where it is a pool that the source does not have: a binding of another kind", () => {
    const { entries } = compareItems(
      { target: side(HERE, "a", undefined, "pools.extra"), source: side(THERE, undefined) },
      prod,
      staging,
    );
    expect(entries).toEqual([]);
  });
});

describe("the report", () => {
  const entry = (status: PromotionEntry["status"], item: string): PromotionEntry => ({
    item,
    stack: HERE,
    status,
    change: "change",
    why: "a | b",
  });
  const report: PromotionReport = {
    from: "staging",
    to: "prod",
    versions: { current: "2.0.0", from: ["1.0.0"], to: [] },
    entries: [entry("promote", "profiles.one"), entry("refused", "accounts.finance.blueprints.DataLake")],
    inStep: 3,
    idleOverrides: ["grants.x"],
    ok: false,
  };

  it("is text: what is refused first, counts, versions and what to do", () => {
    const text = formatPromotion(report);
    expect(text).toContain("staging -> prod: 1 refused, 1 to promote, 3 in step");
    expect(text).toContain("staging 1.0.0, prod never; this is 2.0.0");
    expect(text.indexOf("Refused")).toBeLessThan(text.indexOf("Not yet promoted"));
    expect(text).toContain("~ blueprint accounts.finance.blueprints.DataLake (prod-stack)");
    expect(text).toContain("promotion.overrides.grants.x covers no difference any more");
    expect(text).toContain("npm run apply -- --stage staging");
  });

  it("is Markdown: a table for each status, with cells that hold", () => {
    const text = formatPromotionMarkdown(report);
    expect(text).toContain("## Promotion staging → prod: **refused**");
    expect(text).toContain("| change | blueprint | `accounts.finance.blueprints.DataLake` | prod-stack | a \\| b |");
  });

  it("leaves rows out of the Markdown that a comment does not hold, the least urgent ones, and counts them", () => {
    const many = Array.from({ length: 2000 }, (_, index) => entry("override", `profiles.number-${index}`));
    const text = formatPromotionMarkdown({ ...report, entries: [...report.entries, ...many] });
    expect(text.length).toBeLessThan(65_536);
    expect(text).toContain("`accounts.finance.blueprints.DataLake`");
    const shown = text.match(/number-/g)?.length ?? 0;
    expect(text).toContain(`${2000 - shown} more items do not fit here`);
  });

  it.each([
    ["profiles.a.configurations.Tooling.parameters.x", "parameter"],
    ["profiles.a.configurations.Tooling", "profile"],
    ["accounts.finance.blueprints.DataLake", "blueprint"],
    ["accounts.finance.function", "control-plane function"],
    ["pools.a", "pool"],
    ["domain.grants.a", "grant"],
    ["sharing", "sharing"],
  ])("calls %s a %s", (item, kind) => expect(kindOf(item)).toBe(kind));
});
