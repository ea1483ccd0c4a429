import { policyDocument, type Conditions } from "../iam-policy";
import { providerArn } from "../oidc-provider";

/** Audience of every token that a job exchanges for credentials. */
export const STS_AUDIENCE = "sts.amazonaws.com";

/** Kinds of code hosts. */
export type CodeHostType = "github" | "github-enterprise-server" | "gitlab";

/** The jobs that a role trusts: those of one repository, in one environment of it. */
export interface JobIdentity {
  readonly partition: string;
  /** Account of the role and of the identity provider. */
  readonly accountId: string;
  readonly host: {
    readonly type: CodeHostType;
    /** Issuer of the identity tokens of its jobs. */
    readonly issuer: string;
    /** Organization of GitHub, or group of GitLab with those above it. */
    readonly namespace: string;
  };
  readonly repository: string;
  readonly environment: string;
}

/** Branch whose jobs have an identity at GitLab; it is protected. */
const BRANCH = "main";

/** Issuer whose claims STS knows beside the subject. */
const GITHUB_ISSUER = "https://token.actions.githubusercontent.com";

/**
 * Trust policy of a role that only the jobs of one repository, in one environment, get.
 *
 * GitHub has two forms of the subject. The second has the ids of owner and repository in it, which nobody knows before the repository is
 * there, so a wildcard stands for each. What it lets in beside the very repository would be one with another id and the same two names, or
 * a name with signs that neither owners nor repositories can have; and where STS knows GitHub's claims `repository` and `environment` for
 * themselves, both are compared exactly beside the subject.
 *
 * The subject of GitLab names no environment: whoever decides what `main` runs gets the role of every stage of that repository
 * (docs/use-case-templates.md).
 *
 * @see https://docs.github.com/en/actions/reference/security/oidc
 * @see https://docs.gitlab.com/ci/secrets/id_token_authentication/
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
export function repositoryTrust(job: JobIdentity): string {
  const { partition, accountId, host } = job;
  return policyDocument([
    {
      principals: { Federated: [providerArn({ partition, accountId, issuer: host.issuer })] },
      actions: ["sts:AssumeRoleWithWebIdentity"],
      conditions: conditionsOf(job, host.issuer.replace(/^https:\/\//, "")),
    },
  ]);
}

function conditionsOf(job: JobIdentity, claims: string): Conditions {
  const { host, repository, environment } = job;
  const aud = { [`${claims}:aud`]: STS_AUDIENCE };
  const path = `${host.namespace}/${repository}`;
  if (host.type === "gitlab")
    return { StringEquals: { ...aud, [`${claims}:sub`]: `project_path:${path}:ref_type:branch:ref:${BRANCH}` } };
  const subject = `repo:${path}:environment:${environment}`;
  if (host.type === "github-enterprise-server") return { StringEquals: { ...aud, [`${claims}:sub`]: subject } };
  const withIds = `repo:${host.namespace}@*/${repository}@*:environment:${environment}`;
  return {
    StringEquals: { ...aud, ...(hasExactClaims(job) ? exactClaims(claims, { repository: path, environment }) : {}) },
    StringLike: { [`${claims}:sub`]: [subject, withIds] },
  };
}

/**
 * Tells whether STS knows the claims of GitHub beside the subject. AWS announced them for commercial Regions and for the one issuer of
 * github.com; elsewhere a key that STS does not know would let nobody in.
 *
 * @see https://aws.amazon.com/about-aws/whats-new/2026/01/aws-sts-supports-validation-identity-provider-claims/
 */
const hasExactClaims = ({ partition, host }: JobIdentity): boolean =>
  partition === "aws" && host.issuer === GITHUB_ISSUER;

const exactClaims = (claims: string, values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([claim, value]) => [`${claims}:${claim}`, value]));
