import { readSettings, reportContent } from "../../../../functions/application-reports/settings";

const VARIABLES = { DOMAIN_ID: "dzd_abc", REPORTS_BUCKET: "reports-bucket" };

test("settings have their defaults", () => {
  expect(readSettings(VARIABLES)).toEqual({
    domainId: "dzd_abc",
    bucket: "reports-bucket",
    table: undefined,
    readerArn: undefined,
    contentKey: undefined,
    contentVersion: undefined,
    requestDays: 3,
    grantHours: 24,
    functionName: "",
  });
});

test.each([
  [{ DOMAIN_ID: undefined }, "DOMAIN_ID"],
  [{ DOMAIN_ID: "abc" }, "DOMAIN_ID"],
  [{ REPORTS_BUCKET: "" }, "REPORTS_BUCKET"],
  [{ REQUEST_DAYS: "soon" }, "REQUEST_DAYS"],
  [{ GRANT_HOURS: "0" }, "GRANT_HOURS"],
  [{ READER_ROLE_ARN: "role" }, "READER_ROLE_ARN"],
])("settings that are wrong are named: %j", (changes, name) => {
  expect(() => readSettings({ ...VARIABLES, ...changes })).toThrow(name);
});

test("content of the configuration is checked, and nothing of it is taken that is not known", () => {
  expect(reportContent.parse({})).toMatchObject({
    peopleRoles: [],
    policyReaders: [],
  });
  expect(reportContent.safeParse({ right: {} }).success).toBe(false);
  expect(reportContent.safeParse({ cost: { accounts: [{ id: "1", name: "x" }], budgets: [] } }).success).toBe(false);
});
