import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";

/** Account in which IAM knows an issuer of tokens. */
interface ProviderPlace {
  readonly partition: string;
  readonly accountId: string;
  /** Address of the issuer, `https://` and no slash at its end; tokens have it as `iss`. Changing this replaces the provider. */
  readonly issuer: string;
}

/** Properties of {@link OidcProvider}. */
export interface OidcProviderProps extends ProviderPlace {
  /** Audiences that IAM takes tokens for; a role's trust names its own again. */
  readonly audiences: readonly string[];
}

/** ARN of the provider of an issuer: computed from the address, so it is known of one that is there already. */
export function providerArn({ partition, accountId, issuer }: ProviderPlace): string {
  return `arn:${partition}:iam::${accountId}:oidc-provider/${issuer.replace(/^https:\/\//, "")}`;
}

/**
 * Makes an issuer of OpenID Connect tokens known to an account's IAM, which by itself lets nobody in: the trust of a role does.
 *
 * Creates an `aws_iam_openid_connect_provider`. An account has one for an address, whoever made it. No thumbprint is given: IAM checks
 * certificates with its own list of authorities, and takes the thumbprint itself where that does not know the issuer's.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
export class OidcProvider extends Construct {
  public readonly arn: string;
  public readonly dependables: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: OidcProviderProps) {
    super(scope, id);
    this.arn = providerArn(props);
    this.dependables = [
      new IamOpenidConnectProvider(this, "Resource", { url: props.issuer, clientIdList: [...props.audiences] }),
    ];
  }
}
