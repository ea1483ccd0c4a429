import type {
  DescribeModelPackageCommandOutput,
  ModelPackageContainerDefinition,
  UserContext,
} from "@aws-sdk/client-sagemaker";
import type { PackageView } from "../../../governance/promotions";
import { artifactsIn, imageOf } from "./addressed";

/** Parts of a version that name files in S3, and that are registered again where it is promoted to. */
export function partsOf(described: DescribeModelPackageCommandOutput) {
  return {
    InferenceSpecification: described.InferenceSpecification,
    AdditionalInferenceSpecifications: described.AdditionalInferenceSpecifications,
    ModelMetrics: described.ModelMetrics,
    DriftCheckBaselines: described.DriftCheckBaselines,
    SamplePayloadUrl: described.SamplePayloadUrl,
  };
}

/** A version as promotions look at it. */
export function packageView(described: DescribeModelPackageCommandOutput): PackageView {
  const { ModelPackageArn: release = "", ModelMetrics: metrics, ModelLifeCycle: life, ModelCard: card } = described;
  const bias = metrics?.Bias;
  return {
    release,
    version: described.ModelPackageVersion ?? 0,
    status: described.ModelPackageStatus ?? "Unknown",
    approval: described.ModelApprovalStatus,
    ...(life?.Stage === undefined || life.StageStatus === undefined
      ? {}
      : { lifeCycle: { stage: life.Stage, status: life.StageStatus } }),
    changedBy: namesOf(described.LastModifiedBy),
    ...(described.LastModifiedTime === undefined ? {} : { changedAt: described.LastModifiedTime.toISOString() }),
    madeBy: namesOf(described.CreatedBy),
    properties: described.CustomerMetadataProperties ?? {},
    ...commitOf(described),
    reports: {
      bias: [bias?.Report, bias?.PreTrainingReport, bias?.PostTrainingReport].some(
        (report) => report?.S3Uri !== undefined,
      ),
      explainability: metrics?.Explainability?.Report?.S3Uri !== undefined,
    },
    hasModelCard: hasContent(card?.ModelCardContent),
    artifacts: artifactsIn(partsOf(described)),
    images: containersOf(described).map(({ Image = "", ImageDigest }) => imageOf(Image, ImageDigest)),
  };
}

function commitOf({ MetadataProperties, CustomerMetadataProperties }: DescribeModelPackageCommandOutput) {
  const commit = MetadataProperties?.CommitId ?? CustomerMetadataProperties?.commit;
  return commit === undefined ? {} : { commit };
}

function containersOf(described: DescribeModelPackageCommandOutput): ModelPackageContainerDefinition[] {
  const { InferenceSpecification: main, AdditionalInferenceSpecifications: others = [] } = described;
  return [...(main?.Containers ?? []), ...others.flatMap(({ Containers = [] }) => Containers)];
}

/** A card without any member says nothing. */
function hasContent(card: string | undefined): boolean {
  try {
    const content: unknown = JSON.parse(card ?? "");
    return typeof content === "object" && content !== null && Object.keys(content).length > 0;
  } catch {
    return false;
  }
}

/**
 * Names by which AWS knows a person or a program: the profile of a user, the identity behind a session, the session's own name, the user,
 * or the role of a session that people do not share.
 *
 * Source: botocore, sagemaker (`UserContext`, `IamIdentity`: Arn, PrincipalId, SourceIdentity); names of sessions of Identity Center are
 * user names (IAM User Guide, aws:userid).
 */
export function namesOf(context: UserContext | undefined): string[] {
  const { UserProfileName, IamIdentity } = context ?? {};
  const { Arn: arn = "", SourceIdentity } = IamIdentity ?? {};
  const resource = arn.split(":").slice(5).join(":");
  const [type, ...path] = resource.split("/");
  const session = type === "assumed-role" || type === "user" ? path.at(-1) : undefined;
  const role = type === "assumed-role" ? path[0] : type === "role" ? path.at(-1) : undefined;
  // People of a permission set, or of a project, share a role; two sessions of any other role are one program, or one person.
  const isShared = role === undefined || /^(AWSReservedSSO_|datazone_usr_role_)/.test(role);
  const names = [UserProfileName, SourceIdentity, session, isShared ? undefined : role];
  return [...new Set(names.filter((name): name is string => name !== undefined && name.trim() !== ""))];
}
