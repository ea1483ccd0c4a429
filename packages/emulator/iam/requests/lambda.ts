import type { ConditionContext } from "../model";
import { eventSources, type EventSourceMapping } from "../../services/lambda/event-sources/model";
import { parseFunctionName } from "../../services/lambda/function-names";
import { keyUse } from "./key-use";
import {
  accountOfArn,
  action,
  all,
  anywhere,
  arnPrefix,
  type Asked,
  list,
  named,
  type Need,
  type NeedsOf,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { passRole } from "./pass-role";
import { s3 } from "./s3";
import { removedTags, requestTags, resourceTags, tagsOf } from "./tags";

const PREFIX = "lambda";

/** ARN of the function that a request names, with the qualifier where it matters to the action. */
async function functionTarget(asked: Asked, qualified: boolean, context: ConditionContext = {}): Promise<Target[]> {
  const { call, input, facts } = asked;
  const named = text(input, "FunctionName") || text(input, "Resource");
  const { name, qualifier, account = call.account, region = call.region } = parseFunctionName(named);
  const arn = `${arnPrefix({ ...call, region }, PREFIX, account)}function:${name}`;
  const asksFor = text(input, "Qualifier") || qualifier;
  const resource = qualified && asksFor !== undefined ? `${arn}:${asksFor}` : arn;
  const tags = (await facts.fn(arn))?.tags ?? {};
  // Lambda's condition key of its own: the function without a qualifier.
  const own = { "lambda:functionarn": resource };
  return [{ resource, accountId: account, context: { ...resourceTags(tags), ...own, ...context } }];
}

const onFunction = (asked: Asked) => functionTarget(asked, false);
/** A caller of a version or an alias is judged by the qualified ARN. */
const onQualified = (asked: Asked) => functionTarget(asked, true);

interface Code {
  readonly S3Bucket?: string;
  readonly S3Key?: string;
}

/** Code in S3 is read in the caller's name. */
const readsCode: NeedsOf = (asked) => {
  const { S3Bucket, S3Key } = { ...(asked.input.Code as Code | undefined), ...(asked.input as Code) };
  if (S3Bucket === undefined || S3Key === undefined) return [];
  const input = { Bucket: S3Bucket, Key: S3Key, query: {}, headers: {}, body: Buffer.alloc(0) };
  return s3.operations.GetObject({ ...asked, operation: "GetObject", input });
};

/** Needs of what a function's configuration refers to: its role, layers, network and key. */
const configuration: NeedsOf = async (asked) => {
  const { input, call } = asked;
  const [{ resource }] = await functionTarget(asked, false);
  const role = text(input, "Role");
  const layers = list(input, "Layers").map(String);
  const network = (input.VpcConfig ?? {}) as { SubnetIds?: string[] };
  const key = text(input, "KMSKeyArn");
  const needs: Need[] = layers.map((layer) => ({
    action: "lambda:GetLayerVersion",
    resource: layer,
    accountId: accountOfArn(layer),
  }));
  if (role !== "") needs.push(passRole(role, "lambda.amazonaws.com", resource));
  if ((network.SubnetIds ?? []).length > 0)
    for (const described of ["SecurityGroups", "Subnets", "Vpcs"])
      needs.push({ action: `ec2:Describe${described}`, resource: "*", context: { "ec2:region": call.region } });
  if (key !== "") {
    const actions = ["kms:DescribeKey", "kms:CreateGrant", "kms:Encrypt"];
    needs.push(...(await keyUse(asked, key, { service: PREFIX, actions, place: call, grantsForResource: true })));
  }
  return needs;
};

const tags = ({ input }: Asked): ConditionContext => requestTags(tagsOf(input.Tags));

const creation = (asked: Asked): Promise<Target[]> => {
  const network = (asked.input.VpcConfig ?? {}) as { SubnetIds?: string[]; SecurityGroupIds?: string[] };
  const layers = list(asked.input, "Layers").map(String);
  return functionTarget(asked, false, {
    ...tags(asked),
    ...(layers.length > 0 ? { "lambda:layer": layers } : {}),
    ...(network.SubnetIds?.length ? { "lambda:subnetids": network.SubnetIds } : {}),
    ...(network.SecurityGroupIds?.length ? { "lambda:securitygroupids": network.SecurityGroupIds } : {}),
  });
};

const tagsOnCreation: NeedsOf = async (asked) =>
  Object.keys(tagsOf(asked.input.Tags)).length === 0
    ? []
    : action("lambda:TagResource", (each) => functionTarget(each, false, tags(each)))(asked);

const publishes: NeedsOf = (asked) =>
  asked.input.Publish === true ? action("lambda:PublishVersion", onFunction)(asked) : [];

const permission = (asked: Asked): Promise<Target[]> => {
  const principal = text(asked.input, "Principal");
  return functionTarget(asked, true, principal === "" ? {} : { "lambda:principal": principal });
};

/** A mapping that a request names by its UUID; of one that is not there only the ARN is known. */
const onMapping = ({ call, input }: Asked): Target[] => {
  const uuid = text(input, "UUID");
  const found = eventSources(call.emulator.store, call)[uuid] as EventSourceMapping | undefined;
  const own: ConditionContext = found === undefined ? {} : { "lambda:functionarn": unqualified(found.functionArn) };
  const resource = `${arnPrefix(call, PREFIX)}event-source-mapping:${uuid}`;
  return [{ resource, context: { ...resourceTags(found?.tags ?? {}), ...own } }];
};

const unqualified = (functionArn: string): string => functionArn.split(":").slice(0, 7).join(":");

/** A mapping that is to be made has no ARN yet; policies can only look at the function. */
const newMapping = async (asked: Asked): Promise<Target[]> => {
  const [{ resource }] = await functionTarget(asked, false);
  return [{ resource: "*", context: { "lambda:functionarn": resource, ...tags(asked) } }];
};

const mappingTagsOnCreation: NeedsOf = (asked) =>
  Object.keys(tagsOf(asked.input.Tags)).length === 0
    ? []
    : [
        {
          action: "lambda:TagResource",
          resource: `${arnPrefix(asked.call, PREFIX)}event-source-mapping:*`,
          context: tags(asked),
        },
      ];

/** A function or a mapping, by the ARN that operations on tags have in their path. */
const tagged = (asked: Asked, context: ConditionContext = {}): Promise<Target[]> | Target[] => {
  const [, uuid] = /:event-source-mapping:(.+)$/.exec(text(asked.input, "Resource")) ?? [];
  if (uuid === undefined) return functionTarget(asked, false, context);
  const [target] = onMapping({ ...asked, input: { UUID: uuid } });
  return [{ ...target, context: { ...target.context, ...context } }];
};

/**
 * AWS Lambda.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-api-permissions-ref.html
 */
export const lambda: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, anywhere, "ListEventSourceMappings", "ListFunctions"),
    ...named(PREFIX, onMapping, "DeleteEventSourceMapping", "GetEventSourceMapping", "UpdateEventSourceMapping"),
    CreateEventSourceMapping: all(action("lambda:CreateEventSourceMapping", newMapping), mappingTagsOnCreation),
    ...named(
      PREFIX,
      onFunction,
      "CreateAlias",
      "DeleteAlias",
      "DeleteFunctionConcurrency",
      "GetAlias",
      "GetFunctionCodeSigningConfig",
      "GetFunctionConcurrency",
      "GetFunctionRecursionConfig",
      "ListAliases",
      "ListVersionsByFunction",
      "PublishVersion",
      "PutFunctionConcurrency",
      "PutFunctionRecursionConfig",
      "UpdateAlias",
    ),
    ...named(
      PREFIX,
      onQualified,
      "DeleteFunction",
      "GetFunction",
      "GetFunctionConfiguration",
      "GetPolicy",
      "GetRuntimeManagementConfig",
    ),
    ...named(PREFIX, permission, "AddPermission", "RemovePermission"),
    ...named(PREFIX, (asked) => tagged(asked), "ListTags"),
    ...named(PREFIX, (asked) => tagged(asked, tags(asked)), "TagResource"),
    ...named(PREFIX, (asked) => tagged(asked, removedTags(list(asked.input, "TagKeys"))), "UntagResource"),
    CreateFunction: all(action("lambda:CreateFunction", creation), configuration, readsCode, tagsOnCreation, publishes),
    UpdateFunctionCode: all(action("lambda:UpdateFunctionCode", onFunction), readsCode, publishes),
    UpdateFunctionConfiguration: all(action("lambda:UpdateFunctionConfiguration", onFunction), configuration),
    Invoke: action("lambda:InvokeFunction", onQualified),
  },
};
