import type { Call } from "../../service";
import { type PackageVersion, seconds } from "./registry-state";

/**
 * Event of a version that was made or changed, on the default bus of its account.
 *
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/automating-sagemaker-with-eventbridge.html
 */
export function publishChange(
  { arn, group, version, created, changed, content }: PackageVersion,
  fields: readonly string[],
  { account, region, emulator }: Call,
): void {
  const { ModelPackageDescription, ModelApprovalStatus, ModelLifeCycle, CustomerMetadataProperties } = content;
  emulator.events.publish({
    ...{ account, region },
    source: "aws.sagemaker",
    detailType: "SageMaker Model Package State Change",
    resources: [arn],
    detail: {
      ModelPackageGroupName: group,
      ModelPackageVersion: version,
      ModelPackageArn: arn,
      ModelPackageDescription,
      CreationTime: seconds(created),
      ...(changed === undefined ? {} : { LastModifiedTime: seconds(changed) }),
      ModelPackageStatus: "Completed",
      ...{ ModelApprovalStatus, ModelLifeCycle, CustomerMetadataProperties },
      InferenceSpecification: content.InferenceSpecification,
      ModelMetrics: content.ModelMetrics,
      UpdatedModelPackageFields: fields,
    },
  });
}
