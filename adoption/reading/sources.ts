import {
  type AwsLocation,
  type ConnectionSummary,
  GetConnectionCommand,
  type GetConnectionOutput,
  ListConnectionsCommand,
  ListDataSourcesCommand,
} from "@aws-sdk/client-datazone";
import { isDenied } from "../../aws/faults";
import { allPages } from "../../aws/pages";
import { isBroughtConnection, memberOf } from "../../contracts/service/connections";
import type { LiveConnection, LiveSources } from "../live-sources";
import type { AccountClients } from "./access";
import { readDataSource } from "./data-sources";
import { eachOf, sortedBy } from "./order";
import { reasonOf } from "./unreadable-account";

/** Connections and data sources of a project. The service shows connections to its members only: others learn the reason. */
export async function readSources(
  clients: AccountClients,
  domainIdentifier: string,
  projectIdentifier: string,
): Promise<LiveSources> {
  try {
    return await visibleSources(clients, domainIdentifier, projectIdentifier);
  } catch (error) {
    if (!isDenied(error)) throw error;
    return { connections: [], dataSources: [], connectionNames: {}, hidden: reasonOf(error) };
  }
}

async function visibleSources(
  clients: AccountClients,
  domainIdentifier: string,
  projectIdentifier: string,
): Promise<LiveSources> {
  const { datazone } = clients;
  const on = { domainIdentifier, projectIdentifier };
  const summaries = await allPages(
    (nextToken) => datazone.send(new ListConnectionsCommand({ ...on, nextToken })),
    (page) => page.items,
  );
  const tooling = summaries.find(({ type, name = "" }) => type === "IAM" && isBroughtConnection(name));
  const made = sortedBy(
    summaries.filter(({ name = "" }) => !isBroughtConnection(name)),
    ({ name = "" }) => name,
  );
  const connections = await eachOf(made, async ({ connectionId: identifier = "" }) =>
    connectionOf(await datazone.send(new GetConnectionCommand({ domainIdentifier, identifier })), tooling),
  );
  const sources = await allPages(
    (nextToken) => datazone.send(new ListDataSourcesCommand({ ...on, nextToken })),
    (page) => page.items,
  );
  const dataSources = await eachOf(
    sortedBy(sources, ({ name = "" }) => name),
    ({ dataSourceId = "" }) => readDataSource(clients, domainIdentifier, dataSourceId),
  );
  const names = summaries.map(({ connectionId = "", name = "" }) => [connectionId, name] as const);
  return { connections, dataSources, connectionNames: Object.fromEntries(names) };
}

function connectionOf(live: GetConnectionOutput, tooling: ConnectionSummary | undefined): LiveConnection {
  const [member, own] = memberOf(live.props);
  const [endpoint] = live.physicalEndpoints ?? [];
  return {
    id: live.connectionId ?? "",
    name: live.name ?? "",
    description: live.description,
    type: live.type ?? "",
    member,
    properties:
      member === "glueProperties"
        ? { ...endpoint?.glueConnection }
        : { host: endpoint?.host, port: endpoint?.port, ...own },
    location: otherPlace(endpoint?.awsLocation, tooling?.physicalEndpoints?.[0]?.awsLocation),
    trustedIdentityPropagation: endpoint?.enableTrustedIdentityPropagation ?? false,
  };
}

/** The place, unless it is that of the project's tooling, which a connection has by itself. */
function otherPlace(place: AwsLocation | undefined, tooling: AwsLocation | undefined): LiveConnection["location"] {
  const { awsAccountId: accountId, awsRegion: region, accessRole: accessRoleArn } = place ?? {};
  const isSame = accountId === tooling?.awsAccountId && region === tooling?.awsRegion && accessRoleArn === undefined;
  return place === undefined || isSame ? undefined : { accountId, region, accessRoleArn };
}
