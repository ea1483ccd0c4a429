/** Hosts and connections of Git providers, in the account and Region of the domain. */
export interface LiveGit {
  readonly hosts: readonly LiveGitHost[];
  readonly connections: readonly LiveGitConnection[];
}

/** Installation of a Git provider. */
export interface LiveGitHost {
  /** ARN. */
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly endpoint: string;
  readonly vpc?: {
    readonly vpcId: string;
    readonly subnetIds: readonly string[];
    readonly securityGroupIds: readonly string[];
    readonly tlsCertificate?: string;
  };
  readonly tags: Readonly<Record<string, string>>;
}

/** Connection to a Git provider, whatever its status. */
export interface LiveGitConnection {
  /** ARN. */
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  /** ARN of the host that it goes through. */
  readonly hostId?: string;
  readonly tags: Readonly<Record<string, string>>;
}
