import type { EnvironmentInput } from "../../../configuration/model";
import type { RegionalFoundation } from "../../../contracts/outputs";
import { onlyWrite, writesOf } from "../../support/control-plane";
import { changed, FINANCE_ID, GOVERNANCE_ID, OWNING } from "../../support/organization";
import { stageOf, synthesizeStage } from "../../support/stages";
import { onlyResource, resourcesOf, type TerraformJson } from "../../support/terraform-json";

const REGION = "eu-west-1";
const keyOf = (account: string): string => `arn:aws:kms:${REGION}:${account}:key/11111111-2222-3333-4444-555555555555`;

type KeyName = "created" | "given" | "aws-owned";
type BucketName = "created" | "given" | "none";
const KEYS: readonly KeyName[] = ["created", "given", "aws-owned"];
const BUCKETS: readonly BucketName[] = ["created", "given", "none"];
const COMBINATIONS = KEYS.flatMap((domainKey) =>
  KEYS.flatMap((dataKey) => BUCKETS.map((bucket) => [domainKey, dataKey, bucket] as const)),
);

/** `kmsKeyArn` as a stage file has it. */
function written(key: KeyName, account: string): string | undefined {
  return { created: undefined, given: keyOf(account), "aws-owned": "aws-owned" }[key];
}

function stacksOf(domainKey: KeyName, dataKey: KeyName, bucket: BucketName): (id: string) => TerraformJson {
  const bucketName = { created: undefined, given: "amazon-sagemaker-ours", none: "none" }[bucket];
  const settings = { kmsKeyArn: written(dataKey, FINANCE_ID), bucketName };
  const parameters: Record<string, Record<string, string>> = bucket === "none"
    ? { [REGION]: { S3Location: "s3://theirs" } }
    : {};
  const input: EnvironmentInput = changed(OWNING, {
    domain: { name: "example", region: REGION, kmsKeyArn: written(domainKey, GOVERNANCE_ID) },
    accounts: {
      ...OWNING.accounts,
      finance: {
        id: FINANCE_ID,
        regions: { [REGION]: settings },
        blueprints: { Tooling: { regionalParameters: parameters } },
      },
    },
  });
  const { stacks } = synthesizeStage(stageOf(input));
  return (id) => {
    const stack = stacks.get(id);
    if (stack === undefined) throw new Error(`no stack ${id}`);
    return stack;
  };
}

describe.each(COMBINATIONS)("domain key %s, data key %s, bucket %s", (domainKey, dataKey, bucket) => {
  const stack = stacksOf(domainKey, dataKey, bucket);
  const domain = stack("data-domain");
  const foundation = stack("finance-foundation");
  const keyAddress = (json: TerraformJson): string => `\${${resourcesOf(json, "aws_kms_key")[0]?.address}.arn}`;

  it("creates a key exactly where one is to be created", () => {
    expect(resourcesOf(domain, "aws_kms_key")).toHaveLength(domainKey === "created" ? 1 : 0);
    expect(resourcesOf(foundation, "aws_kms_key")).toHaveLength(dataKey === "created" ? 1 : 0);
  });

  it("names the domain's key to DataZone, to its execution role and to others, or AWS's", () => {
    const { kmsKeyArn } = onlyWrite(domain, "Domain").properties;
    const published = String(domain.output?.["domainKeyArn"]["value"]);
    const permissions = resourcesOf(domain, "aws_iam_role_policy")
      .filter(({ block }) => block["name"] === "DomainKey")
      .map(({ block }) => String(block["policy"]));
    if (domainKey === "aws-owned") {
      expect([kmsKeyArn, published, permissions]).toEqual([undefined, "aws-owned", []]);
    } else {
      const local = domainKey === "created" ? "${local.KeyArn}" : keyOf(GOVERNANCE_ID);
      expect(published).toBe(local);
      expect(kmsKeyArn).toBe(local.replace(/^\$\{(.*)\}$/, `<${keyAddress(domain).slice(2, -1)}>`));
      expect(permissions.join()).toContain(local.replace(/^\$\{|\}$/g, ""));
    }
  });

  it("encrypts a bucket that it creates with the data key, or with S3's", () => {
    const rules = resourcesOf(foundation, "aws_s3_bucket_server_side_encryption_configuration").map(
      ({ block }) => block["rule"],
    );
    const arn = dataKey === "created" ? keyAddress(foundation) : keyOf(FINANCE_ID);
    const rule =
      dataKey === "aws-owned"
        ? { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } }
        : {
            apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: arn },
            bucket_key_enabled: true,
          };
    expect(rules).toEqual(bucket === "created" ? [[rule]] : []);
  });

  it("publishes key and bucket in one spelling each", () => {
    const published = (foundation.output?.["regions"]["value"] as Record<string, RegionalFoundation>)[REGION];
    expect(published.kmsKeyArn).toBe(
      { created: keyAddress(foundation), given: keyOf(FINANCE_ID), "aws-owned": "aws-owned" }[dataKey],
    );
    expect(published.s3Location).toBe(
      {
        created: `s3://${String(resourcesOf(foundation, "aws_s3_bucket")[0]?.block["bucket"])}`,
        given: "s3://amazon-sagemaker-ours",
        none: "none",
      }[bucket],
    );
  });

  it("hands the blueprints what there is, read from the foundation's state", () => {
    const [{ properties }] = writesOf(stack("finance-association"), "BlueprintConfiguration");
    const parameters = (properties["regionalParameters"] as Record<string, Record<string, string>>)[REGION];
    const member = (name: string): unknown =>
      expect.stringMatching(new RegExp(`outputs\\.regions\\["${REGION}"\\]\\.${name}>$`));
    expect(parameters["KmsKeyArn"]).toEqual(dataKey === "aws-owned" ? undefined : member("kmsKeyArn"));
    expect(parameters["S3Location"]).toEqual(bucket === "none" ? "s3://theirs" : member("s3Location"));
  });
});

describe("what an account lacks", () => {
  const regionOf = (settings: EnvironmentInput["accounts"][string]["regions"]): RegionalFoundation => {
    const finance = { id: FINANCE_ID, blueprints: { ToolingLite: {} }, regions: settings };
    const { stacks } = synthesizeStage(stageOf(changed(OWNING, { accounts: { ...OWNING.accounts, finance } })));
    return (stacks.get("finance-foundation")?.output?.["regions"]["value"] as Record<string, RegionalFoundation>)[
      REGION
    ];
  };

  it("is published as a word where there is nothing", () => {
    const bare = { network: { mode: "none" as const }, bucketName: "none", kmsKeyArn: "aws-owned" };
    expect(regionOf({ [REGION]: bare })).toEqual({
      s3Location: "none",
      kmsKeyArn: "aws-owned",
      vpcId: "none",
      subnetIds: [],
      availabilityZones: [],
    });
  });

  it("is not read by what follows, so states that 0.1.0 wrote with empty texts do as well", () => {
    const bare = { network: { mode: "none" as const }, bucketName: "none", kmsKeyArn: "aws-owned" };
    const finance = { id: FINANCE_ID, blueprints: { ToolingLite: {} }, regions: { [REGION]: bare } };
    const { stacks } = synthesizeStage(stageOf(changed(OWNING, { accounts: { ...OWNING.accounts, finance } })));
    const association = JSON.stringify(stacks.get("finance-association"));
    expect(association).toContain("outputs.controlPlaneFunctionName");
    expect(association).not.toContain("outputs.regions");
  });

  it("is published as unknown where only some zones are named: a shorter list would name the wrong ones", () => {
    const network = (...zones: (string | undefined)[]) => ({
      mode: "existing" as const,
      vpcId: "vpc-00000001",
      subnets: zones.map((availabilityZone, index) => ({ id: `subnet-0000000${index}`, availabilityZone })),
    });
    const zonesOf = (...zones: (string | undefined)[]) =>
      regionOf({ [REGION]: { network: network(...zones) } }).availabilityZones;
    expect(zonesOf("eu-west-1a", "eu-west-1b")).toEqual(["eu-west-1a", "eu-west-1b"]);
    expect(zonesOf(undefined, "eu-west-1b")).toBe("unknown");
    expect(zonesOf(undefined, undefined)).toBe("unknown");
  });
});

it("starts no provider for another Region where AWS owns the key and the rest is given", () => {
  const regions = {
    [REGION]: {},
    "us-east-1": { network: { mode: "none" as const }, bucketName: "none", kmsKeyArn: "aws-owned" },
  };
  const finance = { id: FINANCE_ID, blueprints: { ToolingLite: {} }, regions };
  const { stacks } = synthesizeStage(stageOf(changed(OWNING, { accounts: { ...OWNING.accounts, finance } })));
  const foundation = stacks.get("finance-foundation") ?? {};
  expect(foundation.provider?.["aws"]).toHaveLength(1);
  expect(onlyResource(foundation, "aws_s3_bucket")["provider"]).toBeUndefined();
});
