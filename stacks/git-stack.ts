import type { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import type { App } from "cdktf";
import { Construct } from "constructs";
import type { ResolvedGitConnection } from "../configuration/model";
import { connectionsConsole, whoFinishes } from "../contracts/service/git";
import { GitConnection, GitHost } from "../modules/git-connection";
import { SmusStack } from "./base";
import type { StageContext } from "./stage-context";

/**
 * Layer `git`, governance account: hosts and connections of Git providers.
 *
 * Needs nothing before it. Profiles read its ARNs, and name a connection only while it is AVAILABLE: nothing here waits for the
 * person who finishes it.
 */
export class GitStack extends SmusStack<"git"> {
  private readonly hosts: Readonly<Record<string, GitHost>>;
  private untagged: AwsProvider | undefined;

  constructor(
    app: App,
    private readonly context: StageContext,
  ) {
    super(app, "git", context.stackProps({ account: context.stage.governance.key, layer: "git" }));
    this.hosts = this.addHosts();
    const connections = new Construct(this, "Connection");
    const arns = Object.values(context.stage.git.connections).map(
      (connection) => [connection.key, this.addConnection(connections, connection).arn] as const,
    );
    this.publish({ gitConnectionArns: Object.fromEntries(arns) });
  }

  /** The provider without default tags, for what keeps the tags that it has. A resource cannot refuse those of its provider. */
  private tagging(defaultTags: boolean): AwsProvider | undefined {
    if (defaultTags) return undefined;
    this.untagged ??= this.providerFor(this.context.region, "untagged", {});
    return this.untagged;
  }

  private addHosts(): Record<string, GitHost> {
    const { hosts, connections } = this.context.stage.git;
    const scope = new Construct(this, "Host");
    return Object.fromEntries(
      Object.values(hosts).map((host) => {
        const useInProjects = Object.values(connections).some(
          (connection) => connection.host === host.key && connection.useInProjects,
        );
        const importId = this.context.adoptId("GitHost", host.key);
        const taggedBy = this.tagging(host.defaultTags);
        return [host.key, new GitHost(scope, host.key, { ...host, useInProjects, taggedBy, importId })];
      }),
    );
  }

  private addConnection(scope: Construct, connection: ResolvedGitConnection): GitConnection {
    const { context, hosts } = this;
    const { key, name, provider, host, useInProjects, finishedBy, tags, defaultTags } = connection;
    return new GitConnection(scope, key, {
      key,
      name,
      at: provider === undefined ? { hostArn: hosts[host ?? ""].arn } : { provider },
      useInProjects,
      tags,
      taggedBy: this.tagging(defaultTags),
      handshake: {
        by: whoFinishes(finishedBy, context.stage.governance.id),
        console: connectionsConsole(context.partition, context.region),
      },
      importId: context.adoptId("GitConnection", key),
    });
  }
}
