import type { SeedParameters } from "../model";
import { arnsOf, useOfKey, type SeedStatement } from "./statement";

/** Actions of the job `train` of a model's build repository: `pipeline/run.py`. */
export function modelBuildPermissions({ useCase, build }: SeedParameters): SeedStatement[] {
  const { s3, own } = arnsOf(build);
  const pipeline = `pipeline/${useCase}-build`;
  return [
    { sid: "PutCode", actions: ["s3:PutObject"], resources: [s3(build.bucket, `${useCase}/code/*`)] },
    {
      sid: "KeepThePipeline",
      actions: ["CreatePipeline", "DescribePipeline", "StartPipelineExecution", "UpdatePipeline"].map(ofSageMaker),
      resources: [own("sagemaker", pipeline)],
    },
    {
      sid: "FollowRuns",
      actions: ["DescribePipelineExecution", "ListPipelineExecutionSteps"].map(ofSageMaker),
      resources: [own("sagemaker", `${pipeline}/execution/*`)],
    },
    {
      sid: "PassTheRoleOfTheJobs",
      actions: ["iam:PassRole"],
      resources: [build.executionRole],
      condition: { StringEquals: { "iam:PassedToService": "sagemaker.amazonaws.com" } },
    },
    ...useOfKey(build.kmsKey),
  ];
}

/** Actions of the job `release` of a data pipeline's build repository: `pipeline/release.py`. */
export function dataBuildPermissions({ useCase, build }: SeedParameters): SeedStatement[] {
  const { s3 } = arnsOf(build);
  return [
    { sid: "PutReleases", actions: ["s3:PutObject"], resources: [s3(build.bucket, `${useCase}/releases/*`)] },
    ...useOfKey(build.kmsKey),
  ];
}

function ofSageMaker(action: string): string {
  return `sagemaker:${action}`;
}
