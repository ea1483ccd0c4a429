import { madeBefore } from "../../client-tokens";
import { validationError } from "../../errors";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { publishChange } from "./change-events";
import {
  arnOf,
  groupOf,
  type PackageContent,
  packageOf,
  type PackageVersion,
  registryOf,
  seconds,
  userContext,
} from "./registry-state";

const PAGE = 100;
const MOST_PROPERTIES = 50;

interface CreateInput extends PackageContent {
  readonly ModelPackageName?: string;
  readonly ModelPackageGroupName?: string;
  readonly ClientToken?: string;
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

function create(input: CreateInput, call: Call) {
  const { ModelPackageName, ModelPackageGroupName, ClientToken: clientToken, Tags = [], ...content } = input;
  if (ModelPackageName !== undefined || ModelPackageGroupName === undefined)
    throw validationError("the sandbox registers versions of a group only: name ModelPackageGroupName alone");
  const group = groupOf(ModelPackageGroupName, call);
  const { packages } = registryOf(call);
  const before = madeBefore(packages, clientToken);
  if (before !== undefined) return { ModelPackageArn: before.arn };
  const version = ++group.versions;
  // ARNs of versions have the group's name in small letters.
  const arn = arnOf(call, `model-package/${group.name.toLowerCase()}/${version}`);
  const made: PackageVersion = {
    ...{ arn, group: group.name, version, clientToken, created: Date.now(), createdBy: userContext(call) },
    tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
    content: { ...content, ModelApprovalStatus: content.ModelApprovalStatus ?? "PendingManualApproval" },
  };
  packages[arn] = made;
  publishChange(made, [], call);
  return { ModelPackageArn: arn };
}

const summary = ({ arn, group, version, created, content }: PackageVersion) => ({
  ModelPackageGroupName: group,
  ModelPackageVersion: version,
  ModelPackageArn: arn,
  ModelPackageDescription: content.ModelPackageDescription,
  CreationTime: seconds(created),
  ModelPackageStatus: "Completed",
  ModelApprovalStatus: content.ModelApprovalStatus,
  ModelLifeCycle: content.ModelLifeCycle,
});

function describe({ ModelPackageName }: { readonly ModelPackageName: string }, call: Call) {
  const found = packageOf(ModelPackageName, call);
  const { createdBy, changed, changedBy, content } = found;
  return {
    ...summary(found),
    ...content,
    // The model requires a name, also of versions, which have none of their own.
    ModelPackageName: found.group,
    ModelPackageStatusDetails: { ValidationStatuses: [], ImageScanStatuses: [] },
    CertifyForMarketplace: false,
    CreatedBy: createdBy,
    LastModifiedTime: changed === undefined ? undefined : seconds(changed),
    LastModifiedBy: changedBy,
  };
}

interface ListInput {
  readonly ModelPackageGroupName?: string;
  readonly ModelApprovalStatus?: string;
  readonly SortOrder?: "Ascending" | "Descending";
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

function list(input: ListInput, call: Call) {
  const { ModelPackageGroupName, ModelApprovalStatus, SortOrder, MaxResults, NextToken } = input;
  const group = ModelPackageGroupName === undefined ? undefined : groupOf(ModelPackageGroupName, call).name;
  const found = Object.values(registryOf(call).packages)
    .filter((one) => group === undefined || one.group === group)
    .filter(({ content }) => ModelApprovalStatus === undefined || content.ModelApprovalStatus === ModelApprovalStatus)
    .sort((one, other) => one.created - other.created || one.version - other.version);
  if (SortOrder === "Descending") found.reverse();
  const { items, nextToken } = page(found, { maxResults: MaxResults, nextToken: NextToken }, PAGE, call);
  return { ModelPackageSummaryList: items.map(summary), NextToken: nextToken };
}

interface UpdateInput extends PackageContent {
  readonly ModelPackageArn: string;
  readonly ClientToken?: string;
  readonly CustomerMetadataPropertiesToRemove?: readonly string[];
  readonly AdditionalInferenceSpecificationsToAdd?: readonly object[];
}

function update(input: UpdateInput, call: Call) {
  const { ModelPackageArn, ClientToken: _token, ...rest } = input;
  const found = packageOf(ModelPackageArn, call);
  const {
    CustomerMetadataProperties: added,
    CustomerMetadataPropertiesToRemove: removed = [],
    AdditionalInferenceSpecificationsToAdd: specifications = [],
    ...changes
  } = rest;
  const { content } = found;
  const properties = { ...content.CustomerMetadataProperties, ...added };
  for (const name of removed) delete properties[name];
  if (Object.keys(properties).length > MOST_PROPERTIES)
    throw validationError(`A model package has at most ${MOST_PROPERTIES} properties.`);
  Object.assign(content, changes);
  if (Object.keys(properties).length > 0) content.CustomerMetadataProperties = properties;
  else delete content.CustomerMetadataProperties;
  if (specifications.length > 0)
    content.AdditionalInferenceSpecifications = [
      ...(content.AdditionalInferenceSpecifications ?? []),
      ...specifications,
    ];
  Object.assign(found, { changed: Date.now(), changedBy: userContext(call) });
  const isMetadata = added !== undefined || removed.length > 0;
  publishChange(found, [...Object.keys(changes), ...(isMetadata ? ["CustomerMetadataProperties"] : [])], call);
  return { ModelPackageArn: found.arn };
}

/** Versions of model packages. */
export const versionOperations: Operations = {
  CreateModelPackage: operation(create),
  DescribeModelPackage: operation(describe),
  ListModelPackages: operation(list),
  UpdateModelPackage: operation(update),
  DeleteModelPackage: operation(({ ModelPackageName }: { readonly ModelPackageName: string }, call) => {
    const { arn } = packageOf(ModelPackageName, call);
    delete registryOf(call).packages[arn];
    return {};
  }),
};
