import { checkGates, isSamePerson, type PackageView, parseRelease } from "../../../../governance/promotions";
import { packageOf, useCaseOf } from "./world";

const useCase = useCaseOf({
  gates: {
    metrics: { r2: { minimum: 0.7 }, rmse: { maximum: 3, minimum: 0 } },
    ...{ biasReport: true, explainabilityReport: true, modelCard: true, licences: ["Apache-2.0", "MIT"] },
  },
});
const good = packageOf(1, {
  properties: { author: "ann", "metric.r2": "0.7", "metric.rmse": "2.5e0", licence: "MIT" },
  reports: { bias: true, explainability: true },
});
const missed = (changes: Partial<PackageView>, approvers: readonly string[] = ["bob"]): string[] =>
  checkGates({ ...good, ...changes }, useCase, { names: approvers }, "artifacts")
    .filter(({ passed }) => !passed)
    .map(({ gate, found }) => `${gate}: ${found}`);
const properties = (changes: Record<string, string | undefined>) => ({
  properties: JSON.parse(JSON.stringify({ ...good.properties, ...changes })) as Record<string, string>,
});

describe("gates of a promotion", () => {
  it("pass for a version that has everything, at the very bounds", () => {
    expect(missed({})).toEqual([]);
  });

  it.each([
    ["a metric below its floor", properties({ "metric.r2": "0.699" }), ["metric r2: 0.699"]],
    ["a metric above its ceiling", properties({ "metric.rmse": "3.01" }), ["metric rmse: 3.01"]],
    ["a metric that is missing", properties({ "metric.r2": undefined }), ["metric r2: nothing"]],
    ["a metric that is no number", properties({ "metric.r2": "NaN" }), ["metric r2: NaN"]],
    ["a metric that is empty", properties({ "metric.r2": " " }), ["metric r2:  "]],
    ["an infinite metric", properties({ "metric.r2": "Infinity" }), ["metric r2: Infinity"]],
    ["no report on bias", { reports: { bias: false, explainability: true } }, ["bias report: nothing"]],
    [
      "no report on what explains it",
      { reports: { bias: true, explainability: false } },
      ["explainability report: nothing"],
    ],
    ["no model card", { hasModelCard: false }, ["model card: nothing"]],
    ["no licence", properties({ licence: undefined }), ["licence: nothing"]],
    ["a licence in other letters", properties({ licence: "mit" }), ["licence: mit"]],
    ["a registration that goes on", { status: "InProgress" }, ["registration: InProgress"]],
    ["no artifact", { artifacts: [] }, ["artifacts of the use case: no artifact"]],
  ] as const)("refuse %s", (_, changes, expected) => {
    expect(missed(changes)).toEqual(expected);
  });

  it.each([
    ["the author", ["ann"]],
    ["the author by another spelling", ["Ann@Example.com"]],
    ["who has registered it", ["build-role"]],
    ["nobody known", []],
    ["an empty name", [" "]],
  ])("refuse approval by %s", (_, approvers) => {
    expect(missed({}, approvers)).toHaveLength(1);
  });

  it("refuse a version whose author is not known, whoever approves it", () => {
    expect(missed(properties({ author: undefined }))).toHaveLength(1);
  });

  it.each([
    "s3://artifacts/other/model.tar.gz",
    "s3://elsewhere/churn/model.tar.gz",
    "s3://artifacts/churn/../other/m",
  ])("refuse artifacts of another place: %s", (uri) => {
    expect(missed({ artifacts: [{ member: "m", uri, kind: "object" }] })).toEqual([
      `artifacts of the use case: ${uri}`,
    ]);
  });
});

describe("names of people", () => {
  it("are the same without case, domain and directory", () => {
    expect(isSamePerson(["CORP\\ann"], ["ann@example.com"])).toBe(true);
    expect(isSamePerson(["ann"], ["anna"])).toBe(false);
    expect(isSamePerson([""], [""])).toBe(false);
  });
});

describe("addresses of releases", () => {
  it("name one exact version or one exact content", () => {
    expect(parseRelease("arn:aws:sagemaker:eu-west-1:111111111111:model-package/churn/7")).toMatchObject({
      version: 7,
      group: "churn",
    });
    expect(parseRelease(`s3://b-1/facts/releases/${"a".repeat(64)}/manifest.json`)).toMatchObject({
      kind: "data",
      useCase: "facts",
    });
  });

  it.each([
    "arn:aws:sagemaker:eu-west-1:111111111111:model-package-group/churn",
    "arn:aws:sagemaker:eu-west-1:111111111111:model-package/churn",
    "arn:aws:sagemaker:eu-west-1:111111111111:model-package/churn/0",
    "arn:aws:sagemaker:eu-west-1:111111111111:model-package/churn/latest",
    "s3://b-1/facts/releases/latest/manifest.json",
  ])("refuse %s", (address) => {
    expect(parseRelease(address)).toBeUndefined();
  });
});
