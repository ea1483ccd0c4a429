import {
  GetAccountAuthorizationDetailsCommand,
  type AttachedPolicy,
  type GetAccountAuthorizationDetailsCommandOutput,
  type IAMClient,
  type ManagedPolicyDetail,
} from "@aws-sdk/client-iam";
import { AssumeRoleError } from "../../aws/credentials";
import { isDenied, saidBy } from "../../aws/faults";
import type { AccountPolicies, PolicyHolder } from "../../governance/rights";

/** Roles that AWS's services keep: nobody of the organization can change or use them. */
const SERVICE_LINKED = "/aws-service-role/";

/** Roles and users of an account with their policies; what is refused is told, never taken to be empty. */
export async function readPolicies(accountId: string, iam: Pick<IAMClient, "send">): Promise<AccountPolicies> {
  try {
    return { accountId, holders: holdersOf(await pagesOf(iam)) };
  } catch (error) {
    // A role that cannot be assumed keeps nobody from reading the other accounts.
    if (!isDenied(error) && !(error instanceof AssumeRoleError)) throw error;
    return { accountId, unread: saidBy(error) };
  }
}

type Details = Pick<
  GetAccountAuthorizationDetailsCommandOutput,
  "UserDetailList" | "GroupDetailList" | "RoleDetailList" | "Policies"
>;

async function pagesOf(iam: Pick<IAMClient, "send">): Promise<Details[]> {
  const pages: Details[] = [];
  let marker: string | undefined;
  do {
    const page: GetAccountAuthorizationDetailsCommandOutput = await iam.send(
      new GetAccountAuthorizationDetailsCommand({ Marker: marker, MaxItems: 1000 }),
    );
    pages.push(page);
    marker = page.IsTruncated === true ? page.Marker : undefined;
  } while (marker !== undefined);
  return pages;
}

function holdersOf(pages: readonly Details[]): PolicyHolder[] {
  const managed = new Map(
    pages.flatMap(({ Policies = [] }) => Policies).map((policy) => [policy.Arn ?? "", defaultDocument(policy)]),
  );
  const attached = (policies: readonly AttachedPolicy[] = []): unknown[] =>
    policies.map(({ PolicyArn = "" }) => managed.get(PolicyArn) ?? UNKNOWN);
  const groups = new Map(
    pages
      .flatMap(({ GroupDetailList = [] }) => GroupDetailList)
      .map(({ GroupName = "", GroupPolicyList, AttachedManagedPolicies }) => [
        GroupName,
        [...inline(GroupPolicyList), ...attached(AttachedManagedPolicies)],
      ]),
  );
  const roles = pages.flatMap(({ RoleDetailList = [] }) => RoleDetailList);
  const users = pages.flatMap(({ UserDetailList = [] }) => UserDetailList);
  const holders = [
    ...roles.map((role) => ({ ...role, own: inline(role.RolePolicyList), groups: [] as string[] })),
    ...users.map((user) => ({ ...user, own: inline(user.UserPolicyList), groups: user.GroupList ?? [] })),
  ];
  return holders
    .filter(({ Path = "/" }) => !Path.startsWith(SERVICE_LINKED))
    .map(({ Arn = "", own, AttachedManagedPolicies, PermissionsBoundary: limit, groups: memberOf }) => ({
      arn: Arn,
      documents: [...own, ...attached(AttachedManagedPolicies), ...memberOf.flatMap((name) => groups.get(name) ?? [])],
      ...(limit === undefined ? {} : { boundary: managed.get(limit.PermissionsBoundaryArn ?? "") ?? UNKNOWN }),
    }));
}

/** A policy whose document was not among the answers: it may allow everything, under conditions that are not known. */
const UNKNOWN = { Statement: [{ Effect: "Allow", Action: "*", Resource: "*", Condition: { unknown: {} } }] };

const inline = (policies: readonly { readonly PolicyDocument?: string }[] = []): unknown[] =>
  policies.map(({ PolicyDocument = "{}" }) => parsed(PolicyDocument));

function defaultDocument({ PolicyVersionList = [] }: ManagedPolicyDetail): unknown {
  const document = PolicyVersionList.find(({ IsDefaultVersion }) => IsDefaultVersion === true)?.Document;
  return document === undefined ? UNKNOWN : parsed(document);
}

/** IAM sends documents in the coding of URLs. @see https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html */
const parsed = (document: string): unknown => JSON.parse(decodeURIComponent(document));
