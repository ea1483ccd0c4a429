import { projectWish } from "../../../../governance/project-requests";
import { wishOf } from "./world";

describe("a wish that somebody sends", () => {
  it("is taken with what it leaves out", () => {
    const { parameters: _, account: __, ...sent } = wishOf();
    expect(projectWish.parse(sent)).toEqual(wishOf());
  });

  it.each<[string, object]>([
    ["more than it says", { owner: "x" }],
    ["a member who is a user and a group", { members: [{ user: "a", group: "b", designation: "PROJECT_OWNER" }] }],
    ["a designation that there is not", { members: [{ user: "a", designation: "ADMIN" }] }],
    ["more members than the service takes", { members: Array(121).fill({ user: "a", designation: "PROJECT_OWNER" }) }],
    ["an account that is no id", { account: "finance" }],
    ["a purpose that leaves no room for the mark", { purpose: "x".repeat(1793) }],
    ["too many parameters", { parameters: { a: Object.fromEntries([...Array(101).keys()].map((n) => [n, ""])) } }],
  ])("is refused with %s", (_what, changes) => {
    expect(projectWish.safeParse({ ...wishOf(), ...changes }).success).toBe(false);
  });
});
