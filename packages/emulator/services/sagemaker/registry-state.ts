import { validationError } from "../../errors";
import { partitionOf } from "../../iam/requests/need";
import type { Call } from "../../service";

/** Somebody who has made or changed something, as the registry describes it. */
export interface UserContext {
  readonly IamIdentity: { readonly Arn: string; readonly PrincipalId: string; readonly SourceIdentity?: string };
}

/** A group of model packages. */
export interface PackageGroup {
  readonly name: string;
  readonly arn: string;
  readonly description?: string;
  readonly created: number;
  readonly createdBy: UserContext;
  tags: Record<string, string>;
  policy?: string;
  /** Highest version so far: numbers are not used again. */
  versions: number;
}

/** Members of a version that its requests write. */
export interface PackageContent {
  ModelPackageDescription?: string;
  InferenceSpecification?: object;
  ModelApprovalStatus?: string;
  MetadataProperties?: object;
  ModelMetrics?: object;
  Domain?: string;
  Task?: string;
  SamplePayloadUrl?: string;
  CustomerMetadataProperties?: Record<string, string>;
  DriftCheckBaselines?: object;
  AdditionalInferenceSpecifications?: object[];
  SkipModelValidation?: string;
  SourceUri?: string;
  SecurityConfig?: object;
  ModelCard?: object;
  ModelLifeCycle?: object;
  ApprovalDescription?: string;
}

/** A version of a model package. */
export interface PackageVersion {
  readonly arn: string;
  readonly group: string;
  readonly version: number;
  readonly clientToken?: string;
  readonly created: number;
  readonly createdBy: UserContext;
  changed?: number;
  changedBy?: UserContext;
  tags: Record<string, string>;
  content: PackageContent;
}

/** Registry of an account in a Region. */
export interface Registry {
  readonly groups: Record<string, PackageGroup>;
  readonly packages: Record<string, PackageVersion>;
}

/** Registry of the caller's account. */
export const registryOf = (call: Call): Registry =>
  call.emulator.store.state<Registry>("sagemaker", call.account, call.region, () => ({ groups: {}, packages: {} }));

/** ARN of something of the caller's registry. */
export const arnOf = (call: Call, resource: string): string =>
  `arn:${partitionOf(call.region)}:sagemaker:${call.region}:${call.account}:${resource}`;

/** A group by its name or ARN. @throws ServiceError ValidationException */
export function groupOf(nameOrArn: string, call: Call): PackageGroup {
  const name = nameOrArn.split("/").at(-1) ?? "";
  const group = registryOf(call).groups[name] as PackageGroup | undefined;
  if (group === undefined)
    throw validationError(`ModelPackageGroup ${arnOf(call, `model-package-group/${name}`)} does not exist.`);
  return group;
}

/** A version by its ARN. @throws ServiceError ValidationException */
export function packageOf(arn: string, call: Call): PackageVersion {
  const found = registryOf(call).packages[arn] as PackageVersion | undefined;
  if (found === undefined) throw validationError(`ModelPackage ${arn} does not exist.`);
  return found;
}

/** The caller, as the registry remembers it. */
export function userContext({ callerArn }: Call): UserContext {
  const [, , , , , ...rest] = callerArn.split(":");
  const [type, role = "", session = ""] = rest.join(":").split("/");
  const id = type === "assumed-role" ? `AROAEMULATOR${role.toUpperCase().slice(0, 9)}:${session}` : "AIDAEMULATOR";
  return { IamIdentity: { Arn: callerArn, PrincipalId: id } };
}

/** Time as the service writes it into JSON: seconds. */
export const seconds = (milliseconds: number): number => milliseconds / 1000;
