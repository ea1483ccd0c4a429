import { readEnvironment, VARIABLES } from "../../../../functions/application-projects/settings";

const settings = {
  domainId: "dzd_abc",
  roleArn: "arn:aws:iam::111111111111:role/application",
  names: { units: { finance: "u1" }, profiles: { analytics: "p1" } },
  projects: { units: { finance: {} }, profiles: { analytics: {} } },
};
const environment = (changes: object = {}) => ({
  [VARIABLES.settings]: JSON.stringify({ ...settings, ...changes }),
  [VARIABLES.table]: "table",
  [VARIABLES.evidenceBucket]: "evidence",
  [VARIABLES.queueUrl]: "https://queue",
});

describe("the environment of the function of projects", () => {
  it("is read with what it leaves out", () => {
    expect(readEnvironment(environment())).toMatchObject({
      ...{ table: "table", evidenceBucket: "evidence" },
      queueUrl: "https://queue",
      settings: {
        platformMembers: [],
        projects: {
          naming: { maximum: 64 },
          units: { finance: { askers: ["unit-leads"] } },
          lifetime: { remindDays: 14 },
          environmentsPerAccount: 100,
        },
      },
    });
  });

  it("is refused with everything that is wrong, in one line", () => {
    const wrong = { ...environment({ domainId: "x", more: 1 }), [VARIABLES.table]: undefined };
    expect(() => readEnvironment(wrong)).toThrow(
      /^the function of projects is misconfigured: PROJECT_SETTINGS\.domainId: .*; APPLICATION_TABLE: is empty; fix: /,
    );
    expect(() => readEnvironment({})).toThrow(/PROJECT_SETTINGS: .*PROJECT_QUEUE_URL: is empty/);
  });
});
