import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PromotionReport } from "../../../runner";
import { emulatorUrl } from "../../../sandbox/launcher/services";
import type { FaultRule } from "../../../packages/emulator/faults";
import { describeExample, expectEnd, expectReport } from "../../support/life";

const STACK = "data-governance-profiles";
const ITEM = "profiles.finance-analytics.configurations.Tooling.parameters.idleTimeoutInMinutes";
const OVERRIDE = { SMUS_PROMOTION_OVERRIDE: "notebooks never stop, INC-1", SMUS_PROMOTION_OVERRIDE_BY: "ada" };

/**
 * A change of a shared fragment on its way from `dev` to `prod`: refused where it was not applied before, half applied,
 * applied and promoted; and an emergency straight to `prod`, whose reason ends in the outputs. One stack per stage.
 */
describeExample("promotion from stage to stage", (life) => {
  const fragment = (): string => join(life.directory, "environments", "organization", "profiles.ts");
  let original: string;

  const plan = (stage: string) => life.npm("plan", ["--stage", stage, "--stack", STACK]);
  const apply = (stage: string, environment: Record<string, string> = {}) =>
    life.npm("apply", ["--stage", stage, "--stack", STACK, "--auto-approve"], undefined, environment);
  const check = (stage: string) => life.npm("promote", ["--to", stage, "--check"]);
  const report = (stage: string): PromotionReport => expectReport(life.npm("promote", ["--to", stage, "--json"]));
  const faults = async (method: "POST" | "DELETE", rules?: readonly FaultRule[]): Promise<void> => {
    if (life.session === undefined) throw new Error("no sandbox is running");
    const answer = await fetch(`${emulatorUrl(life.session)}/_emulator/faults`, {
      method,
      body: rules === undefined ? undefined : JSON.stringify(rules),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };

  beforeAll(() => {
    original = readFileSync(fragment(), "utf8");
  });

  it("finds every stage in step after they were applied", () => {
    expect(expectEnd(check("staging"), 0)).toContain("dev -> staging: ");
    expect(report("prod").entries.map(({ status }) => status)).toEqual(["override", "override"]);
  });

  it("refuses a change in staging that dev has not applied, in the plan and in the comparison", () => {
    const changed = original.replace('idleTimeoutInMinutes: "60"', 'idleTimeoutInMinutes: "90"');
    expect(changed).not.toBe(original);
    writeFileSync(fragment(), changed);
    const text = expectEnd(plan("staging"), 1).replace(/\s+/g, " ");
    expect(text).toContain(`Stack ${STACK} of stage staging would receive what stage dev has not successfully applied`);
    expect(text).toContain(ITEM);
    expect(text).toContain(`npm run apply -- --stage dev --stack ${STACK}`);
    expect(expectEnd(check("staging"), 2)).toContain(`parameter ${ITEM} (${STACK})`);
  });

  it("goes on refusing it while dev's last apply has failed halfway", async () => {
    const refused = { code: "ValidationException", status: 400, message: "not today" };
    await faults("POST", [
      { mode: "error-before", service: "datazone", operation: "UpdateProjectProfile", ...refused },
    ]);
    expectEnd(apply("dev"), 1);
    await faults("DELETE");
    expect(report("staging")).toMatchObject({ ok: false });
    expectEnd(plan("staging"), 1);
  });

  it("plans it in staging once dev has applied it", () => {
    expectEnd(apply("dev"), 0);
    expect(expectEnd(check("staging"), 0)).toContain("applied in dev, not yet promoted");
    expectEnd(plan("staging"), 2);
  });

  it("refuses it straight in prod, unless it is overridden with a reason, which ends in the outputs", () => {
    expect(expectEnd(plan("prod"), 1).replace(/\s+/g, " ")).toContain("stage staging has not successfully applied");
    expectEnd(apply("prod", OVERRIDE), 0);
    const [ahead] = report("prod").entries.filter(({ item }) => item === ITEM);
    expect(ahead).toMatchObject({ status: "ahead" });
    expect(ahead.why).toMatch(/past the gate by ada at \d{4}-[\d-]+T[\d:]+Z: notebooks never stop, INC-1/);
    expectEnd(plan("prod"), 0);
  });

  it("is undone the same way", () => {
    writeFileSync(fragment(), original);
    expectEnd(apply("dev"), 0);
    expectEnd(plan("staging"), 0);
    expectEnd(apply("prod"), 0);
    expect(report("prod").entries.map(({ status }) => status)).toEqual(["override", "override"]);
  });
});
