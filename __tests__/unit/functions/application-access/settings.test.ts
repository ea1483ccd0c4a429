import type { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ACCESS_VARIABLES } from "../../../../contracts/application/access-settings";
import { loadSettings, placesOf, settingsOf } from "../../../../functions/application-access/settings";

const RULES = {
  purposes: {},
  queues: {},
  otherwise: { queue: "stewards", remindAfterDays: 3, lapseAfterDays: 14 },
  unitParents: { finance: "root" },
};
const DOCUMENT = {
  format: 1,
  domainId: "dzd-1",
  termIds: { "words/party": "t1" },
  unitIds: { root: "u0", finance: "u1" },
  assetTypes: { report: "Report" },
  stagesByAccount: { "000000000011": "dev" },
  groupRoles: { engineers: "arn:aws:iam::000000000001:role/engineers" },
  policy: { expiryReminderDays: 14, lookAgainMinutes: 1 },
  rules: RULES,
};
const ENVIRONMENT = Object.fromEntries(
  Object.entries(ACCESS_VARIABLES).map(([member, name]) => [name, `of ${member}`]),
);

describe("settings of the function", () => {
  it("name what the service knows by ids", () => {
    expect(settingsOf(DOCUMENT).names).toEqual({
      terms: { t1: "words/party" },
      units: { u0: "root", u1: "finance" },
      assetTypes: { Report: "report" },
      stages: { "000000000011": "dev" },
      groupRoles: { "arn:aws:iam::000000000001:role/engineers": "engineers" },
      requestForm: undefined,
    });
  });

  it.each([
    ["of another version", { ...DOCUMENT, format: 2 }],
    ["with rules that are none", { ...DOCUMENT, rules: { ...RULES, otherwise: undefined } }],
    ["without units of the rules", { ...DOCUMENT, rules: { ...RULES, unitParents: undefined } }],
    ["with a member that nobody knows", { ...DOCUMENT, surprise: true }],
  ])("are refused %s, with what to do", (_, document) => {
    expect(() => settingsOf(document)).toThrow(/are not of this version[\s\S]*fix: apply the application layer/);
  });

  it("are read in the very version that the function was deployed with", async () => {
    const sent: unknown[] = [];
    const Body = { transformToString: () => Promise.resolve(JSON.stringify(DOCUMENT)) };
    const send = (command: GetObjectCommand) => {
      sent.push(command.input);
      return Promise.resolve({ Body });
    };
    await loadSettings({ send } as unknown as S3Client, placesOf(ENVIRONMENT));
    expect(sent).toEqual([{ Bucket: "of bucket", Key: "of settingsKey", VersionId: "of settingsVersion" }]);
  });
});

describe("places of the function", () => {
  it("are those of its environment", () => {
    expect(placesOf(ENVIRONMENT)).toMatchObject({ table: "of table", queue: "of queue" });
  });

  it("are named, all that are missing", () => {
    const { TABLE_NAME: _, QUEUE_URL: __, ...rest } = ENVIRONMENT;
    expect(() => placesOf({ ...rest, QUEUE_URL: "" })).toThrow(/not set: TABLE_NAME, QUEUE_URL; fix: apply/);
  });
});
