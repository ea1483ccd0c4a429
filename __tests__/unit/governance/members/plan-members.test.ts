import fc from "fast-check";
import {
  isHumanOwner,
  planMembers,
  type Designation,
  type Member,
  type MemberChange,
} from "../../../../governance/members/plan-members";

const person = (id: string, designation: Designation = "PROJECT_OWNER"): Member => ({
  id,
  kind: "people",
  designation,
});
const plan = (live: Member[], desired: Member[], kept: string[] = []) => planMembers({ live, desired, kept });
const text = (changes: ReturnType<typeof plan>) =>
  "refused" in changes
    ? changes.refused
    : changes.map(({ change, member }) => `${change} ${member.id} ${member.designation}`);

describe("the change of a project's members", () => {
  it("does nothing where everybody is as wanted", () => {
    expect(
      plan(
        [person("ann"), person("bob", "PROJECT_CONTRIBUTOR")],
        [person("bob", "PROJECT_CONTRIBUTOR"), person("ann")],
      ),
    ).toEqual([]);
  });

  it("adds owners first and removes last", () => {
    const changes = plan([person("ann")], [person("carl", "PROJECT_CONTRIBUTOR"), person("bob")]);
    expect(text(changes)).toEqual([
      "add bob PROJECT_OWNER",
      "add carl PROJECT_CONTRIBUTOR",
      "remove ann PROJECT_OWNER",
    ]);
  });

  it("hands ownership over before the owner becomes something else", () => {
    const changes = plan(
      [person("ann"), person("bob", "PROJECT_CONTRIBUTOR")],
      [person("ann", "PROJECT_CONTRIBUTOR"), person("bob")],
    );
    expect(text(changes)).toEqual([
      "remove bob PROJECT_CONTRIBUTOR",
      "add bob PROJECT_OWNER",
      "remove ann PROJECT_OWNER",
      "add ann PROJECT_CONTRIBUTOR",
    ]);
  });

  it.each<[string, Member[]]>([
    ["nobody", []],
    ["contributors alone", [person("ann", "PROJECT_CONTRIBUTOR")]],
    ["a program alone", [{ id: "role", kind: "program", designation: "PROJECT_OWNER" }]],
  ])("refuses to leave %s", (_, desired) => {
    expect(text(plan([person("ann")], desired))).toBe("no-human-owner");
  });

  it("leaves those alone that the platform needs, and refuses a wish about them", () => {
    const role: Member = { id: "platform", kind: "program", designation: "PROJECT_OWNER" };
    expect(plan([person("ann"), role], [person("ann")], ["platform"])).toEqual([]);
    expect(plan([person("ann"), role], [person("ann"), role], ["platform"])).toEqual([]);
    const lowered = { ...role, designation: "PROJECT_CONTRIBUTOR" } as const;
    expect(text(plan([person("ann"), role], [person("ann"), lowered], ["platform"]))).toBe("not-yours");
  });

  it("refuses somebody who is named twice", () => {
    expect(text(plan([], [person("ann"), person("ann", "PROJECT_CONTRIBUTOR")]))).toBe("named-twice");
  });
});

describe("the change of members, whoever they are", () => {
  const members = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom("a", "b", "c", "d", "platform"),
        kind: fc.constantFrom("people" as const, "program" as const),
        designation: fc.constantFrom<Designation>("PROJECT_OWNER", "PROJECT_CONTRIBUTOR", "PROJECT_CATALOG_VIEWER"),
      }),
      { selector: ({ id }) => id },
    )
    // What a member is does not change.
    .map((all) =>
      all.map((one): Member => ({ ...one, kind: one.id === "platform" || one.id === "d" ? "program" : "people" })),
    );

  const applied = (live: readonly Member[], { change, member }: MemberChange): Member[] => {
    const others = live.filter(({ id }) => id !== member.id);
    if (change === "remove") return others;
    // The service refuses a second membership.
    expect(others).toHaveLength(live.length);
    return [...others, member];
  };

  it("leads to what is wanted through moments that all have a human owner, and goes on where it was cut off", () => {
    let changed = 0;
    fc.assert(
      fc.property(members, members, fc.nat(), (live, desired, cut) => {
        fc.pre(live.some(isHumanOwner));
        const first = plan(live, desired, ["platform"]);
        if ("refused" in first) return;
        changed += first.length;
        let now: Member[] = live;
        for (const change of first.slice(0, cut % (first.length + 1))) {
          now = applied(now, change);
          expect(now.some(isHumanOwner)).toBe(true);
        }
        const rest = plan(now, desired, ["platform"]);
        if ("refused" in rest) throw new Error(rest.message);
        for (const change of rest) {
          now = applied(now, change);
          expect(now.some(isHumanOwner)).toBe(true);
        }
        const ids = (all: readonly Member[]) =>
          all
            .filter(({ id }) => id !== "platform")
            .map(({ id, designation }) => `${id} ${designation}`)
            .sort();
        expect(ids(now)).toEqual(ids(desired));
        expect(now.find(({ id }) => id === "platform")).toEqual(live.find(({ id }) => id === "platform"));
      }),
      { numRuns: 1500 },
    );
    expect(changed).toBeGreaterThan(500);
  });
});
