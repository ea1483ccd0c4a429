import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  DATAZONE_KEY_TAGS,
  dataKeyPolicy,
  domainKeyPolicy,
  EncryptionKey,
  type EncryptionKeyProps,
  stateKeyPolicy,
} from "../../../../modules/kms-key";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";

const PLACE = { partition: "aws", accountId: "111122223333", region: "eu-west-1" };
const POLICY = stateKeyPolicy(PLACE);
const PROPS: EncryptionKeyProps = { alias: "alias/smus-data", description: "Data", policy: POLICY, protect: true };

describe("EncryptionKey", () => {
  it("rotates, keeps a key for 30 days and refuses its destruction", () => {
    const { stack, construct: key } = inspect((scope) => new EncryptionKey(scope, "Key", PROPS));
    expect(stack.one("aws_kms_key")).toMatchObject({
      description: "Data",
      enable_key_rotation: true,
      deletion_window_in_days: 30,
      policy: POLICY,
      lifecycle: { prevent_destroy: true },
    });
    const address = stack.address("aws_kms_key");
    expect(stack.one("aws_kms_alias")).toMatchObject({
      name: "alias/smus-data",
      target_key_id: `\${${address}.key_id}`,
    });
    expect(key.arn).toBe(`\${${address}.arn}`);
    expect(key.dependables).toHaveLength(2);
  });

  it("takes tags, a window, a provider, and lets go where it is not protected", () => {
    const { stack } = inspect((scope) => {
      const provider = new AwsProvider(scope, "Other", { alias: "other", region: "eu-central-1" });
      const options = { tags: DATAZONE_KEY_TAGS, deletionWindowDays: 7, protect: false, provider };
      new EncryptionKey(scope, "Key", { ...PROPS, ...options });
    });
    expect(stack.one("aws_kms_key")).toMatchObject({
      tags: { EnableKeyForAmazonDataZone: "true" },
      deletion_window_in_days: 7,
      lifecycle: { prevent_destroy: false },
      provider: "aws.other",
    });
    expect(stack.one("aws_kms_alias").provider).toBe("aws.other");
  });
});

describe("domainKeyPolicy", () => {
  const members = (memberAccountIds: string[], organizationId?: string) =>
    domainKeyPolicy({ ...PLACE, memberAccountIds, organizationId });

  it("keeps the account in charge", () => {
    expect(statement(members([]), "AccountAdministration").Principal).toEqual({
      AWS: ["arn:aws:iam::111122223333:root"],
    });
  });

  it("names nobody beyond the account without members", () => {
    expect(statementsOf(members([])).map((entry) => entry.Sid)).toEqual([
      "AccountAdministration",
      "DomainUse",
      "DomainGrants",
      "DataZoneService",
    ]);
  });

  it("lets members use the key through DataZone and S3 only", () => {
    expect(statement(members(["333344445555", "222233334444"]), "MemberUse").Condition).toEqual({
      StringEquals: {
        "kms:CallerAccount": ["222233334444", "333344445555"],
        "kms:ViaService": ["datazone.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com"],
      },
    });
    expect(statement(members(["222233334444"]), "MemberGrants")).toMatchObject({
      Action: ["kms:CreateGrant"],
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    });
  });

  it("does not depend on the order or repetition of accounts, nor names the owner a member", () => {
    const once = members(["222233334444", "333344445555"]);
    expect(members(["333344445555", "222233334444", "333344445555", "111122223333"])).toBe(once);
  });

  it("admits an organization by its id", () => {
    expect(statement(members([], "o-abcdefghij"), "OrganizationUse").Condition).toMatchObject({
      StringEquals: { "aws:PrincipalOrgID": "o-abcdefghij" },
    });
  });
});

describe("dataKeyPolicy", () => {
  const policy = dataKeyPolicy(PLACE);

  it("covers log groups by pattern", () => {
    expect(statement(policy, "LogGroups")).toMatchObject({
      Principal: { Service: ["logs.eu-west-1.amazonaws.com"] },
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:*" },
      },
    });
  });

  it("covers Bedrock, OpenSearch Serverless and S3 for callers of the account", () => {
    expect(statement(policy, "UseThroughServices").Condition).toEqual({
      StringEquals: {
        "kms:CallerAccount": "111122223333",
        "kms:ViaService": ["aoss", "bedrock", "datazone", "s3"].map((name) => `${name}.eu-west-1.amazonaws.com`),
      },
    });
  });

  it("lets Bedrock make and retire grants", () => {
    expect(statement(policy, "GrantsForServices").Action).toEqual(["kms:CreateGrant"]);
    expect(statement(policy, "RetireGrantsOfBedrock")).toMatchObject({
      Action: ["kms:RetireGrant"],
      Condition: { StringEquals: { "kms:ViaService": "bedrock.eu-west-1.amazonaws.com" } },
    });
  });
});

test.each([
  ["state", stateKeyPolicy({ ...PLACE, partition: "aws-us-gov" })],
  ["domain", domainKeyPolicy({ ...PLACE, partition: "aws-us-gov", memberAccountIds: ["222233334444"] })],
  ["data", dataKeyPolicy({ ...PLACE, partition: "aws-us-gov" })],
])("the policy of the %s key has ARNs of the partition only, and fits into a key policy", (_, policy) => {
  expect(policy).not.toMatch(/arn:aws:/);
  expect(policy.length).toBeLessThan(32 * 1024);
});

test("a domain key policy for 1000 accounts fits into a key policy", () => {
  const memberAccountIds = Array.from({ length: 1000 }, (_, index) => String(100000000000 + index));
  expect(domainKeyPolicy({ ...PLACE, memberAccountIds }).length).toBeLessThan(32 * 1024);
});
