import fc from "fast-check";
import { chooseAccount, type AccountWish } from "../../../../governance/projects/choose-account";

const offer = (accountId: string, poolId = "pool", ...regions: string[]) => ({
  poolId,
  accountId,
  regions: regions.length === 0 ? ["eu-west-1"] : regions,
});
const WISH: AccountWish = {
  configurations: [
    { name: "Tooling", poolIds: ["pool"] },
    { name: "Lake", poolIds: ["pool", "other"] },
  ],
  offered: [offer("111111111111"), offer("222222222222")],
  load: {},
  capacity: 10,
  avoided: [],
};
const accountOf = (wish: Partial<AccountWish>) => {
  const chosen = chooseAccount({ ...WISH, ...wish });
  return "noAccount" in chosen ? chosen.noAccount : chosen[0].accountId;
};

describe("the account of a project", () => {
  it("is one for all configurations, with the pool that each comes from", () => {
    const offered = [offer("111111111111", "other"), offer("222222222222"), offer("222222222222", "other")];
    expect(chooseAccount({ ...WISH, offered })).toEqual([
      { configuration: "Tooling", accountId: "222222222222", region: "eu-west-1", poolId: "pool" },
      { configuration: "Lake", accountId: "222222222222", region: "eu-west-1", poolId: "pool" },
    ]);
  });

  it.each<[string, Partial<AccountWish>, string]>([
    ["the one with the fewest environments", { load: { "111111111111": 3, "222222222222": 2 } }, "222222222222"],
    ["the first by id among equal ones", {}, "111111111111"],
    ["the one that is asked for", { accountId: "222222222222" }, "222222222222"],
    ["one that has not failed before", { avoided: ["111111111111"] }, "222222222222"],
    [
      "one that has failed where there is no other",
      { avoided: ["111111111111"], accountId: "111111111111" },
      "111111111111",
    ],
    [
      "one in the Region that is asked for",
      { region: "us-east-1", offered: [offer("111111111111"), offer("222222222222", "pool", "us-east-1")] },
      "222222222222",
    ],
    ["none where the pools offer none", { offered: [] }, "nothing-offered"],
    ["none that is not offered", { accountId: "333333333333" }, "not-offered"],
    [
      "none where no Region suits all",
      { configurations: [{ name: "a", poolIds: ["pool"], region: "us-east-1" }] },
      "not-offered",
    ],
    ["none that is full", { load: { "111111111111": 9, "222222222222": 10 } }, "full"],
  ])("is %s", (_, wish, expected) => {
    expect(accountOf(wish)).toBe(expected);
  });

  it("says what the pools have where something else is asked for", () => {
    expect(chooseAccount({ ...WISH, accountId: "333333333333", region: "us-east-1" })).toEqual({
      noAccount: "not-offered",
      message:
        "account 333333333333 in Region us-east-1 is not offered by the profile's pools: they have 111111111111 (eu-west-1); 222222222222 (eu-west-1).",
    });
  });

  it("is never over its capacity, in no pool that a configuration does not name, and there if any fits", () => {
    const ids = ["1", "2", "3"];
    const pools = ["p", "q"];
    const regions = ["x", "y"];
    let chosen = 0;
    fc.assert(
      fc.property(
        fc.record({
          configurations: fc.array(
            fc.record({
              name: fc.string(),
              poolIds: fc.subarray(pools, { minLength: 1 }),
              region: fc.option(fc.constantFrom(...regions), { nil: undefined }),
            }),
            { minLength: 1, maxLength: 3 },
          ),
          offered: fc.array(
            fc.record({
              poolId: fc.constantFrom(...pools),
              accountId: fc.constantFrom(...ids),
              regions: fc.subarray(regions, { minLength: 1 }),
            }),
            { maxLength: 5 },
          ),
          load: fc.record({ 1: fc.nat(6), 2: fc.nat(6), 3: fc.nat(6) }),
          capacity: fc.integer({ min: 3, max: 6 }),
          avoided: fc.subarray(ids),
        }),
        (wish) => {
          const answer = chooseAccount(wish);
          const offers = (
            accountId: string,
            { poolIds, region }: (typeof wish.configurations)[number],
            place: string,
          ) =>
            wish.offered.some(
              (one) =>
                one.accountId === accountId && poolIds.includes(one.poolId) && one.regions.includes(region ?? place),
            );
          const fits = (accountId: string) =>
            (wish.load[accountId as "1"] ?? 0) + wish.configurations.length <= wish.capacity &&
            regions.some((place) => wish.configurations.every((one) => offers(accountId, one, place)));
          const possible = ids.filter(fits);
          expect("noAccount" in answer).toBe(possible.length === 0);
          if ("noAccount" in answer) return;
          chosen++;
          expect(new Set(answer.map(({ accountId }) => accountId)).size).toBe(1);
          expect(possible).toContain(answer[0].accountId);
          for (const [index, one] of answer.entries()) expect(wish.configurations[index].poolIds).toContain(one.poolId);
          const fresh = possible.filter((id) => !wish.avoided.includes(id));
          const best = Math.min(...(fresh.length > 0 ? fresh : possible).map((id) => wish.load[id as "1"]));
          expect(wish.load[answer[0].accountId as "1"]).toBe(best);
        },
      ),
      { numRuns: 1500 },
    );
    expect(chosen).toBeGreaterThan(200);
  });
});
