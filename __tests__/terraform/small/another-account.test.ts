import { changesOf, describeLife, extend, SmallLife, smallWorld, type SmallIds } from "../../support/life";

describeLife("a small organization that gets another account", () => {
  let small: SmallLife;
  let ids: SmallIds;
  beforeAll(async () => {
    small = await SmallLife.begin(await smallWorld());
    ids = small.ids();
  });
  afterAll(() => small?.life.end());

  it("bootstraps the account alone", async () => {
    small.rewrite(extend);
    const { stateLayers, workspacesCreated } = await small.life.mustBootstrap();
    expect(stateLayers.filter(({ step }) => step !== "verify").map(({ stack }) => stack)).toEqual(["research-state"]);
    expect([...workspacesCreated].sort()).toEqual(["research-association", "research-foundation"]);
  });

  it("changes nothing that exists but the pool that lists it, and adds it to the share", async () => {
    const outcome = await small.life.plan();
    const existing = Object.entries(changesOf(outcome)).filter(([stack]) => !stack.startsWith("research-"));
    expect(Object.fromEntries(existing)).toEqual({
      "governance-domain": ["create Unit_trials", "create Unit_trials_CreateOnly"],
      "governance-sharing": ["create Share_Principals_research"],
      "governance-profiles": ["update Pool_development"],
    });
  });

  it("applies, and nothing else changes its id", async () => {
    await small.life.mustApply();
    const { units, ...others } = small.ids();
    expect(others).toEqual({ profiles: ids.profiles, pools: ids.pools, projects: ids.projects });
    expect(units).toEqual({ ...(ids.units as object), trials: expect.any(String) as string });
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
