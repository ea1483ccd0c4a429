import { defineEnvironment, defineFragment } from "../../../configuration";

/** The compiler checks this file (`npm run check`): an expectation of an error where there is none is one itself. */
describe("keys that a stage file does not have", () => {
  test("are type errors in a fragment as in a stage, wherever they are", () => {
    const parts = [
      // @ts-expect-error -- misspelt
      defineFragment("account", { id: "000000000001", bluprints: { Tooling: {} } }),
      // @ts-expect-error -- misspelt
      defineFragment("accounts", { finance: { id: "000000000001", blueprints: { Toolng: {} } } }),
      defineFragment("account", {
        id: "000000000001",
        // @ts-expect-error -- misspelt
        regions: { "us-east-1": { network: { mode: "none", vpc: "x" } } },
      }),
      // @ts-expect-error -- misspelt
      defineFragment("access", { deployRole: "x" }),
      // @ts-expect-error -- misspelt, in a list
      defineFragment("pools", { all: { source: { accounts: [{ account: "a", region: ["us-east-1"] }] } } }),
      // @ts-expect-error -- of no kind
      defineFragment("acount", { id: "000000000001" }),
      defineEnvironment({
        governanceAccount: "g",
        // @ts-expect-error -- misspelt
        accounts: { g: { id: "000000000001", bluprints: {} } },
        domain: { name: "d", region: "us-east-1" },
      }),
    ];
    expect(parts).toHaveLength(7);
  });

  test("and what a fragment has keeps its own type: keys can be referred to", () => {
    const accounts = defineFragment("accounts", {
      finance: { id: "000000000001", blueprints: { Tooling: {} }, regions: { "us-east-1": { bucketName: "none" } } },
    });
    const id: "000000000001" = accounts.finance.id;
    const grants = defineFragment("grants", {
      members: { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } },
    });
    expect([id, Object.keys(grants)]).toEqual(["000000000001", ["members"]]);
  });
});
