import type { AiopsSettings } from "../../../../contracts/aiops/settings";
import { rungBy } from "../../../../functions/model-promotion/doorbell";
import { sourceOf, useCaseOf } from "../../governance/promotions/world";

const { key: _key, bucket: _bucket, ...churn } = useCaseOf();
const settings = {
  useCases: { churn, other: { ...churn, modelPackageGroup: "Other-Models" } },
} as unknown as AiopsSettings;
const event = (ModelPackageArn: string | undefined, type = "SageMaker Model Package State Change"): string =>
  JSON.stringify({
    "detail-type": type,
    source: "aws.sagemaker",
    detail: { ModelPackageArn, ModelApprovalStatus: "Rejected" },
  });

describe("a message of the queue", () => {
  it("is about the use case that builds the version, whatever else the event says", () => {
    expect(rungBy(event(sourceOf(7)), settings)).toEqual([{ useCase: "churn", release: sourceOf(7) }]);
  });

  it("finds a group whose name the service writes in small letters", () => {
    const release = "arn:aws:sagemaker:eu-west-1:111111111111:model-package/other-models/2";
    expect(rungBy(event(release), settings)).toEqual([{ useCase: "other", release }]);
  });

  it.each([
    [
      "a version that a promotion has registered in a stage's account",
      sourceOf(7).replace("111111111111", "222222222222"),
    ],
    ["a version of another Region", sourceOf(7).replace("eu-west-1", "us-east-1")],
    ["a version of no group", "arn:aws:sagemaker:eu-west-1:111111111111:model-package/churn"],
    ["nothing", undefined],
  ])("is about nothing where its event tells of %s", (_, release) => {
    expect(rungBy(event(release), settings)).toEqual([]);
  });

  it("is about nothing where its event is another one", () => {
    expect(rungBy(event(sourceOf(7), "SageMaker Endpoint State Change"), settings)).toEqual([]);
  });

  it("of the function itself names the use case, and is none where that is gone", () => {
    expect(rungBy('{"promotionsOf":"churn"}', settings)).toEqual([{ useCase: "churn" }]);
    expect(rungBy('{"promotionsOf":"gone"}', settings)).toEqual([]);
  });

  it.each(["{}", "[]", '"text"', '{"promotionsOf":""}'])(
    "that is neither is refused, so that somebody looks at it: %s",
    (body) => {
      expect(() => rungBy(body, settings)).toThrow();
    },
  );
});
