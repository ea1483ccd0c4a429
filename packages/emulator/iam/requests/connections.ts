import {
  action,
  all,
  anywhere,
  arnPrefix,
  type Asked,
  list,
  named,
  type Need,
  type ServiceNeeds,
  type Target,
  text,
} from "./need";
import { keys, removedTags, requestTags, tagsOf } from "./tags";

const PREFIX = "codeconnections";

/** Connection or host of a request. */
const onResource = (asked: Asked): Target[] => {
  const members = ["ConnectionArn", "HostArn", "ResourceArn"];
  return [{ resource: members.map((member) => text(asked.input, member)).find(Boolean) ?? "" }];
};

/**
 * Calls of EC2 that CreateHost makes in the caller's name for a host in a VPC.
 *
 * @see https://docs.aws.amazon.com/dtconsole/latest/userguide/connections-permissions.html
 */
const VPC_ACTIONS = [
  "ec2:CreateNetworkInterface",
  "ec2:CreateVpcEndpoint",
  "ec2:DescribeDhcpOptions",
  "ec2:DescribeNetworkInterfaces",
  "ec2:DescribeSubnets",
  "ec2:DescribeVpcEndpoints",
  "ec2:DescribeVpcs",
];

const onVpcOfHost = ({ input }: Asked): Need[] =>
  input.VpcConfiguration === undefined ? [] : VPC_ACTIONS.map((name) => ({ action: name, resource: "*" }));

/** A connection or host that is about to be made has no ARN that a policy could name. */
const onNew = ({ input }: Asked): Target[] => {
  const vpc = (input.VpcConfiguration as { VpcId?: string } | undefined)?.VpcId;
  const own = keys({ "codeconnections:providertype": text(input, "ProviderType"), "codeconnections:vpcid": vpc });
  return [{ resource: "*", context: { ...requestTags(tagsOf(input.Tags)), ...own } }];
};

const onAllConnections = ({ call, input }: Asked): Target[] => {
  const context = keys({ "codeconnections:providertypefilter": text(input, "ProviderTypeFilter") });
  return [{ resource: `${arnPrefix(call, PREFIX)}connection/*`, context }];
};

/** AWS CodeConnections. @see https://docs.aws.amazon.com/dtconsole/latest/userguide/permissions-reference-connections.html */
export const codeConnections: ServiceNeeds = {
  prefix: PREFIX,
  operations: {
    ...named(PREFIX, anywhere, "ListHosts"),
    ...named(PREFIX, onAllConnections, "ListConnections"),
    ...named(
      PREFIX,
      onResource,
      "DeleteConnection",
      "DeleteHost",
      "GetConnection",
      "GetHost",
      "ListTagsForResource",
      "UpdateHost",
    ),
    ...named(PREFIX, onNew, "CreateConnection"),
    CreateHost: all(action(`${PREFIX}:CreateHost`, onNew), onVpcOfHost),
    ...named(
      PREFIX,
      (asked) => onResource(asked).map((target) => ({ ...target, context: requestTags(tagsOf(asked.input.Tags)) })),
      "TagResource",
    ),
    ...named(
      PREFIX,
      (asked) => onResource(asked).map((target) => ({ ...target, context: removedTags(list(asked.input, "TagKeys")) })),
      "UntagResource",
    ),
  },
};
