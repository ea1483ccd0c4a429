import { changesOf, describeLife, errorsOf, faultyApplied, Life, withPartner } from "../../support/life";

describeLife("an account outside the organization", () => {
  let life: Life;

  beforeAll(async () => {
    life = await Life.begin({ main: withPartner() }, await faultyApplied());
  });
  afterEach(() => life?.clearFaults());
  afterAll(() => life?.end());

  it("that lets its invitation expire is refused in one error", async () => {
    await life.mustBootstrap();
    await life.mustApply({ stacks: ["partner-foundation", "governance-sharing", "governance-domain"] });
    await life.inject({ mode: "invitation-expired" });
    const outcome = await life.apply({ stacks: ["partner-association"] });
    expect(outcome.exitCode).toBe(1);
    expect(errorsOf(outcome)).toHaveLength(1);
    expect(errorsOf(outcome)[0]).toMatch(/invitation/i);
    await life.expectFaultsMet();
  });

  it("accepts the next one, which the operator sends by replacing its place in the share", async () => {
    const share = "governance-sharing";
    const address = life
      .terraform(share, ["state", "list"])
      .split("\n")
      .find((line) => line.includes("Principals_partner"));
    life.terraform(share, ["apply", "-auto-approve", "-input=false", `-replace=${address}`]);
    const outcome = await life.mustApply();
    expect(Object.keys(changesOf(outcome)).filter((stack) => !stack.startsWith("partner"))).toEqual([]);
  });

  it("plans nothing at the end", () => life.expectEmptyPlan());

  it("made no request that the service would not understand", () => life.expectNoViolations());
});
