import { randomUUID } from "node:crypto";
import { ServiceError } from "../../errors";
import { awsJson } from "../../http/protocols";
import { page } from "../../pages";
import { type Call, operation, type Service } from "../../service";
import type { ConnectionStatus } from "./handshake";

interface Tag {
  readonly Key: string;
  readonly Value: string;
}

interface Connection {
  arn: string;
  name: string;
  providerType?: string;
  hostArn?: string;
  /** @default "PENDING" */
  status?: ConnectionStatus;
  tags: Record<string, string>;
}

interface Host {
  arn: string;
  name: string;
  providerType: string;
  providerEndpoint: string;
  vpcConfiguration?: object;
  /** @default "PENDING" */
  status?: "PENDING" | "AVAILABLE";
  tags: Record<string, string>;
}

interface State {
  connections: Record<string, Connection>;
  hosts: Record<string, Host>;
}

const PAGE = 100;

const stateOf = (call: Call) =>
  call.emulator.store.state<State>("codeconnections", call.account, call.region, () => ({
    connections: {},
    hosts: {},
  }));

const missing = (arn: string) => new ServiceError("ResourceNotFoundException", 400, `${arn} not found`);
const newArn = (kind: string, call: Call) =>
  `arn:aws:codeconnections:${call.region}:${call.account}:${kind}/${randomUUID()}`;
const tagMap = (tags: readonly Tag[] = []) => Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

function find<T>(items: Record<string, T>, arn: string): T {
  if (!items[arn]) throw missing(arn);
  return items[arn];
}

/** PENDING until the handshake, which is made by a human in the console only (`finishHandshake`). @see https://docs.aws.amazon.com/dtconsole/latest/userguide/welcome-connections-workflow.html */
const describeConnection = (connection: Connection, call: Call) => ({
  ConnectionName: connection.name,
  ConnectionArn: connection.arn,
  ProviderType: connection.providerType,
  OwnerAccountId: call.account,
  ConnectionStatus: connection.status ?? "PENDING",
  HostArn: connection.hostArn,
});

const describeHost = (host: Host) => ({
  Name: host.name,
  Status: host.status ?? "PENDING",
  ProviderType: host.providerType,
  ProviderEndpoint: host.providerEndpoint,
  VpcConfiguration: host.vpcConfiguration,
});

interface CreateConnectionInput {
  ConnectionName: string;
  ProviderType?: string;
  HostArn?: string;
  Tags?: Tag[];
}

function createConnection(input: CreateConnectionInput, call: Call) {
  const { connections, hosts } = stateOf(call);
  const invalid = (message: string) => new ServiceError("InvalidInputException", 400, message);
  if ((input.ProviderType === undefined) === (input.HostArn === undefined))
    throw invalid("exactly one of ProviderType and HostArn is required");
  if (Object.values(connections).some(({ name }) => name === input.ConnectionName))
    throw invalid(`A connection named ${input.ConnectionName} already exists`);
  const providerType = input.ProviderType ?? find(hosts, input.HostArn!).providerType;
  const arn = newArn("connection", call);
  connections[arn] = {
    arn,
    name: input.ConnectionName,
    providerType,
    hostArn: input.HostArn,
    tags: tagMap(input.Tags),
  };
  return { ConnectionArn: arn, Tags: input.Tags };
}

interface CreateHostInput {
  Name: string;
  ProviderType: string;
  ProviderEndpoint: string;
  VpcConfiguration?: object;
  Tags?: Tag[];
}

function createHost(input: CreateHostInput, call: Call) {
  const arn = newArn("host", call);
  stateOf(call).hosts[arn] = {
    arn,
    name: input.Name,
    providerType: input.ProviderType,
    providerEndpoint: input.ProviderEndpoint,
    vpcConfiguration: input.VpcConfiguration,
    tags: tagMap(input.Tags),
  };
  return { HostArn: arn, Tags: input.Tags };
}

function taggable(arn: string, call: Call): Connection | Host {
  const { connections, hosts } = stateOf(call);
  const found = connections[arn] ?? hosts[arn];
  if (!found) throw missing(arn);
  return found;
}

const request = (input: { MaxResults?: number; NextToken?: string }) => ({
  maxResults: input.MaxResults,
  nextToken: input.NextToken,
});

/** AWS CodeConnections. */
export const codeConnections: Service = {
  signingName: "codeconnections",
  model: "codeconnections",
  protocol: awsJson("1.0"),
  operations: {
    CreateConnection: operation(createConnection),
    GetConnection: operation((input: { ConnectionArn: string }, call) => ({
      Connection: describeConnection(find(stateOf(call).connections, input.ConnectionArn), call),
    })),
    DeleteConnection: operation((input: { ConnectionArn: string }, call) => {
      const { connections } = stateOf(call);
      delete connections[find(connections, input.ConnectionArn).arn];
      return {};
    }),
    ListConnections: operation((input: { MaxResults?: number; NextToken?: string }, call) => {
      const { items, nextToken } = page(Object.values(stateOf(call).connections), request(input), PAGE, call);
      return { Connections: items.map((connection) => describeConnection(connection, call)), NextToken: nextToken };
    }),
    CreateHost: operation(createHost),
    GetHost: operation((input: { HostArn: string }, call) => describeHost(find(stateOf(call).hosts, input.HostArn))),
    UpdateHost: operation((input: { HostArn: string; ProviderEndpoint?: string; VpcConfiguration?: object }, call) => {
      const host = find(stateOf(call).hosts, input.HostArn);
      host.providerEndpoint = input.ProviderEndpoint ?? host.providerEndpoint;
      host.vpcConfiguration = input.VpcConfiguration ?? host.vpcConfiguration;
      return {};
    }),
    DeleteHost: operation((input: { HostArn: string }, call) => {
      const { hosts, connections } = stateOf(call);
      const host = find(hosts, input.HostArn);
      if (Object.values(connections).some(({ hostArn }) => hostArn === host.arn))
        throw new ServiceError("ResourceUnavailableException", 400, `${host.arn} is used by a connection`);
      delete hosts[host.arn];
      return {};
    }),
    ListHosts: operation((input: { MaxResults?: number; NextToken?: string }, call) => {
      const { items, nextToken } = page(Object.values(stateOf(call).hosts), request(input), PAGE, call);
      return { Hosts: items.map((host) => ({ ...describeHost(host), HostArn: host.arn })), NextToken: nextToken };
    }),
    TagResource: operation((input: { ResourceArn: string; Tags: Tag[] }, call) => {
      Object.assign(taggable(input.ResourceArn, call).tags, tagMap(input.Tags));
      return {};
    }),
    UntagResource: operation((input: { ResourceArn: string; TagKeys: string[] }, call) => {
      const { tags } = taggable(input.ResourceArn, call);
      for (const key of input.TagKeys) delete tags[key];
      return {};
    }),
    ListTagsForResource: operation((input: { ResourceArn: string }, call) => ({
      Tags: Object.entries(taggable(input.ResourceArn, call).tags).map(([Key, Value]) => ({ Key, Value })),
    })),
  },
};
