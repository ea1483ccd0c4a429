import type { Stage } from "../../configuration";
import { policyDocuments, type PolicyDocument } from "../../deploy-role/documents";
import { needsOf, type Need, type Overrides } from "../../deploy-role/roles";
import { IamOfAccount } from "./iam-of-account";
import type { OperatorCredentials } from "./client-environment";
import { emulatorUrl, type ServiceAddresses } from "./services";

/** Account that terraform is run from. Nothing of an organization is in it. */
export const OPERATOR_ACCOUNT = "123456789012";
/** User in it who runs terraform: may assume the roles of the organization's accounts, and nothing else. */
export const OPERATOR = "operator";
/** Role with AdministratorAccess that AWS Organizations leaves in every account that it makes. */
export const ADMINISTRATOR_ROLE = "OrganizationAccountAccessRole";

/** A role that terraform assumes, with exactly the policies that `smus policies` prints for it. */
interface TerraformRole {
  readonly accountId: string;
  /** With its path, as the configuration names it. */
  readonly name: string;
  readonly externalId?: string;
  /** Documents by name. */
  readonly policies: Readonly<Record<string, PolicyDocument>>;
}

/**
 * The roles of all stages, as an organization has to make them before the first run.
 *
 * @param overrides what the next run has that is not in the stage files
 */
export function terraformRoles(stages: readonly Stage[], overrides: Overrides = {}): TerraformRole[] {
  const roles = new Map<string, TerraformRole>();
  for (const access of ["deploy", "plan"] as const)
    for (const [name, named] of byRoleName(stages, access))
      for (const [accountId, needs] of byAccount(needsOf(named, stages, overrides))) {
        const { externalId } = named[0].environment.access;
        const known = roles.get(`${accountId}/${name}`)?.policies ?? {};
        roles.set(`${accountId}/${name}`, {
          accountId,
          name,
          externalId,
          policies: { ...known, ...documents(needs, access) },
        });
      }
  return [...roles.values()];
}

/** Names of the roles that {@link prepareAccounts} makes, without their paths. */
export function preparedRoles(stages: readonly Stage[]): ReadonlySet<string> {
  const names = stages.flatMap(({ environment: { access } }) => [access.deployRoleName, access.planRoleName ?? ""]);
  return new Set([ADMINISTRATOR_ROLE, ...names.map((name) => name.split("/").pop() ?? "")]);
}

type Access = "deploy" | "plan";

function byRoleName(stages: readonly Stage[], access: Access): Map<string, Stage[]> {
  const named = new Map<string, Stage[]>();
  for (const stage of stages) {
    const { deployRoleName, planRoleName } = stage.environment.access;
    const name = access === "deploy" ? deployRoleName : planRoleName;
    if (name !== undefined) named.set(name, [...(named.get(name) ?? []), stage]);
  }
  return named;
}

function byAccount(needs: readonly Need[]): Map<string, Need[]> {
  const accounts = new Map<string, Need[]>();
  for (const need of needs) accounts.set(need.accountId, [...(accounts.get(need.accountId) ?? []), need]);
  return accounts;
}

/** A managed policy for each document; reading is what a plan needs. */
function documents(needs: readonly Need[], access: Access): Record<string, PolicyDocument> {
  // An account may have different keys in different stages, and so several needs for a purpose.
  const purposes = [...new Set(needs.map(({ purpose }) => purpose))];
  const named = purposes.flatMap((purpose) => {
    const permissions = needs.filter((need) => need.purpose === purpose).flatMap((need) => need.permissions);
    const needed = permissions.filter((permission) => access === "deploy" || permission.access === "read");
    return policyDocuments(needed).map((document, index): [string, PolicyDocument] => [
      `smus-${access}-${purpose}-${index + 1}`,
      document,
    ]);
  });
  return Object.fromEntries(named);
}

/**
 * Makes what is there before terraform runs for the first time, or brings it up to date: the organization's administrator
 * role and terraform's roles in every account, and the user who assumes them. All of it is done by the root users of the
 * accounts, and judged as every call is.
 */
export async function prepareAccounts(
  addresses: ServiceAddresses,
  stages: readonly Stage[],
  roles: readonly TerraformRole[],
): Promise<void> {
  const url = emulatorUrl(addresses);
  const operator = new IamOfAccount(url, OPERATOR_ACCOUNT);
  const assumable = roles.map(({ accountId, name }) => `arn:aws:iam::${accountId}:role/${name}`).sort();
  await operator.user(OPERATOR, { AssumeRoles: allowing(["sts:AssumeRole"], assumable) });
  const accounts = stages.flatMap((stage) => [stage.governance, ...Object.values(stage.accounts)]);
  await Promise.all(
    [...new Set(accounts.map(({ id }) => id))].map(async (accountId) => {
      const iam = new IamOfAccount(url, accountId);
      await iam.role(ADMINISTRATOR_ROLE, trusting(`arn:aws:iam::${OPERATOR_ACCOUNT}:root`));
      await iam.attach(ADMINISTRATOR_ROLE, "arn:aws:iam::aws:policy/AdministratorAccess");
      for (const role of roles.filter((each) => each.accountId === accountId)) {
        await iam.role(role.name, trusting(`arn:aws:iam::${OPERATOR_ACCOUNT}:user/${OPERATOR}`, role.externalId));
        await iam.managed(role.name, role.policies);
      }
    }),
  );
}

/** A new access key of the user who runs terraform. */
export function operatorCredentials(addresses: ServiceAddresses): Promise<OperatorCredentials> {
  return new IamOfAccount(emulatorUrl(addresses), OPERATOR_ACCOUNT).accessKey(OPERATOR);
}

/** A policy document of one statement. */
export function allowing(actions: readonly string[], resources: readonly string[]): object {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: actions, Resource: resources }] };
}

/** A trust policy for one principal, as `docs/deploy-role.md` has it. */
export function trusting(principal: string, externalId?: string): object {
  const condition = externalId === undefined ? {} : { Condition: { StringEquals: { "sts:ExternalId": externalId } } };
  const statement = { Effect: "Allow", Principal: { AWS: principal }, Action: "sts:AssumeRole", ...condition };
  return { Version: "2012-10-17", Statement: [statement] };
}
