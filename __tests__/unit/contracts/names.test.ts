import {
  bootstrapReceiptKey,
  cloudWorkspaceName,
  keyAlias,
  ledgerPrefix,
  resourceShareName,
  ROLE_NAMES,
  serviceRoleArn,
  stateBucketName,
  stateKey,
  TAG_KEYS,
  toolingBucketName,
} from "../../../contracts/names";

const ACCOUNT = "012345678901";
const LONGEST_PREFIX = "p".repeat(20);
const LONGEST_REGION = "ap-northeast-1";

describe("physical names", () => {
  it.each([
    ["state bucket", stateBucketName, 63],
    ["tooling bucket", toolingBucketName, 63],
  ])("of the %s fit even with the longest prefix and Region", (_, name, limit) => {
    const longest = name(LONGEST_PREFIX, ACCOUNT, LONGEST_REGION);
    expect(longest.length).toBeLessThanOrEqual(limit);
    expect(longest).toMatch(/^[a-z0-9][a-z0-9-]*[a-z0-9]$/);
  });

  it("of buckets differ between accounts, Regions and prefixes", () => {
    const names = ["eu-west-1", "us-east-1"].flatMap((region) =>
      [ACCOUNT, "999999999999"].flatMap((account) =>
        ["smus", "acme"].flatMap((prefix) => [
          stateBucketName(prefix, account, region),
          toolingBucketName(prefix, account, region),
        ]),
      ),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it("of tooling buckets match what AWS's provisioning policy covers", () => {
    expect(toolingBucketName("smus", ACCOUNT, "eu-west-1")).toMatch(/^amazon-sagemaker-/);
  });

  it("of roles fit into IAM's 64 characters", () => {
    const longest = ROLE_NAMES.manageAccess(LONGEST_REGION, "dzd-4mz5ps4i6b2ppj");
    expect(longest.length).toBeLessThanOrEqual(64);
    expect(ROLE_NAMES.provisioning(ACCOUNT).length).toBeLessThanOrEqual(64);
  });

  it("of roles and shares begin with what AWS's PassRole and RAM conditions accept", () => {
    const names = [
      ROLE_NAMES.domainExecution,
      ROLE_NAMES.domainService,
      ROLE_NAMES.provisioning(ACCOUNT),
      ROLE_NAMES.manageAccess("eu-west-1", "dzd-1"),
      ROLE_NAMES.queryExecution,
      ROLE_NAMES.bedrockModelManagement,
      ROLE_NAMES.bedrockConsumption,
    ];
    for (const name of names) expect(name).toMatch(/^Amazon(SageMaker|DataZone)/);
    expect(resourceShareName("My data domain", "dev")).toBe("DataZone-My-data-domain-dev");
  });

  it("put roles under /service-role/, in any partition", () => {
    expect(serviceRoleArn("aws-cn", ACCOUNT, "X")).toBe(`arn:aws-cn:iam::${ACCOUNT}:role/service-role/X`);
  });

  it("keep states, receipts, aliases and the ledger where every part of the project looks for them", () => {
    expect(stateKey("finance-dev", "foundation")).toBe("finance-dev/foundation/terraform.tfstate");
    expect(bootstrapReceiptKey("dev")).toBe("bootstrap/dev.json");
    expect(keyAlias("smus", "data")).toBe("alias/smus-data");
    expect(ledgerPrefix("smus")).toBe("/smus/control-plane");
    expect(cloudWorkspaceName("smus", "finance-dev", "association", "dev")).toBe("smus-finance-dev-association-dev");
  });

  it("of tags do not collide", () => {
    const keys: string[] = Object.values(TAG_KEYS);
    expect(new Set(keys).size).toBe(keys.length);
    for (const key of keys) expect(key).toMatch(/^smus:[a-z-]+$/);
  });
});
