import { policyDocument, regionalService, type Statement } from "../iam-policy";
import { accountAdministration, type KeyAccount } from "./account-administration";

/** Properties of {@link domainKeyPolicy}. */
export interface DomainKeyPolicyProps extends KeyAccount {
  /** Region of the domain and of the key. */
  readonly region: string;
  /**
   * Accounts that are associated with the domain, over all stages that join it. The stack that owns the key collects
   * them: a stage that joins cannot add itself, since a key has one policy and it is in another state.
   */
  readonly memberAccountIds: readonly string[];
  /**
   * Id of the organization (`o-...`): every account of it may use the key through the domain, listed or not.
   *
   * @default - listed accounts only
   */
  readonly organizationId?: string;
}

const USE = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];

/**
 * Policy of the key that encrypts a domain.
 *
 * - The owning account: IAM decides (the execution role has an inline policy).
 * - Callers of the owning account through DataZone, who need no KMS permission of their own.
 * - The service itself, while it works for a domain of the account.
 * - Associated accounts, through DataZone and S3 only. `*` as principal is everybody in the accounts of the condition;
 *   their own IAM policies must allow the use as well, as always across accounts.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/userguide/encryption-rest-datazone.html
 */
export function domainKeyPolicy(props: DomainKeyPolicyProps): string {
  const statements = [
    accountAdministration(props),
    ...throughServices("Domain", props, { "kms:CallerAccount": props.accountId }),
    datazoneService(props),
  ];
  const members = [...new Set(props.memberAccountIds)].filter((id) => id !== props.accountId).sort();
  if (members.length > 0) statements.push(...throughServices("Member", props, { "kms:CallerAccount": members }));
  if (props.organizationId !== undefined) {
    statements.push(...throughServices("Organization", props, { "aws:PrincipalOrgID": props.organizationId }));
  }
  return policyDocument(statements);
}

/** Use of the key, and grants for AWS services, by callers that come through DataZone or S3. */
function throughServices(
  who: string,
  props: DomainKeyPolicyProps,
  callers: Readonly<Record<string, string | readonly string[]>>,
): Statement[] {
  const via = { "kms:ViaService": [regionalService(props, "datazone"), regionalService(props, "s3")] };
  return [
    {
      sid: `${who}Use`,
      principals: { AWS: ["*"] },
      actions: USE,
      // In a key policy `*` is this key.
      resources: ["*"],
      conditions: { StringEquals: { ...callers, ...via } },
    },
    {
      sid: `${who}Grants`,
      principals: { AWS: ["*"] },
      actions: ["kms:CreateGrant"],
      resources: ["*"],
      conditions: {
        StringEquals: { ...callers, ...via },
        Bool: { "kms:GrantIsForAWSResource": "true" },
      },
    },
  ];
}

/** The service reads and writes the domain's data; the encryption context names the domain, whose id is not known yet. */
function datazoneService(props: DomainKeyPolicyProps): Statement {
  return {
    sid: "DataZoneService",
    principals: { Service: ["datazone.amazonaws.com"] },
    actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
    resources: ["*"],
    conditions: { StringEquals: { "aws:SourceAccount": props.accountId } },
  };
}
