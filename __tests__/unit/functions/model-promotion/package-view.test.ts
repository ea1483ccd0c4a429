import type { DescribeModelPackageCommandOutput } from "@aws-sdk/client-sagemaker";
import { artifactsIn, imageOf, relocated } from "../../../../functions/model-promotion/registry/addressed";
import { namesOf, packageView } from "../../../../functions/model-promotion/registry/package-view";
import { ranges } from "../../../../functions/model-promotion/account/copy-parts";

const DIGEST = `sha256:${"a".repeat(64)}`;
const parts = {
  InferenceSpecification: {
    Containers: [
      {
        Image: "registry.example:5000/team/model:1",
        ImageDigest: DIGEST.toUpperCase().replace("SHA256", "sha256"),
        ModelDataUrl: "s3://b/k/model.tar.gz",
        ModelDataETag: '"1"',
        AdditionalModelDataSources: [
          { ChannelName: "c", S3DataSource: { S3Uri: "s3://b/k/extra/", S3DataType: "S3Prefix", ETag: '"2"' } },
        ],
      },
    ],
  },
  ModelMetrics: { ModelQuality: { Statistics: { ContentType: "application/json", S3Uri: "s3://b/k/report.json" } } },
  DriftCheckBaselines: {
    ModelQuality: { Statistics: { ContentType: "application/json", S3Uri: "s3://b/k/report.json" } },
  },
  SamplePayloadUrl: undefined,
};

describe("addresses in a version", () => {
  it("are all found, each once, with the entity tags that the registry has noted", () => {
    expect(artifactsIn(parts).map(({ uri, kind, etag }) => [uri, kind, etag])).toEqual([
      ["s3://b/k/model.tar.gz", "object", '"1"'],
      ["s3://b/k/extra/", "folder", '"2"'],
      ["s3://b/k/report.json", "object", undefined],
    ]);
  });

  it("are replaced everywhere, without former tags, and images are named by their digests", () => {
    const moved = relocated(
      parts,
      new Map(artifactsIn(parts).map(({ uri }) => [uri, uri.replace("s3://b/", "s3://there/")])),
    );
    const text = JSON.stringify(moved);
    expect(text).not.toContain("s3://b/");
    expect(text).not.toContain("ETag");
    expect(moved.InferenceSpecification.Containers[0].Image).toBe(`registry.example:5000/team/model@${DIGEST}`);
  });

  it("that nobody has copied are an error", () => {
    expect(() => relocated(parts, new Map())).toThrow("nothing was copied of s3://b/k/model.tar.gz");
  });

  it.each([
    ["host:5000/a/b", `host:5000/a/b@${DIGEST}`],
    ["host/a:tag", `host/a@${DIGEST}`],
    [`host/a@${DIGEST}`, `host/a@${DIGEST}`],
  ])("of images keep their host: %s", (image, expected) => {
    expect(imageOf(image, DIGEST)).toBe(expected);
    expect(imageOf(image, undefined)).toBe(image);
  });
});

describe("names of who has changed a version", () => {
  const of = (Arn: string, more: object = {}) => namesOf({ IamIdentity: { Arn }, ...more });

  it.each([
    ["arn:aws:sts::1:assumed-role/AWSReservedSSO_ml_1/bob@example.com", ["bob@example.com"]],
    ["arn:aws:sts::1:assumed-role/datazone_usr_role_p_d/user-1", ["user-1"]],
    // Two sessions of a role of a program are one program.
    ["arn:aws:sts::1:assumed-role/pipeline/run-7", ["run-7", "pipeline"]],
    ["arn:aws:iam::1:user/team/bob", ["bob"]],
    ["arn:aws:iam::1:role/pipeline", ["pipeline"]],
    ["arn:aws:iam::1:root", []],
    ["", []],
  ])("are those of %s", (arn, names) => {
    expect(of(arn)).toEqual(names);
  });

  it("are a profile's and an identity's, too, and none where nobody is known", () => {
    expect(of("", { UserProfileName: "bob", IamIdentity: { SourceIdentity: "bob@example.com" } })).toEqual([
      "bob",
      "bob@example.com",
    ]);
    expect(namesOf(undefined)).toEqual([]);
  });
});

it("takes an answer that says nothing for a version that passes no gate", () => {
  const view = packageView({ $metadata: {} } as DescribeModelPackageCommandOutput);
  expect(view).toMatchObject({
    status: "Unknown",
    approval: undefined,
    changedBy: [],
    artifacts: [],
    hasModelCard: false,
  });
});

it.each(["", "{}", "not json", '"text"'])("takes the card %p for none", (ModelCardContent) => {
  const view = packageView({ ModelCard: { ModelCardContent } } as DescribeModelPackageCommandOutput);
  expect(view.hasModelCard).toBe(false);
});

it("divides a large file into parts that are all of it", () => {
  expect(ranges(11, 5)).toEqual([
    { number: 1, range: "bytes=0-4" },
    { number: 2, range: "bytes=5-9" },
    { number: 3, range: "bytes=10-10" },
  ]);
});
