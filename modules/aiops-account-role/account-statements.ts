import { PROMOTION_ACCOUNT_PERMISSIONS as ACTIONS } from "../../contracts/aiops/promotion-permissions";
import { regionalService, type Statement } from "../iam-policy";
import type { AiopsAccountRoleProps } from "./aiops-account-role";

/** A use case in an account: what of it is built or promoted here. */
export interface UseCaseHere {
  readonly useCase: string;
  /** Name of its group of model packages; nothing where it makes data releases. */
  readonly group?: string;
  readonly isBuilt: boolean;
  /** Stage that is deployed here, and where what it runs comes from. @default - none is */
  readonly deploy?: { readonly stage: string; readonly source: ArtifactSource };
}

/** Bucket from which versions are copied. */
interface ArtifactSource {
  readonly accountId: string;
  readonly region: string;
  readonly bucket: string;
}

/** Statements of the role as which functions of AI operations act in an account. */
export function accountStatements(props: AiopsAccountRoleProps): Statement[] {
  const { partition, region, accountId, prefix, useCases } = props;
  const parameters = `arn:${partition}:ssm:${region}:${accountId}:parameter/${prefix}/use-cases/*`;
  return [
    // One parameter for each place, below a path of our own.
    { sid: "Places", actions: ACTIONS.places, resources: [parameters] },
    ...built(props),
    ...promoted(props),
    ...copies(props),
    { sid: "Key", actions: ACTIONS.key, resources: [props.keyArn] },
    ...sourceKeys(props),
  ].filter(({ resources }) => resources.length > 0 && useCases.length > 0);
}

type Resourced = Statement & { readonly resources: readonly string[] };

function built({ partition, region, accountId, bucket, useCases }: AiopsAccountRoleProps): Resourced[] {
  const here = useCases.filter(({ isBuilt }) => isBuilt);
  const versions = versionsOf(here, { partition, region, accountId });
  const releases = here.filter(({ group }) => group === undefined);
  return [
    { sid: "BuiltVersions", actions: ACTIONS.built, resources: versions },
    {
      sid: "Releases",
      actions: ACTIONS.releases,
      resources: releases.map(({ useCase }) => `arn:${partition}:s3:::${bucket}/${useCase}/releases/*`),
    },
  ];
}

/** Statements about what runs: each action is about one type. */
const RUNNING = [
  ["RunningEndpoints", "sagemaker:DescribeEndpoint", "endpoint"],
  ["RunningConfigurations", "sagemaker:DescribeEndpointConfig", "endpoint-config"],
  ["RunningModels", "sagemaker:DescribeModel", "model"],
] as const;

function promoted({ partition, region, accountId, useCases }: AiopsAccountRoleProps): Resourced[] {
  // A group in which versions are built is none to which they are promoted: what was built there is approved by people.
  const here = useCases.filter(({ deploy, isBuilt }) => deploy !== undefined && !isBuilt);
  const serving = useCases.flatMap(({ useCase, deploy, group }) =>
    deploy === undefined || group === undefined ? [] : [`${useCase}-${deploy.stage}-*`],
  );
  const own = (resource: string) => `arn:${partition}:sagemaker:${region}:${accountId}:${resource}`;
  return [
    {
      sid: "PromotedVersions",
      actions: ACTIONS.promoted,
      resources: versionsOf(here, { partition, region, accountId }),
    },
    ...RUNNING.map(([sid, action, type]) => ({
      sid,
      actions: ACTIONS.running.filter((name) => name === action),
      resources: serving.map((name) => own(`${type}/${name}`)),
    })),
  ];
}

function copies({ partition, bucket, useCases }: AiopsAccountRoleProps): Resourced[] {
  const here = withSources(useCases);
  const s3 = (name: string, key?: string) => `arn:${partition}:s3:::${name}${key === undefined ? "" : `/${key}`}`;
  return [
    {
      sid: "Sources",
      actions: ACTIONS.sources,
      resources: here.map(({ useCase, source }) => s3(source.bucket, `${useCase}/*`)),
    },
    {
      sid: "SourceNames",
      actions: ACTIONS.sourceNames,
      resources: [...new Set(here.map(({ source }) => s3(source.bucket)))],
      conditions: { StringLike: { "s3:prefix": here.map(({ useCase }) => `${useCase}/*`) } },
    },
    {
      sid: "Copies",
      actions: ACTIONS.copies,
      resources: here.map(({ useCase }) => s3(bucket, `${useCase}/models/*`)),
    },
    { sid: "CopyNames", actions: ACTIONS.copyNames, resources: here.length === 0 ? [] : [s3(bucket)] },
  ];
}

/** Keys of the buckets that are copied from: AWS chooses their ids, and their policies name this role. */
function sourceKeys({ partition, accountId, useCases }: AiopsAccountRoleProps): Resourced[] {
  const others = withSources(useCases).filter(({ source }) => source.accountId !== accountId);
  const regions = [...new Set(others.map(({ source }) => source.region))];
  return [
    {
      sid: "SourceKeys",
      actions: ["kms:Decrypt"],
      resources: [
        ...new Set(others.map(({ source }) => `arn:${partition}:kms:${source.region}:${source.accountId}:key/*`)),
      ],
      conditions: {
        StringEquals: { "kms:ViaService": regions.map((region) => regionalService({ partition, region }, "s3")) },
      },
    },
  ];
}

/** Model packages alone are copied: a data release is copied by its deployment. */
function withSources(useCases: readonly UseCaseHere[]) {
  return useCases.flatMap(({ useCase, group, deploy }) =>
    group === undefined || deploy === undefined ? [] : [{ useCase, source: deploy.source }],
  );
}

/** ARNs of versions: SageMaker writes the names of groups in small letters there. */
function versionsOf(
  useCases: readonly UseCaseHere[],
  { partition, region, accountId }: { readonly partition: string; readonly region: string; readonly accountId: string },
): string[] {
  return useCases.flatMap(({ group }) =>
    group === undefined
      ? []
      : [`arn:${partition}:sagemaker:${region}:${accountId}:model-package/${group.toLowerCase()}/*`],
  );
}
