import type { UseCasePlace } from "../../contracts/aiops/place";
import type { UseCaseSettings, UseCaseStageSettings } from "../../contracts/aiops/settings";

/** Parameters of a template, in the form of `docs/use-case-templates.md`; the template checks them. */
export function parametersOf(
  key: string,
  useCase: UseCaseSettings,
  executionRole: string,
  places: Readonly<Record<string, UseCasePlace>>,
): object {
  const { title, team, owners, platformOwners, pattern, modelPackageGroup, options, build, stages } = useCase;
  return {
    useCase: key,
    ...{ title, team, owners, platformOwners, pattern, modelPackageGroup },
    build: { name: build.name, ...placeOf(places[build.name]), executionRole },
    stages: stages.map((stage) => stageOf(stage, places[stage.name])),
    options,
  };
}

function stageOf({ name, production, approval }: UseCaseStageSettings, place: UseCasePlace): object {
  const { stateBucket, permissionsBoundaryArn, alarmTopicArn } = place;
  return {
    name,
    ...placeOf(place),
    ...{ stateBucket, permissionsBoundary: permissionsBoundaryArn, production, approval, alarmTopic: alarmTopicArn },
  };
}

function placeOf({ account, region, bucket, kmsKeyArn, projectId, subnetIds, securityGroupIds }: UseCasePlace): object {
  return {
    ...{ account, region, bucket, kmsKey: kmsKeyArn, projectId },
    ...{ subnets: subnetIds, securityGroups: securityGroupIds },
  };
}
