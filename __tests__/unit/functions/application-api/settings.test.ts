import { readSettings } from "../../../../functions/application-api/settings";
import { SETTINGS } from "./world";

const { identity, portal, rules, requestForm, askingRoles, publications } = SETTINGS;
const ids = { termIds: {}, unitIds: { "sales-emea": "unit-1" } };
const others = { portal, rules, requestForm, askingRoles, publications, ...ids };
const document = JSON.stringify({ identity, ...others });
const ENVIRONMENT = {
  DOMAIN_ID: "dzd_1",
  APPLICATION_TABLE: "governance",
  ACCESS_QUEUE_URL: "https://sqs.example.com/access",
  REPORTS_BUCKET: "reports",
  REPORTS_FUNCTION: "smus-application-reports",
};
const nothing = () => Promise.reject(new Error("not asked"));

describe("settings", () => {
  it("come from the environment, with the document in it", async () => {
    expect(await readSettings({ ...ENVIRONMENT, APPLICATION_SETTINGS: document }, nothing)).toEqual(SETTINGS);
  });

  it("name the function that makes projects, where there is one", async () => {
    const environment = { ...ENVIRONMENT, APPLICATION_SETTINGS: document, PROJECTS_FUNCTION: "mesh-projects" };
    expect(await readSettings(environment, nothing)).toEqual({ ...SETTINGS, projectsFunction: "mesh-projects" });
  });

  it("come with a document in S3, in the version that is named", async () => {
    const read = jest.fn(() => Promise.resolve(document));
    const location = { APPLICATION_SETTINGS_LOCATION: "s3://settings-bucket/application/api.json?versionId=v.7_x" };
    expect(await readSettings({ ...ENVIRONMENT, ...location }, read)).toEqual(SETTINGS);
    expect(read).toHaveBeenCalledWith({ bucket: "settings-bucket", key: "application/api.json", versionId: "v.7_x" });
  });

  it("say everything that is wrong with them", async () => {
    await expect(readSettings({ APPLICATION_SETTINGS: document }, nothing)).rejects.toThrow(
      /DOMAIN_ID.*APPLICATION_TABLE.*ACCESS_QUEUE_URL.*REPORTS_BUCKET.*REPORTS_FUNCTION.*fix: apply the layer application/,
    );
    await expect(readSettings(ENVIRONMENT, nothing)).rejects.toThrow("APPLICATION_SETTINGS_LOCATION");
    const wrong = JSON.stringify({ identity: { ...identity, issuer: "login", more: 1 }, ...others });
    await expect(readSettings({ ...ENVIRONMENT, APPLICATION_SETTINGS: wrong }, nothing)).rejects.toThrow(
      /identity\.issuer.*more/,
    );
  });

  it("let no machine in by something that is no ARN", async () => {
    const wrong = JSON.stringify({ identity: { ...identity, machines: { "*": { auditor: true } } }, ...others });
    await expect(readSettings({ ...ENVIRONMENT, APPLICATION_SETTINGS: wrong }, nothing)).rejects.toThrow("machines");
  });
});
