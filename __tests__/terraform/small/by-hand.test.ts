import {
  deferredReads,
  describeLife,
  extendedOrganization,
  extendedWorld,
  IDS,
  reasonOf,
  SmallLife,
  unknownOutputs,
  type SmallIds,
} from "../../support/life";

describeLife("a small organization that is changed behind Terraform's back", () => {
  let small: SmallLife;
  let ids: SmallIds;
  beforeAll(async () => {
    small = await SmallLife.begin(await extendedWorld(), extendedOrganization());
    ids = small.ids();
  });
  afterAll(() => small?.life.end());

  it("plans exactly the repair of what was changed by hand", async () => {
    const governance = await small.handOf(IDS.governance);
    const id = (of: unknown, key: string): string => (of as Record<string, string>)[key];
    await governance.describeProfile(id(ids.profiles, "fixed"), "Edited in the console");
    await governance.describeProject(id(ids.projects, "reports"), "Edited in the console");
    await governance.addToPool(id(ids.pools, "development"), "500000000099", "intruder");
    await governance.deleteUnit(id(ids.units, "trials"));
    await governance.removeGrants("CREATE_GLOSSARY", String(small.life.outputs("governance-domain").rootDomainUnitId));
    const { blueprintIds } = small.life.outputs("research-association");
    await (await small.handOf(IDS.research)).disableBlueprint(id(blueprintIds, "DataLake"));
    await small.life.expectPlan({
      "governance-domain": ["create Grant_glossaries", "replace Unit_trials", "update Unit_trials_CreateOnly"],
      // The grants on a blueprint's configuration go with it.
      "research-association": [
        "create Blueprint_DataLake_Grant-root-contributor",
        "update Blueprint_DataLake_Configuration",
      ],
      "governance-profiles": ["update Pool_development", "update Profile_fixed"],
      "governance-projects": ["update reports"],
    });
  });

  it("says in the plan what was changed", () => {
    const profiles = small.life.show("governance-profiles");
    expect(reasonOf(profiles, "Profile_fixed")).toContain('"Edited in the console" -> "Runs in Marketing"');
    expect(reasonOf(profiles, "Pool_development")).toContain("500000000099");
    expect(reasonOf(small.life.show("governance-projects"), "reports")).toContain("Edited in the console");
    expect(reasonOf(small.life.show("governance-domain"), "Unit_trials")).toContain("does not exist: replaced");
    expect(unknownOutputs(profiles)).toEqual([]);
    expect(deferredReads(profiles)).toEqual([]);
  });

  it("repairs it, and plans nothing afterwards", async () => {
    await small.life.mustApply();
    await small.life.expectEmptyPlan();
    const { units, ...others } = small.ids();
    expect(others).toEqual({ profiles: ids.profiles, pools: ids.pools, projects: ids.projects });
    expect(units).not.toEqual(ids.units);
  });

  it("made no request that the service would not understand", () => small.life.expectNoViolations());
});
