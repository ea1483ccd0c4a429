import type { ProjectWish } from "../../../../governance/project-requests";
import { ONE } from "./simulated-service";
import { LEAD, OWNER, settingsOf, wishOf, World } from "./world";

const codesOf = async (changes: Partial<ProjectWish>, world = new World(), person = LEAD): Promise<string[]> => {
  const asked = await world.tryToAsk(wishOf(changes), person);
  return "refused" in asked ? (asked.problems ?? []).map(({ code }) => code) : [];
};

describe("a wish is checked for", () => {
  const naming = { pattern: "fin-[a-z]+", inWords: "fin- and a word", maximum: 20 };
  const strict = () => new World(settingsOf({ naming, lifetime: { maximumDays: 90 } }));

  it.each<[string, Partial<ProjectWish>, string[]]>([
    ["nothing that is wrong", {}, []],
    ["a unit that is not there", { unit: "hr" }, ["unit-unknown"]],
    ["a unit by a name that every object has", { unit: "constructor" }, ["unit-unknown"]],
    ["a profile that is not there", { profile: "sql" }, ["profile-unknown"]],
    ["a profile that the unit may not use", { unit: "treasury", profile: "ml" }, ["profile-not-for-unit"]],
    ["the rule for names", { name: "reports" }, ["name-pattern"]],
    ["the whole name, not a part of it", { name: "my fin-reports" }, ["name-pattern"]],
    ["the length of the name", { name: "fin-reportsofthewholeyear" }, ["name-too-long"]],
    ["a purpose", { purpose: " " }, ["purpose-missing"]],
    [
      "a configuration that the profile does not have",
      { parameters: { Spark: { a: "b" } } },
      ["configuration-unknown"],
    ],
    ["a parameter that the profile sets", { parameters: { Lake: { size: "1" } } }, ["parameter-locked"]],
    ["a human owner", { members: [{ user: "program-x", designation: "PROJECT_OWNER" }] }, ["no-human-owner"]],
    ["an account that no pool offers", { account: "333333333333" }, ["account-not-offered"]],
    ["a Region that no account has", { region: "us-east-1" }, ["account-not-offered"]],
    ["a lifetime in whole days", { lifetimeDays: 0.5 }, ["lifetime-invalid"]],
    ["a lifetime that is too long", { lifetimeDays: 91 }, ["lifetime-too-long"]],
  ])("%s", async (_what, changes, codes) => {
    expect(await codesOf(changes, strict())).toEqual(codes);
  });

  it("everything at once, each with what to do", async () => {
    const world = strict();
    world.service.unknownMembers.add("bob");
    const members = [
      { user: "bob", designation: "PROJECT_OWNER" },
      { user: "anna", designation: "PROJECT_OWNER" },
      { user: "anna", designation: "PROJECT_CONTRIBUTOR" },
    ] as const;
    const asked = await world.tryToAsk(wishOf({ name: "x", members, account: "3", lifetimeDays: 1000 }), OWNER);
    expect(asked).toMatchObject({
      refused: "problems",
      problems: [
        { code: "not-your-unit", message: "Projects of finance are asked for by unit-leads: turn to them." },
        { code: "name-pattern", message: 'The name "x" does not fit: fin- and a word.' },
        { code: "member-unknown", message: /user bob/ },
        { code: "named-twice" },
        { code: "account-not-offered" },
        { code: "lifetime-too-long" },
      ].map(({ code, message }) => ({
        code,
        ...(message === undefined ? {} : { message: expect.stringMatching(message) as string }),
      })),
    });
    expect(world.records.size).toBe(0);
  });

  it("the numbers of projects of the unit and of the profile, until one is retired", async () => {
    const world = new World();
    const [first] = [await world.ask(wishOf({ name: "a", profile: "ml" })), await world.ask(wishOf({ name: "b" }))];
    for (const id of world.records.keys()) await world.run(id);
    expect(await codesOf({ name: "c", profile: "ml" }, world)).toEqual(["quota-unit", "quota-profile"]);
    world.service.projects = world.service.projects.filter(({ name }) => name !== "a");
    await world.run(first);
    expect(await codesOf({ name: "c", profile: "ml" }, world)).toEqual([]);
  });

  it("a name that a standing project has, and one that another request has claimed", async () => {
    const world = new World();
    const id = await world.ask(wishOf({ unit: "treasury" }));
    await world.settle(id);
    expect(await codesOf({ name: "fin-reports" }, world, { ...LEAD, id: "other" })).toEqual(["name-taken"]);
    const standing = {
      id: "s",
      name: "landing",
      description: "Terraform's",
      status: "there",
      deployment: "done",
    } as const;
    const uses = { heldByOthers: [], own: [], revoking: 0, published: [], dataSources: [], environments: [] };
    world.service.projects.push({ ...standing, reasons: [], members: [], uses });
    expect(await codesOf({ name: "landing" }, world)).toEqual(["name-taken"]);
  });

  it("room in the account that is named, and in any", async () => {
    const world = new World(settingsOf({ environmentsPerAccount: 3 }));
    await world.run(await world.ask(wishOf({ name: "a", account: ONE })));
    expect(await codesOf({ name: "b", account: ONE }, world)).toEqual(["account-full"]);
    expect(await codesOf({ name: "b" }, world)).toEqual([]);
  });

  it("an account where the profile has its own", async () => {
    const world = new World();
    world.service.configurations = [{ name: "Tooling", poolIds: [], locked: [] }];
    expect(await codesOf({ account: ONE }, world)).toEqual(["account-fixed"]);
    const id = await world.ask();
    expect(await world.run(id)).toMatchObject({ phase: "active", placement: { resolved: [] } });
  });
});

describe("settings", () => {
  it("refuse a rule for names that is no regular expression, and a profile of an unknown form", () => {
    expect(() => settingsOf({ naming: { pattern: "(" } })).toThrow(/not a regular expression/);
    expect(() => settingsOf({ profiles: { a: { most: 1 } } })).toThrow(/most/);
  });
});
