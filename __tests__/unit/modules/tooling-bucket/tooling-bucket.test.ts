import { toolingBucketName } from "../../../../contracts/names";
import { ToolingBucket, type ToolingBucketProps } from "../../../../modules/tooling-bucket";
import { inspect } from "../../../support/inspection";

const PROPS: ToolingBucketProps = {
  partition: "aws",
  bucketName: toolingBucketName("smus", "111122223333", "eu-west-1"),
  key: { type: "given", arn: "arn:aws:kms:eu-west-1:111122223333:key/k" },
  protect: true,
};

const build = (overrides: Partial<ToolingBucketProps> = {}) =>
  inspect((scope) => new ToolingBucket(scope, "ToolingBucket", { ...PROPS, ...overrides }));

describe("ToolingBucket", () => {
  it("tells its location before it exists", () => {
    const { construct, stack } = build();
    expect(construct.s3Location).toBe("s3://amazon-sagemaker-smus-111122223333-eu-west-1");
    expect(construct.arn).toBe("arn:aws:s3:::amazon-sagemaker-smus-111122223333-eu-west-1");
    expect(construct.dependables).toHaveLength(Object.keys(stack.counts).length);
  });

  it("keeps old versions for 90 days by default", () => {
    const days = (overrides?: Partial<ToolingBucketProps>) =>
      build(overrides).stack.one("aws_s3_bucket_lifecycle_configuration").rule;
    expect(days()).toEqual([expect.objectContaining({ noncurrent_version_expiration: [{ noncurrent_days: 90 }] })]);
    expect(days({ noncurrentVersionDays: 7 })).toEqual([
      expect.objectContaining({ noncurrent_version_expiration: [{ noncurrent_days: 7 }] }),
    ]);
  });

  it("is encrypted with the account's key, or S3's where the account has none", () => {
    const algorithm = (overrides: Partial<ToolingBucketProps>) =>
      JSON.stringify(build(overrides).stack.one("aws_s3_bucket_server_side_encryption_configuration").rule);
    expect(algorithm({})).toContain('"kms_master_key_id":"arn:aws:kms:eu-west-1:111122223333:key/k"');
    expect(algorithm({ key: { type: "awsOwned" } })).toContain('"sse_algorithm":"AES256"');
  });

  it("follows the protection", () => {
    expect(build().stack.one("aws_s3_bucket").lifecycle).toEqual({ prevent_destroy: true });
    expect(build({ protect: false }).stack.one("aws_s3_bucket").lifecycle).toEqual({ prevent_destroy: false });
  });

  it("rejects a name that AWS's provisioning policy does not cover", () => {
    expect(() => build({ bucketName: "my-bucket" })).toThrow('"my-bucket" must begin with amazon-sagemaker');
  });
});
