import { StateBucket, type StateBucketProps } from "../../../../modules/state-bucket";
import { inspect } from "../../../support/inspection";
import { statement } from "../../../support/policy-statements";

const PROPS: StateBucketProps = {
  partition: "aws",
  accountId: "111122223333",
  region: "eu-west-1",
  bucketName: "smus-tfstate-111122223333-eu-west-1",
  keyAlias: "alias/smus-state",
  protect: true,
};
const OBJECTS = ["arn:aws:s3:::smus-tfstate-111122223333-eu-west-1/*"];

const build = (overrides: Partial<StateBucketProps> = {}) =>
  inspect((scope) => new StateBucket(scope, "StateBucket", { ...PROPS, ...overrides }));

describe("StateBucket", () => {
  it("has a key of its own", () => {
    const { stack, construct } = build();
    expect(stack.one("aws_kms_alias").name).toBe("alias/smus-state");
    expect(stack.one("aws_s3_bucket_server_side_encryption_configuration").rule).toEqual([
      expect.objectContaining({
        apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: construct.keyArn },
      }),
    ]);
    expect(construct.keyArn).toBe(`\${${stack.address("aws_kms_key")}.arn}`);
    expect(construct.keyAliasArn).toBe("arn:aws:kms:eu-west-1:111122223333:alias/smus-state");
  });

  it("protects bucket and key together", () => {
    for (const protect of [true, false]) {
      const { stack } = build({ protect });
      expect(stack.one("aws_s3_bucket").lifecycle).toEqual({ prevent_destroy: protect });
      expect(stack.one("aws_kms_key").lifecycle).toEqual({ prevent_destroy: protect });
    }
  });

  it("refuses uploads with another algorithm, and admits those that name none", () => {
    expect(statement(build().stack.one("aws_s3_bucket_policy").policy, "RefuseOtherAlgorithms")).toMatchObject({
      Effect: "Deny",
      Action: ["s3:PutObject"],
      Resource: OBJECTS,
      Condition: {
        Null: { "s3:x-amz-server-side-encryption": "false" },
        StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
      },
    });
  });

  it("refuses uploads with another key, named by ARN or alias", () => {
    const { stack, construct } = build();
    expect(statement(stack.one("aws_s3_bucket_policy").policy, "RefuseOtherKeys").Condition).toEqual({
      Null: { "s3:x-amz-server-side-encryption-aws-kms-key-id": "false" },
      StringNotEquals: {
        "s3:x-amz-server-side-encryption-aws-kms-key-id": [construct.keyArn, construct.keyAliasArn],
      },
    });
  });

  it("can be imported, bucket and settings, by names that are known", () => {
    const { stack, construct } = build();
    const addresses = stack.addresses.filter((address) => address.startsWith("aws_s3_"));
    expect(Object.keys(construct.importIds).sort()).toEqual(addresses);
    expect(new Set(Object.values(construct.importIds))).toEqual(new Set([PROPS.bucketName]));
  });

  it("keeps earlier states for good", () => {
    const { stack } = build();
    expect(stack.one("aws_s3_bucket_versioning").versioning_configuration).toEqual({ status: "Enabled" });
    expect(stack.addresses.filter((address) => address.includes("lifecycle"))).toEqual([]);
  });
});
