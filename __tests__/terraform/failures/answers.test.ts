import { ListProjectProfilesCommand, ListProjectsCommand } from "@aws-sdk/client-datazone";
import { describeLife, errorsOf, faultyAssociated, faultyOrganization, IDS, Life } from "../../support/life";

/** Answers that are lost and refused while profiles and projects come into being. */
describeLife("lost answers and refusals", () => {
  let life: Life;
  const organization = faultyOrganization();
  const domainId = (): string => String(life.outputs("governance-domain").domainId);
  const governance = async () => (await life.clients(IDS.governance)).datazone;
  const describeFixed = (description: string): void => {
    organization.profiles.fixed = { ...organization.profiles.fixed, description };
    life.write({ main: organization });
  };

  beforeAll(async () => {
    life = await Life.begin({ main: organization }, await faultyAssociated());
  });
  afterEach(() => life?.clearFaults());
  afterAll(() => life?.end());

  describe("a lost answer", () => {
    it("of a create settles without a second object", async () => {
      await life.inject({
        mode: "lost-response",
        service: "lambda",
        operation: "Invoke",
        kind: "ProjectProfile",
        action: "create",
      });
      const since = new Date();
      const first = await life.apply({ stacks: ["governance-profiles"] });
      await life.expectFaultsMet();
      if (first.exitCode !== 0) await life.mustApply({ stacks: ["governance-profiles"] });
      expect(await life.calls(since, /^CreateProjectProfile$/)).toHaveLength(1);
      const { items = [] } = await (
        await governance()
      ).send(new ListProjectProfilesCommand({ domainIdentifier: domainId() }));
      expect(items.map(({ name }) => name)).toEqual(["Fixed"]);
      await life.expectEmptyPlan({ stacks: ["governance-profiles"] });
    });

    it("of an update settles without a second write", async () => {
      describeFixed("Described while the answer was lost");
      await life.inject({
        mode: "lost-response",
        service: "lambda",
        operation: "Invoke",
        kind: "ProjectProfile",
        action: "update",
      });
      const since = new Date();
      const first = await life.apply({ stacks: ["governance-profiles"] });
      await life.expectFaultsMet();
      if (first.exitCode !== 0) await life.mustApply({ stacks: ["governance-profiles"] });
      expect(await life.calls(since, /^UpdateProjectProfile$/)).toHaveLength(1);
      await life.expectEmptyPlan({ stacks: ["governance-profiles"] });
    });
  });

  it("plans a failed update again, and the next apply succeeds", async () => {
    describeFixed("Described when the service refused");
    await life.inject({
      mode: "error-before",
      service: "datazone",
      operation: "UpdateProjectProfile",
      code: "ConflictException",
      status: 409,
      times: 99,
    });
    const refused = await life.apply({ stacks: ["governance-profiles"] });
    expect(refused.exitCode).toBe(1);
    expect(errorsOf(refused).join("\n")).toContain("ConflictException");
    await life.expectFaultsMet();
    await life.expectPlan({ "governance-profiles": ["update Profile_fixed"] }, { stacks: ["governance-profiles"] });
    await life.mustApply({ stacks: ["governance-profiles"] });
    await life.expectEmptyPlan({ stacks: ["governance-profiles"] });
  });

  it("reports a failed project deployment in one error with its reason; the next run completes", async () => {
    const reason = "Subnet subnet-0123456789abcdef0 has no free addresses";
    await life.inject({ mode: "project-deployment-failure", reason });
    const failed = await life.apply({ stacks: ["governance-projects"] });
    expect(failed.exitCode).toBe(1);
    expect(errorsOf(failed)).toHaveLength(1);
    expect(errorsOf(failed)[0]).toContain(reason);
    await life.expectFaultsMet();
    await life.mustApply({ stacks: ["governance-projects"] });
    await life.expectEmptyPlan({ stacks: ["governance-projects"] });
    const { items = [] } = await (await governance()).send(new ListProjectsCommand({ domainIdentifier: domainId() }));
    expect(items.map(({ name }) => name)).toEqual(["Campaigns"]);
  });

  it("plans nothing at the end", () => life.expectEmptyPlan());

  it("made no request that the service would not understand", () => life.expectNoViolations());
});
