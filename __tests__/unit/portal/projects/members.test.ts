import {
  changeSentences,
  membersFrom,
  MOST_MEMBERS,
  type TypedMember,
} from "../../../../portal/browser/projects/members";

const owner: TypedMember = { kind: "user", key: "frida", designation: "PROJECT_OWNER" };
const line = (changes: Partial<TypedMember>): TypedMember => ({
  ...owner,
  designation: "PROJECT_CONTRIBUTOR",
  ...changes,
});

describe("members that were typed", () => {
  test("are users and groups with their parts; lines without a name and those who are none any more are left out", () => {
    const typed = [
      owner,
      line({ kind: "group", key: "team" }),
      line({ key: "" }),
      line({ key: "gone", designation: "" }),
    ];
    expect(membersFrom(typed)).toEqual({
      members: [
        { user: "frida", designation: "PROJECT_OWNER" },
        { group: "team", designation: "PROJECT_CONTRIBUTOR" },
      ],
    });
  });

  test.each([
    ["no owner", [line({ key: "marco" })], "members"],
    ["an owner without a name", [line({ ...owner, key: "" })], "members"],
    ["somebody twice", [owner, line({ key: "frida" })], "member.1"],
    ["too many", Array.from({ length: MOST_MEMBERS + 1 }, (_, index) => ({ ...owner, key: `p-${index}` })), "members"],
  ])("are not sent with %s", (_what, typed, field) => {
    expect(membersFrom(typed)).toMatchObject({ faults: [{ field }] });
  });

  test("may have a user and a group of one name", () => {
    expect(membersFrom([owner, line({ kind: "group", key: "frida" })])).toHaveProperty("members");
  });
});

test("changes are sentences: a removal and an addition of the same member are one", () => {
  const marco = { id: "p-1", type: "user", name: "Marco", kind: "people" } as const;
  const team = { id: "g-1", type: "group", kind: "people" } as const;
  const robot = { id: "r-1", name: "robot", kind: "program" } as const;
  expect(
    changeSentences([
      { change: "add", member: { ...team, designation: "PROJECT_CONTRIBUTOR" } },
      { change: "remove", member: { ...marco, designation: "PROJECT_CONTRIBUTOR" } },
      { change: "add", member: { ...marco, designation: "PROJECT_OWNER" } },
      { change: "remove", member: { ...robot, designation: "PROJECT_OWNER" } },
    ]),
  ).toEqual([
    "group g-1 becomes contributor, and was no member.",
    "Marco becomes owner, and was contributor.",
    "robot (a program), who is owner, is a member no longer.",
  ]);
});
