import { ImageRepository, type ImageRepositoryProps } from "../../../../modules/image-repository";
import { inspect } from "../../../support/inspection";
import { statementsOf } from "../../../support/policy-statements";

const PROPS: ImageRepositoryProps = {
  partition: "aws",
  name: "smus/churn",
  keyArn: "${aws_kms_key.Key.arn}",
  pullers: [{ accountId: "222222222222", rolePrefix: "churn-prod-" }],
  protect: true,
};
const build = (overrides: Partial<ImageRepositoryProps> = {}) =>
  inspect((scope) => new ImageRepository(scope, "Images", { ...PROPS, ...overrides })).stack;

describe("ImageRepository", () => {
  it("keeps tags as they are, scans, and encrypts with the key of artifacts", () => {
    expect(build().one("aws_ecr_repository")).toMatchObject({
      image_tag_mutability: "IMMUTABLE",
      image_scanning_configuration: { scan_on_push: true },
      encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.Key.arn}" }],
      force_delete: false,
    });
  });

  it("lets roles of the stage's account pull that deployments made, and nobody push", () => {
    expect(statementsOf(build().one("aws_ecr_repository_policy").policy)).toEqual([
      {
        Sid: "PullForTheStages",
        Effect: "Allow",
        Principal: { AWS: ["arn:aws:iam::222222222222:root"] },
        Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
        Condition: { ArnLike: { "aws:PrincipalArn": ["arn:aws:iam::222222222222:role/churn-prod-*"] } },
      },
    ]);
    expect(build({ pullers: [] }).counts).toEqual({ aws_ecr_repository: 1 });
  });
});
