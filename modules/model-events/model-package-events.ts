/** Pattern of events that tell of a change of a version in one of the groups. */
export function modelPackageEvents(groups: readonly string[]): string {
  return JSON.stringify({
    source: ["aws.sagemaker"],
    "detail-type": ["SageMaker Model Package State Change"],
    detail: { ModelPackageGroupName: [...new Set(groups)].sort() },
  });
}
