import { z } from "zod";
import { applicationNetwork } from "./application-network";
import { logRetentionDays, receivers } from "./application";
import * as p from "./primitives";
import { secretArn } from "./secrets";

const url = z
  .string()
  .max(512)
  .regex(/^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[\w./-]*[\w.-])?$/)
  .describe("an address such as https://git.example.com, in small letters, without a slash at its end");

/** Owners of code, as `CODEOWNERS` names them; the same form as the templates take. */
export const codeOwner = z
  .string()
  .max(255)
  .regex(/^@[A-Za-z0-9][\w.-]*(\/[\w.-]+)*$/)
  .describe("@person, @organization/team or @group/subgroup");

const ofEveryHost = {
  /** Organization of GitHub, or group of GitLab with those above it (`acme/data`), in which repositories are made. Changing this makes new ones; those that are there stay. */
  namespace: z
    .string()
    .max(255)
    .regex(/^[A-Za-z0-9][\w.-]*(\/[\w.-]+)*$/)
    .describe("the name of an organization, or the path of a group such as acme/data"),
  /**
   * ARN of a secret in the account that owns the domain: `{"token": "..."}`, or of a GitHub App
   * `{"appId": "...", "installationId": "...", "privateKey": "..."}`. Its content is read anew, so it may be rotated at any time.
   */
  secretArn,
  /**
   * ARN of the KMS key that encrypts the secret.
   *
   * @default - Secrets Manager's own key of the account
   */
  secretKeyArn: p.kmsKeyArn.optional(),
  /**
   * Certificates of a private authority that has signed the host's certificate: PEM, at most 16384 characters.
   *
   * @default - a public authority has signed it
   */
  certificateAuthority: z
    .string()
    .max(16_384)
    .regex(/^-----BEGIN CERTIFICATE-----\s[\s\S]+-----END CERTIFICATE-----\s*$/)
    .describe("certificates in PEM, at most 16384 characters")
    .optional(),
  /** Owners of what decides accounts, roles and approvals in every repository, 1 to 20, as `CODEOWNERS` names them: `@acme/platform`. */
  platformOwners: z.array(codeOwner).min(1).max(20),
  /**
   * Accounts in which IAM knows the host already as an identity provider, by id, or `all`: an account has one provider for an address, and
   * the one that is there is used as it is. Where it is made, a destroy takes it away. Moving an account into this list or out of it needs
   * `terraform state rm` or an import.
   *
   * @default - none: it is made in each account in which a use case of the host builds or runs
   */
  identityProviderExistsIn: z.union([z.literal("all"), z.array(p.accountId).min(1)]).optional(),
};

const codeHost = z.discriminatedUnion("type", [
  z.strictObject({
    /** GitHub in the cloud. */
    type: z.literal("github"),
    /**
     * Address of the host.
     *
     * @default "https://github.com"
     */
    url: url.default("https://github.com"),
    ...ofEveryHost,
  }),
  z.strictObject({
    /** GitHub Enterprise Server of your own. */
    type: z.literal("github-enterprise-server"),
    /** Address of the host. */
    url,
    ...ofEveryHost,
  }),
  z.strictObject({
    /** GitLab in the cloud, or one of your own. */
    type: z.literal("gitlab"),
    /**
     * Address of the host.
     *
     * @default "https://gitlab.com"
     */
    url: url.default("https://gitlab.com"),
    ...ofEveryHost,
  }),
]);

/** AI operations of a domain: where repositories are, and how operators hear of them. In the stage that owns the domain in which use cases are built. */
export const aiopsHub = z.strictObject({
  /** Hosts of repositories, by key. */
  codeHosts: p.keyed(codeHost),
  /**
   * Metrics, logs and traces of the accounts of use cases are seen in the account that owns the domain, and each use case has a dashboard
   * there. Changing this to `false` takes links, sink and dashboards away; what they showed stays in the accounts.
   *
   * @default true
   */
  observability: z.boolean().default(true),
  /**
   * Messages for operators and owners: dead letters, repositories that could not be made, promotions that wait too long.
   *
   * @default - a topic without subscriptions
   */
  alarms: receivers,
  /**
   * Days that log lines are kept.
   *
   * @default 90
   */
  logRetentionDays: logRetentionDays.default(90),
  /**
   * Minutes after which everything is looked at again, whether or not an event has come: 5 to 1440.
   *
   * @default 30
   */
  sweepMinutes: z.number().int().min(5).max(1440).default(30),
  /**
   * Network of the functions, where a code host is reached from there alone: a VPC of the account that owns the domain, in its Region.
   *
   * @default - that of the governance application, or none where it has none
   */
  network: applicationNetwork.optional(),
});

/** Use cases of another stage that this one takes part in, where it has a domain of its own. */
export const aiopsMember = z.strictObject({
  /** The stage whose file has the use cases. That stage is applied first. */
  fromStage: z.string().min(1).describe("the name of a stage"),
});
