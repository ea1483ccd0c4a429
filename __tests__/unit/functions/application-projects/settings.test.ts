import { PROJECTS_VARIABLES } from "../../../../contracts/application/projects-settings";
import { placesOf, settingsOf } from "../../../../functions/application-projects/settings";

const document = (changes: object = {}) => ({
  ...{ format: 1, domainId: "dzd_abc", roleArn: "arn:aws:iam::111111111111:role/application-projects" },
  ...{
    unitIds: { finance: "u1" },
    unitNames: { finance: "Finance" },
    profileNames: { "dev/analytics": "analytics-dev" },
    userIds: {},
    groupIds: {},
  },
  platformMembers: [{ groupId: "g1", designation: "PROJECT_CONTRIBUTOR" }],
  ...{ peoplePrincipals: [], askingRoles: [] },
  projects: { units: { finance: {} }, profiles: { "dev/analytics": {} } },
  ...changes,
});

describe("the settings of the function of projects", () => {
  it("are read with what the organization leaves out", () => {
    expect(settingsOf(document())).toMatchObject({
      domain: {
        domainId: "dzd_abc",
        names: {
          units: { finance: "u1" },
          unitNames: { finance: "Finance" },
          profiles: { "dev/analytics": "analytics-dev" },
        },
        platformMembers: [{ groupId: "g1" }],
      },
      projects: {
        naming: { maximum: 64 },
        units: { finance: { askers: ["unit-leads"] } },
        lifetime: { remindDays: 14 },
        environmentsPerAccount: 100,
      },
    });
  });

  it.each([
    ["of another version", { format: 2 }, /format/],
    ["with something unknown", { more: 1 }, /more/],
    ["with choices that the function does not know", { projects: { units: {} } }, /profiles/],
  ])("are refused %s, with what to do", (_, changes, words) => {
    expect(() => settingsOf(document(changes))).toThrow(words);
    expect(() => settingsOf(document(changes))).toThrow("apply the application layer");
  });
});

describe("the environment of the function of projects", () => {
  it("names places, and every variable that is missing", () => {
    const all = Object.fromEntries(Object.values(PROJECTS_VARIABLES).map((name) => [name, `of ${name}`]));
    expect(placesOf(all)).toMatchObject({ table: "of APPLICATION_TABLE", queue: "of PROJECT_QUEUE_URL" });
    expect(() => placesOf({ ...all, BUCKET_NAME: "" })).toThrow(/BUCKET_NAME; fix: apply the application layer/);
    expect(() => placesOf({})).toThrow(/PROJECT_QUEUE_URL/);
  });
});
