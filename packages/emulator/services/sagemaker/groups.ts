import { conflict, ServiceError, validationError } from "../../errors";
import { page } from "../../pages";
import { type Call, operation, type Operations } from "../../service";
import { arnOf, groupOf, type PackageGroup, registryOf, seconds, userContext } from "./registry-state";

interface Tag {
  readonly Key: string;
  readonly Value: string;
}
const PAGE = 100;

interface CreateGroupInput {
  readonly ModelPackageGroupName: string;
  readonly ModelPackageGroupDescription?: string;
  readonly Tags?: readonly Tag[];
}

function createGroup(input: CreateGroupInput, call: Call) {
  const { ModelPackageGroupName: name, ModelPackageGroupDescription: description, Tags = [] } = input;
  const { groups } = registryOf(call);
  if (Object.hasOwn(groups, name)) throw validationError(`Model Package Group already exists: ${groups[name].arn}`);
  const arn = arnOf(call, `model-package-group/${name.toLowerCase()}`);
  groups[name] = {
    ...{ name, arn, description, created: Date.now(), createdBy: userContext(call), versions: 0 },
    tags: Object.fromEntries(Tags.map(({ Key, Value }) => [Key, Value])),
  };
  return { ModelPackageGroupArn: arn };
}

const summary = ({ name, arn, description, created }: PackageGroup) => ({
  ModelPackageGroupName: name,
  ModelPackageGroupArn: arn,
  ModelPackageGroupDescription: description,
  CreationTime: seconds(created),
  ModelPackageGroupStatus: "Completed",
});

function deleteGroup({ ModelPackageGroupName }: CreateGroupInput, call: Call) {
  const { groups, packages } = registryOf(call);
  const { name } = groupOf(ModelPackageGroupName, call);
  if (Object.values(packages).some(({ group }) => group === name))
    throw conflict(`Model Package Group ${name} contains model packages: delete them first.`);
  delete groups[name];
  return {};
}

interface ListGroupsInput {
  readonly NameContains?: string;
  readonly MaxResults?: number;
  readonly NextToken?: string;
}

function listGroups({ NameContains = "", MaxResults, NextToken }: ListGroupsInput, call: Call) {
  const found = Object.values(registryOf(call).groups).filter(({ name }) => name.includes(NameContains));
  const { items, nextToken } = page(found, { maxResults: MaxResults, nextToken: NextToken }, PAGE, call);
  return { ModelPackageGroupSummaryList: items.map(summary), NextToken: nextToken };
}

interface PolicyInput {
  readonly ModelPackageGroupName: string;
  readonly ResourcePolicy: string;
}

/** A group without a policy; words that the Terraform provider takes for "gone". */
function policyOf(name: string, call: Call): string {
  const group = registryOf(call).groups[name] as PackageGroup | undefined;
  if (group === undefined) throw validationError(`Cannot find Model Package Group: ${name}`);
  if (group.policy === undefined) throw validationError(`Cannot find resource policy for: ${group.arn}`);
  return group.policy;
}

/** Groups of model packages, and their policies. */
export const groupOperations: Operations = {
  CreateModelPackageGroup: operation(createGroup),
  DescribeModelPackageGroup: operation((input: CreateGroupInput, call) => {
    const group = groupOf(input.ModelPackageGroupName, call);
    return { ...summary(group), CreatedBy: group.createdBy };
  }),
  ListModelPackageGroups: operation(listGroups),
  DeleteModelPackageGroup: operation(deleteGroup),
  PutModelPackageGroupPolicy: operation((input: PolicyInput, call) => {
    const group = groupOf(input.ModelPackageGroupName, call);
    requireJson(input.ResourcePolicy);
    group.policy = input.ResourcePolicy;
    return { ModelPackageGroupArn: group.arn };
  }),
  GetModelPackageGroupPolicy: operation((input: PolicyInput, call) => ({
    ResourcePolicy: policyOf(input.ModelPackageGroupName, call),
  })),
  DeleteModelPackageGroupPolicy: operation((input: PolicyInput, call) => {
    policyOf(input.ModelPackageGroupName, call);
    delete registryOf(call).groups[input.ModelPackageGroupName].policy;
    return {};
  }),
};

function requireJson(text: string): void {
  try {
    JSON.parse(text);
  } catch {
    throw new ServiceError("ValidationException", 400, "The resource policy is not valid JSON.");
  }
}
