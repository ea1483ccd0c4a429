import { splitStages } from "../../../adoption";

const GOVERNANCE = "600000000001";
const MEMBERS = ["600000000011", "600000000012"];
const split = (options: Parameters<typeof splitStages>[0]) => splitStages(options, GOVERNANCE, MEMBERS);

describe("splitStages", () => {
  it("puts everything into one stage without --stage", () => {
    expect(split({})).toEqual({ owner: "main", accounts: { main: MEMBERS }, accountKeys: {} });
    expect(split({ domainStage: "all" }).accounts).toEqual({ all: MEMBERS });
  });

  it("gives the domain a stage of its own with --stage, or that of some members", () => {
    const stage = ["dev=600000000011", "prod=600000000012"];
    expect(split({ stage }).accounts).toEqual({ shared: [], dev: ["600000000011"], prod: ["600000000012"] });
    expect(split({ stage: ["dev=600000000011, 600000000012"], domainStage: "dev" })).toMatchObject({
      owner: "dev",
      accounts: { dev: MEMBERS },
    });
  });

  it("takes keys of accounts", () => {
    expect(split({ account: ["finance-dev=600000000011"] }).accountKeys).toEqual({ "600000000011": "finance-dev" });
  });

  it.each([
    ["an account in two stages", { stage: ["a=600000000011", "b=600000000011,600000000012"] }, "is in two stages"],
    ["an account in no stage", { stage: ["a=600000000011"] }, "account 600000000012 is in no stage"],
    [
      "an account without the domain",
      { stage: ["a=600000000011,600000000012,600000000013"] },
      "has nothing of the domain",
    ],
    ["the owner of the domain as a member", { stage: ["a=600000000001,600000000011,600000000012"] }, "owns the domain"],
    ["a stage that is none", { stage: ["Dev=600000000011"] }, '--stage: got "Dev=600000000011"'],
    ["the stage default", { domainStage: "default" }, '--domain-stage: got "default"'],
    ["an id that is none", { stage: ["dev=6000"] }, "allowed: <stage>=<account id>"],
    ["a key that is none", { account: ["Finance=600000000011"] }, "--account: got"],
    ["an account with two keys", { account: ["a=600000000011", "b=600000000011"] }, "twice"],
  ])("refuses %s", (_what, options, message) => {
    expect(() => split(options)).toThrow(message);
  });
});
