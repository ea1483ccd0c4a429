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
const DOMAIN_ACCOUNT = "999988887777";
const EXECUTION = `arn:aws:iam::${DOMAIN_ACCOUNT}:role/service-role/AmazonSageMakerDomainExecution`;
const PROVISIONING = `arn:aws:iam::111122223333:role/service-role/AmazonSageMakerProvisioning-${DOMAIN_ACCOUNT}`;
const USERS = {
  domainAccountId: DOMAIN_ACCOUNT,
  domainExecutionRoleArn: EXECUTION,
  provisioningRoleArns: [PROVISIONING],
};
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
  const policy = dataKeyPolicy({ ...PLACE, ...USERS });

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

  // What follows is AWS's page on keys of provisioned resources, statement by statement.
  const domainSide = [
    "kms:CreateGrant",
    "kms:Decrypt",
    "kms:DescribeKey",
    "kms:Encrypt",
    "kms:GenerateDataKey*",
    "kms:ListGrants",
    "kms:ReEncrypt*",
    "kms:RevokeGrant",
  ];

  it("lets DataZone and the execution role of the domain's account resolve, use and grant the key", () => {
    const service = { Effect: "Allow", Principal: { Service: ["datazone.amazonaws.com"] }, Action: domainSide };
    expect(statement(policy, "DataZone")).toEqual({ Sid: "DataZone", ...service, Resource: ["*"] });
    expect(statement(policy, "DomainExecutionRole")).toMatchObject({
      Principal: { AWS: ["*"] },
      Action: domainSide,
      Condition: { ArnEquals: { "aws:PrincipalArn": EXECUTION } },
    });
  });

  it("names no role as a principal: KMS refuses one that does not exist yet", () => {
    const named = statementsOf(policy).flatMap(({ Principal }) => (Principal as { AWS?: string[] }).AWS ?? []);
    expect([...new Set(named)].sort()).toEqual(["*", "arn:aws:iam::111122223333:root"]);
  });

  it("lets the provisioning role set up Athena, EMR Serverless, Redshift Serverless and Airflow", () => {
    const role = { ArnEquals: { "aws:PrincipalArn": [PROVISIONING] } };
    expect(statement(policy, "ProvisioningOfAthena")).toMatchObject({
      Action: ["kms:GenerateDataKey"],
      Condition: { ...role, StringEquals: { "aws:CalledViaLast": "athena.amazonaws.com" } },
    });
    expect(statement(policy, "ProvisioningOfEmrServerless")).toMatchObject({
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Condition: role,
    });
    expect(statement(policy, "ProvisioningByGrants")).toMatchObject({
      Action: ["kms:CreateGrant"],
      Condition: {
        ...role,
        StringEquals: {
          "kms:ViaService": ["airflow.eu-west-1.amazonaws.com", "redshift-serverless.eu-west-1.amazonaws.com"],
        },
      },
    });
  });

  it("lets EMR Serverless use the key for applications of the account", () => {
    expect(statement(policy, "EmrServerless")).toMatchObject({
      Principal: { Service: ["emr-serverless.amazonaws.com"] },
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Condition: { ArnLike: { "aws:SourceArn": "arn:aws:emr-serverless:eu-west-1:111122223333:/applications/*" } },
    });
  });

  it("lets roles of projects use it through DataZone, in the context of the domain that their tag names", () => {
    expect(statement(policy, "ProjectRoles")).toMatchObject({
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Condition: {
        StringEquals: {
          "kms:CallerAccount": ["111122223333", DOMAIN_ACCOUNT],
          // In Terraform's spelling of `${...}`.
          "kms:EncryptionContext:aws:datazone:domainId": "$${aws:PrincipalTag/AmazonDataZoneDomain}",
          "kms:ViaService": "datazone.eu-west-1.amazonaws.com",
        },
        Null: { "aws:PrincipalTag/AmazonDataZoneDomain": "false" },
      },
    });
  });

  it("lets them make grants that hold in the context of a domain, and from these accounts only", () => {
    const { Action, Condition } = statement(policy, "GrantsForProjectRoles");
    expect(Action).toEqual(["kms:CreateGrant"]);
    expect(Condition).toMatchObject({
      StringEquals: {
        "kms:CallerAccount": ["111122223333", DOMAIN_ACCOUNT],
        "kms:GrantConstraintType": "EncryptionContextSubset",
      },
      StringLike: { "kms:EncryptionContext:aws:datazone:domainId": "dzd*" },
      Null: { "kms:GrantOperations": "false" },
    });
  });

  it("lets nobody in from anywhere: every statement for all principals has a condition on the caller", () => {
    const open = statementsOf(policy).filter(({ Principal }) => JSON.stringify(Principal) === '{"AWS":["*"]}');
    const unlimited = open.filter(
      ({ Condition }) => !/"(kms:CallerAccount|aws:PrincipalArn)"/.test(JSON.stringify(Condition ?? {})),
    );
    expect(open.length).toBeGreaterThan(6);
    expect(unlimited).toEqual([]);
  });
});

test.each([
  ["state", stateKeyPolicy({ ...PLACE, partition: "aws-us-gov" })],
  ["domain", domainKeyPolicy({ ...PLACE, partition: "aws-us-gov", memberAccountIds: ["222233334444"] })],
  [
    "data",
    dataKeyPolicy({
      ...PLACE,
      ...USERS,
      partition: "aws-us-gov",
      domainExecutionRoleArn: EXECUTION.replace("aws", "aws-us-gov"),
      provisioningRoleArns: [PROVISIONING.replace("aws", "aws-us-gov")],
    }),
  ],
])("the policy of the %s key has ARNs of the partition only, and fits into a key policy", (_, policy) => {
  expect(policy).not.toMatch(/arn:aws:/);
  expect(policy.length).toBeLessThan(32 * 1024);
});

test("a domain key policy for 1000 accounts fits into a key policy", () => {
  const memberAccountIds = Array.from({ length: 1000 }, (_, index) => String(100000000000 + index));
  expect(domainKeyPolicy({ ...PLACE, memberAccountIds }).length).toBeLessThan(32 * 1024);
});
