import { describeLife, FOREIGN_ADMIN, SmallLife, smallWorld, succeeded, type SmallBeginning } from "../../support/life";

describeLife("a small organization, from nothing", () => {
  it("bootstraps: a state bucket in every account, a workspace for every stack", async () => {
    const { stateLayers, workspacesCreated, receiptsWritten } = JSON.parse((await smallWorld()).text) as SmallBeginning;
    expect(stateLayers).toEqual(["finance-state create", "governance-state create", "marketing-state create"]);
    expect({ workspacesCreated, receiptsWritten }).toEqual({ workspacesCreated: 9, receiptsWritten: 3 });
  });

  it("applies, beside a data lake administrator that somebody else made", async () => {
    const { administrators } = JSON.parse((await smallWorld()).text) as SmallBeginning;
    expect(administrators).toContain(FOREIGN_ADMIN);
    expect(administrators.length).toBeGreaterThan(1);
  });

  describe("afterwards", () => {
    let small: SmallLife;
    beforeAll(async () => (small = await SmallLife.begin(await smallWorld())));
    afterAll(() => small?.life.end());

    it("plans nothing", () => small.life.expectEmptyPlan());

    it("bootstraps again without changing anything", async () => {
      const { stateLayers, workspacesCreated, receiptsWritten } = await small.life.mustBootstrap();
      expect(stateLayers.map(({ step, pending }) => ({ step, pending }))).toEqual(
        Array(3).fill({ step: "verify", pending: undefined }),
      );
      expect({ workspacesCreated, receiptsWritten }).toEqual({ workspacesCreated: [], receiptsWritten: [] });
    });

    it("is destroyed to nothing, and leaves what is not ours", async () => {
      succeeded(await small.life.destroy({ withState: true }));
      const { unexpected, kept } = await small.life.leftovers();
      expect(unexpected).toEqual([]);
      expect(kept.every((line) => line.includes("waits for its deletion"))).toBe(true);
      expect(await small.administrators()).toEqual([FOREIGN_ADMIN]);
    });

    it("made no request that the service would not understand", () => small.life.expectNoViolations());
  });
});
