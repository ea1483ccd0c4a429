import { describeLife, extendedOrganization, extendedWorld, IDS, SmallLife, succeeded } from "../../support/life";

describeLife("a small organization that is relieved of an account", () => {
  let small: SmallLife;
  beforeAll(async () => {
    small = await SmallLife.begin(await extendedWorld(), extendedOrganization());
  });
  afterAll(() => small?.life.end());

  it("destroys the stacks of the account, its state bucket last", async () => {
    small.rewrite(({ pools }) => void pools.development.source.accounts.pop());
    await small.life.mustApply({ stacks: ["governance-profiles"] });
    const stacks = ["research-association", "research-foundation", "research-state"];
    const outcome = succeeded(await small.life.destroy({ stacks, withState: true }));
    expect(outcome.stacks.map(({ stack, status }) => `${stack} ${status}`).sort()).toEqual(
      stacks.map((stack) => `${stack} destroyed`),
    );
  });

  it("takes it out of the share, and nothing else changes", async () => {
    small.rewrite(({ accounts }) => Reflect.deleteProperty(accounts, "research"));
    await small.life.expectPlan({ "governance-sharing": ["delete Share_Principals_research"] });
    await small.life.mustApply({ stacks: ["governance-sharing"] });
    const { unexpected } = await small.life.leftovers();
    expect(unexpected.filter((line) => line.includes(IDS.research))).toEqual([]);
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
