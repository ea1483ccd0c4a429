import {
  faultsOf,
  mayStay,
  projectFrom,
  sketchFrom,
  type TypedProject,
} from "../../../../portal/browser/projects/wish";

const wanted = {
  unit: { key: "finance", name: "Finance", profiles: ["analytics"] },
  profile: { key: "analytics", name: "Analytics", description: "", accounts: [], configurations: [] },
};
const typed: TypedProject = {
  name: " plan ",
  purpose: " The plan ",
  members: [{ kind: "user", key: "frida", designation: "PROJECT_OWNER" }],
  account: "choose",
  accountId: "",
  region: "",
  end: "",
  days: "90",
  parameters: {},
};
const members = [{ user: "frida", designation: "PROJECT_OWNER" }];
const lifetime = { maximumDays: 365 };

test("a wish says what was typed, and leaves the account to the application", () => {
  expect(projectFrom(typed, wanted, lifetime)).toEqual({
    body: {
      name: "plan",
      unit: "finance",
      profile: "analytics",
      purpose: "The plan",
      members,
      parameters: {},
      account: "choose",
      lifetimeDays: 90,
    },
  });
});

test("a certain account and Region are named; one that was chosen before and left again is not", () => {
  const one = { ...typed, account: "one", accountId: "111111111111", region: "eu-west-1" };
  expect(projectFrom(one, wanted, lifetime)).toMatchObject({ body: { account: "111111111111", region: "eu-west-1" } });
  const left = projectFrom({ ...one, account: "choose" }, wanted, lifetime);
  expect(left).toMatchObject({ body: { account: "choose" } });
});

test("a project that stays has no days, whatever stands in the field", () => {
  const made = projectFrom({ ...typed, end: "stay", days: "nonsense" }, wanted, {});
  expect("body" in made && "lifetimeDays" in made.body).toBe(false);
});

test("only where nothing limits or presets the days a project may stay", () => {
  expect([{}, { maximumDays: 1 }, { defaultDays: 1 }].map(mayStay)).toEqual([true, false, false]);
});

test.each<[keyof TypedProject, TypedProject[keyof TypedProject], string]>([
  ["name", " ", "name"],
  ["purpose", "\n", "purpose"],
  ["days", "0", "days"],
  ["days", "366", "days"],
  ["days", "ten", "days"],
  ["account", "one", "accountId"],
  ["members", [], "members"],
])("without a usable %s (%j) nothing is sent", (member, value, field) => {
  expect(projectFrom({ ...typed, [member]: value }, wanted, lifetime)).toMatchObject({ faults: [{ field }] });
});

test("a look at the name names no members, and no account that is still to be chosen", () => {
  const look = sketchFrom({ ...typed, account: "one" }, wanted);
  expect(look).toEqual({ name: "plan", unit: "finance", profile: "analytics", purpose: " The plan ", members: [] });
});

test("what the checks find stands at the fields of the form", () => {
  const problem = (at: string) => ({ code: "x", at, message: at });
  expect(faultsOf(["name", "lifetimeDays"].map(problem)).map(({ field }) => field)).toEqual(["name", "days"]);
});
