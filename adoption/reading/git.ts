import type { LiveHost } from "../../aws/clients/code-connections";
import { CONNECTION_REGIONS } from "../../contracts/service/git";
import type { LiveGit, LiveGitHost } from "../live-git";
import type { AccountClients } from "./access";
import { eachOf, sortedBy } from "./order";

/** Hosts and connections of the account in the Region of the domain; none where the service is not known to be there. */
export async function readGit({ codeConnections }: AccountClients, region: string): Promise<LiveGit> {
  if (!CONNECTION_REGIONS.includes(region)) return { hosts: [], connections: [] };
  const hosts = await eachOf(await codeConnections.listHosts(), async (host) =>
    hostOf(host, await codeConnections.listTagsForResource(host.HostArn ?? "")),
  );
  const connections = await eachOf(await codeConnections.listConnections(), async (live) => ({
    id: live.ConnectionArn ?? "",
    name: live.ConnectionName ?? "",
    provider: live.ProviderType ?? "",
    hostId: live.HostArn === "" ? undefined : live.HostArn,
    tags: await codeConnections.listTagsForResource(live.ConnectionArn ?? ""),
  }));
  return { hosts: sortedBy(hosts, ({ name }) => name), connections: sortedBy(connections, ({ name }) => name) };
}

function hostOf(live: LiveHost, tags: Record<string, string>): LiveGitHost {
  const { VpcConfiguration: vpc } = live;
  return {
    id: live.HostArn ?? "",
    name: live.Name ?? "",
    provider: live.ProviderType ?? "",
    endpoint: live.ProviderEndpoint ?? "",
    vpc: vpc && {
      vpcId: vpc.VpcId,
      subnetIds: vpc.SubnetIds,
      securityGroupIds: vpc.SecurityGroupIds,
      tlsCertificate: vpc.TlsCertificate,
    },
    tags,
  };
}
