import { CodeconnectionsConnection } from "@cdktf/provider-aws/lib/codeconnections-connection";
import { Construct } from "constructs";
import { AVAILABLE } from "../../contracts/service/git";
import { addWaitingCheck, attributeOf } from "../expression";
import { type GitTags, taggedAs } from "./git-tags";

/** Properties of {@link GitConnection}. */
export interface GitConnectionProps extends GitTags {
  /** Key in the configuration, for the line that says that it waits. */
  readonly key: string;
  /** Unique in the account. Changing this replaces the connection. */
  readonly name: string;
  /** Provider, or the ARN (an expression) of a host. Changing this replaces the connection. */
  readonly at: { readonly provider: string } | { readonly hostArn: string };
  /** Person or team that finishes it, and the console's page on which that is done. */
  readonly handshake: { readonly by: string; readonly console: string };
  /**
   * ARN of a connection that exists.
   *
   * @default - created
   */
  readonly importId?: string;
}

/**
 * A connection to a Git provider, in the account that owns the domain.
 *
 * Creates one `aws_codeconnections_connection`, PENDING until a person has finished it in the console, and a `check`: every plan and
 * apply says that it is not AVAILABLE, and to whom that falls. A check is a warning: nothing waits for the person.
 */
export class GitConnection extends Construct {
  /** Expression of the connection's ARN. */
  public readonly arn: string;

  constructor(scope: Construct, id: string, props: GitConnectionProps) {
    super(scope, id);
    const { name, at } = props;
    const connection = new CodeconnectionsConnection(this, "Resource", {
      name,
      ...("provider" in at ? { providerType: at.provider } : { hostArn: at.hostArn }),
      ...taggedAs(props),
    });
    if (props.importId !== undefined) connection.importFrom(props.importId);
    this.arn = attributeOf(connection, "arn");
    this.addCheck(attributeOf(connection, "connection_status").slice(2, -1), connection.friendlyUniqueId, props);
  }

  private addCheck(status: string, name: string, { key, handshake }: GitConnectionProps): void {
    const waits = `waits for ${handshake.by} to finish it: ${handshake.console}`;
    addWaitingCheck(this, {
      name,
      condition: `${status} == ${JSON.stringify(AVAILABLE)}`,
      message: `Git connection ${key} is \${${status}} and ${waits} (no profile names it until then).`,
    });
  }
}
