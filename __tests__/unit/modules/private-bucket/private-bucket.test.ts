import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { PrivateBucket, type PrivateBucketProps } from "../../../../modules/private-bucket";
import { inspect } from "../../../support/inspection";
import { statement, statementsOf } from "../../../support/policy-statements";

const PROPS: PrivateBucketProps = {
  partition: "aws",
  bucketName: "things",
  key: { type: "created", arn: "${aws_kms_key.Key.arn}" },
  protect: true,
  noncurrentVersionDays: 30,
};

const build = (overrides: Partial<PrivateBucketProps> = {}) =>
  inspect((scope) => new PrivateBucket(scope, "Bucket", { ...PROPS, ...overrides }));

describe("PrivateBucket", () => {
  it("creates the bucket and every setting once", () => {
    expect(build().stack.counts).toEqual({
      aws_s3_bucket: 1,
      aws_s3_bucket_lifecycle_configuration: 1,
      aws_s3_bucket_ownership_controls: 1,
      aws_s3_bucket_policy: 1,
      aws_s3_bucket_public_access_block: 1,
      aws_s3_bucket_server_side_encryption_configuration: 1,
      aws_s3_bucket_versioning: 1,
    });
  });

  it("refuses its destruction where it is protected", () => {
    expect(build().stack.one("aws_s3_bucket")).toMatchObject({
      bucket: "things",
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
  });

  it("goes with its objects where it is not protected", () => {
    expect(build({ protect: false }).stack.one("aws_s3_bucket")).toMatchObject({
      force_destroy: true,
      lifecycle: { prevent_destroy: false },
    });
  });

  it("encrypts with S3's own key where AWS owns it, and names no KMS key", () => {
    const { stack } = build({ key: { type: "awsOwned" } });
    expect(stack.one("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      { apply_server_side_encryption_by_default: { sse_algorithm: "AES256" } },
    ]);
    expect(stack.counts).toEqual(build().stack.counts);
  });

  it("encrypts with the given key, one data key per bucket", () => {
    expect(build().stack.one("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      {
        apply_server_side_encryption_by_default: {
          kms_master_key_id: "${aws_kms_key.Key.arn}",
          sse_algorithm: "aws:kms",
        },
        bucket_key_enabled: true,
      },
    ]);
  });

  it("keeps versions and lets old ones and broken uploads go", () => {
    const { stack } = build();
    expect(stack.one("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
    const lifecycle = stack.one("aws_s3_bucket_lifecycle_configuration");
    expect(lifecycle.rule).toEqual([
      expect.objectContaining({
        status: "Enabled",
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
        noncurrent_version_expiration: [{ noncurrent_days: 30 }],
      }),
    ]);
    expect(lifecycle.depends_on).toEqual([stack.address("aws_s3_bucket_versioning")]);
  });

  it("blocks public access and access control lists", () => {
    const { stack } = build();
    expect(stack.one("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(stack.one("aws_s3_bucket_ownership_controls").rule).toEqual({ object_ownership: "BucketOwnerEnforced" });
  });

  it("refuses plain HTTP, on the bucket and on its objects", () => {
    expect(statementsOf(build().stack.one("aws_s3_bucket_policy").policy)).toEqual([
      {
        Sid: "TlsOnly",
        Effect: "Deny",
        Principal: { AWS: ["*"] },
        Action: ["s3:*"],
        Resource: ["arn:aws:s3:::things", "arn:aws:s3:::things/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("adds further statements, in the partition", () => {
    const extra = { sid: "Extra", actions: ["s3:GetObject"], resources: ["x"], principals: "*" } as const;
    const { stack, construct } = build({ partition: "aws-us-gov", statements: [extra] });
    const { policy } = stack.one("aws_s3_bucket_policy");
    expect(statement(policy, "Extra").Action).toEqual(["s3:GetObject"]);
    expect(statement(policy, "TlsOnly").Resource).toEqual([construct.arn, `${construct.arn}/*`]);
    expect(construct.arn).toBe("arn:aws-us-gov:s3:::things");
  });

  it("changes settings one after the other", () => {
    const { stack } = build();
    expect(stack.one("aws_s3_bucket_ownership_controls").depends_on).toEqual([
      stack.address("aws_s3_bucket_public_access_block"),
    ]);
    expect(stack.one("aws_s3_bucket_policy").depends_on).toEqual([stack.address("aws_s3_bucket_ownership_controls")]);
  });

  it("passes a provider on to every resource", () => {
    const { stack } = inspect((scope) => {
      const provider = new AwsProvider(scope, "Other", { alias: "other", region: "eu-central-1" });
      return new PrivateBucket(scope, "Bucket", { ...PROPS, provider });
    });
    for (const type of Object.keys(stack.counts)) expect(stack.one(type).provider).toBe("aws.other");
  });
});
