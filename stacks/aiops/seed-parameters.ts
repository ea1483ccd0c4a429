import type { ResolvedUseCase, ResolvedUseCasePlace, ResolvedUseCaseStage } from "../../configuration/model";
import { AIOPS_NAMES } from "../../contracts/aiops/names";
import type { SeedParameters } from "../../seeds";
import { artifactsOf } from "./place-names";

/** Things of an account that a use case's permissions name: those of the place whose role is made. */
export interface OwnPlace {
  readonly partition: string;
  /** Expression of the ARN of the account's key of artifacts. */
  readonly keyArn: string;
  readonly alarmTopicArn: string;
  /** Expression of the id of the build's project. @default - nothing is built here */
  readonly projectId?: string;
}

/**
 * Parameters of a use case as its template's permissions are computed from them. Keys and topics are this account's: permissions of a
 * place name its own.
 */
export function seedParametersOf(useCase: ResolvedUseCase, own: OwnPlace): SeedParameters {
  const { key, title, team, owners, platformOwners, pattern, modelPackageGroup, options, build, stages } = useCase;
  const { partition } = own;
  return {
    useCase: key,
    ...{ title, team, owners, platformOwners, pattern, options },
    // Permissions name the group in ARNs, in which SageMaker writes it in small letters.
    modelPackageGroup: modelPackageGroup.toLowerCase(),
    build: { ...placeOf(build, own), executionRole: executionRoleArn(partition, build, own.projectId) },
    stages: stages.map((stage) => ({ ...placeOf(stage, own), ...deployOf(stage, key, own) })),
  };
}

/** Role of the members of a project, which the service makes: its name ends in the id of the project's Tooling environment. */
function executionRoleArn(partition: string, { account }: ResolvedUseCasePlace, projectId = "*"): string {
  return `arn:${partition}:iam::${account.id}:role/datazone_usr_role_${projectId}_*`;
}

function placeOf(place: ResolvedUseCasePlace, { keyArn }: OwnPlace) {
  const { stage, account, region, network } = place;
  return {
    name: stage,
    account: account.id,
    region,
    bucket: artifactsOf(place),
    kmsKey: keyArn,
    projectId: null,
    subnets: network?.subnetIds ?? [],
    securityGroups: network?.securityGroupIds ?? [],
  };
}

function deployOf(stage: ResolvedUseCaseStage, useCase: string, { partition, alarmTopicArn }: OwnPlace) {
  const { namePrefix, account, region, production, approval } = stage;
  const boundary = AIOPS_NAMES.boundary(namePrefix, useCase);
  return {
    stateBucket: AIOPS_NAMES.deployStates(namePrefix, account.id, region),
    permissionsBoundary: `arn:${partition}:iam::${account.id}:policy/${boundary}`,
    production,
    approval,
    alarmTopic: alarmTopicArn,
  };
}
