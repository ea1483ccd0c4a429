import { CodeconnectionsHost } from "@cdktf/provider-aws/lib/codeconnections-host";
import { Construct } from "constructs";
import { attributeOf } from "../expression";
import { type GitTags, taggedAs } from "./git-tags";

/** Properties of {@link GitHost}. */
export interface GitHostProps extends GitTags {
  /** Unique in the account and Region. Changing this replaces the host. */
  readonly name: string;
  /** Changing this replaces the host. */
  readonly provider: string;
  readonly endpoint: string;
  /**
   * Network of the account through which AWS reaches the host.
   *
   * @default - the internet
   */
  readonly vpc?: {
    readonly vpcId: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    /** Certificate of a private authority, in PEM. */
    readonly tlsCertificate?: string;
  };
  /**
   * ARN of a host that exists.
   *
   * @default - created
   */
  readonly importId?: string;
}

/**
 * An installation of GitHub Enterprise Server or GitLab, in the account that owns the domain.
 *
 * Creates one `aws_codeconnections_host`, PENDING until a person has registered an app at it in the console. AWS deletes it only when
 * no connection goes through it.
 */
export class GitHost extends Construct {
  /** Expression of the host's ARN. */
  public readonly arn: string;

  constructor(scope: Construct, id: string, props: GitHostProps) {
    super(scope, id);
    const { name, provider, endpoint, vpc } = props;
    const host = new CodeconnectionsHost(this, "Resource", {
      name,
      providerType: provider,
      providerEndpoint: endpoint,
      ...(vpc === undefined
        ? {}
        : {
            vpcConfiguration: [
              {
                vpcId: vpc.vpcId,
                subnetIds: [...vpc.subnetIds],
                securityGroupIds: [...vpc.securityGroupIds],
                tlsCertificate: vpc.tlsCertificate,
              },
            ],
          }),
      ...taggedAs(props),
    });
    if (props.importId !== undefined) host.importFrom(props.importId);
    this.arn = attributeOf(host, "arn");
  }
}
