import type { ConditionContext } from "../model";
import {
  all,
  action,
  arnPrefix,
  type Asked,
  list,
  named,
  type NeedsOf,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { keys, removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "sagemaker";

const nameIn = (value: string): string => value.split("/").at(-1) ?? "";

const onGroup = (asked: Asked, context: ConditionContext = {}): Target[] => {
  const name = nameIn(text(asked.input, "ModelPackageGroupName")).toLowerCase();
  return [{ resource: `${arnPrefix(asked.call, PREFIX)}model-package-group/${name}`, context }];
};

const onVersion = ({ input }: Asked, context: ConditionContext = {}): Target[] => [
  { resource: text(input, "ModelPackageArn") || text(input, "ModelPackageName"), context },
];

/** Versions of a group: which one it will be, or which ones are listed, is not known beforehand. */
const onVersions = (asked: Asked, context: ConditionContext = {}): Target[] => {
  const name = nameIn(text(asked.input, "ModelPackageGroupName")).toLowerCase();
  return [{ resource: `${arnPrefix(asked.call, PREFIX)}model-package/${name}/*`, context }];
};

const approval = ({ input }: Asked): ConditionContext =>
  keys({ "sagemaker:modelapprovalstatus": text(input, "ModelApprovalStatus") });

const tagsOnCreation: NeedsOf = (asked) =>
  list(asked.input, "Tags").length > 0
    ? action("sagemaker:AddTags", () => onGroup(asked, requestTags(tagsOf(asked.input.Tags))))(asked)
    : [];

const onResource = ({ input }: Asked, context: ConditionContext = {}): Target[] => [
  { resource: text(input, "ResourceArn"), context },
];

/** Operations on one thing that a member of the request names, with the beginning of its ARN. */
const onNamed = (type: string, member: string, ...operations: string[]) =>
  named(
    PREFIX,
    ({ call, input }) => [{ resource: `${arnPrefix(call, PREFIX)}${type}/${text(input, member).toLowerCase()}` }],
    ...operations,
  );

/**
 * SageMaker: the registry of models, and what serves a model.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsagemaker.html
 * @see https://docs.aws.amazon.com/sagemaker/latest/dg/model-registry-deploy-xaccount.html (ListModelPackages, CreateModelPackage on model-package/<group>/*)
 */
export const sagemaker: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    CreateModelPackageGroup: all(
      action("sagemaker:CreateModelPackageGroup", (asked) => onGroup(asked, requestTags(tagsOf(asked.input.Tags)))),
      tagsOnCreation,
    ),
    ...named(
      PREFIX,
      (asked) => onGroup(asked),
      "DeleteModelPackageGroup",
      "DeleteModelPackageGroupPolicy",
      "DescribeModelPackageGroup",
      "GetModelPackageGroupPolicy",
      "PutModelPackageGroupPolicy",
    ),
    ...named(PREFIX, () => [{ resource: "*" }], "ListModelPackageGroups"),
    ...named(PREFIX, (asked) => onVersions(asked, approval(asked)), "CreateModelPackage"),
    ...named(PREFIX, (asked) => onVersions(asked), "ListModelPackages"),
    ...named(PREFIX, (asked) => onVersion(asked, approval(asked)), "UpdateModelPackage"),
    ...named(PREFIX, (asked) => onVersion(asked), "DeleteModelPackage", "DescribeModelPackage"),
    ...named(PREFIX, (asked) => onResource(asked, requestTags(tagsOf(asked.input.Tags))), "AddTags"),
    ...named(PREFIX, (asked) => onResource(asked, removedTags(list(asked.input, "TagKeys"))), "DeleteTags"),
    ...named(PREFIX, (asked) => onResource(asked), "ListTags"),
    ...onNamed("endpoint", "EndpointName", "DescribeEndpoint"),
    ...onNamed("endpoint-config", "EndpointConfigName", "DescribeEndpointConfig"),
    ...onNamed("model", "ModelName", "DescribeModel"),
  },
};
