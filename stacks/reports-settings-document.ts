import type { ResolvedApplication, Stage } from "../configuration/model";
import { expectedRights, peopleRoles } from "../configuration/resolve";
import { askingRolesOf } from "./access-settings-document";
import { jsonTemplate, type TemplateValue } from "../modules/expression";

/**
 * Text of the settings of the function that writes the reports: rights that the configuration gives, roles whose sessions are people, accounts
 * with the roles that read their policies, and costs. Its own schema checks it when it starts.
 *
 * @param all - All stages of the organization.
 */
export function reportsSettingsDocument(stage: Stage, all: readonly Stage[]): string {
  const { application } = stage;
  const document = {
    peopleRoles: peopleRoles(stage),
    ...(application?.api === undefined ? {} : { askingRoles: askingRolesOf(stage) }),
    rights: expectedRights(stage, all),
    policyReaders: policyReadersOf(stage, all),
    ...(application?.cost === undefined ? {} : { cost: costOf(application.cost, accountsOf(stage, all)) }),
  };
  return jsonTemplate(document as unknown as TemplateValue);
}

/** Accounts of all stages of the domain, each once. */
function accountsOf({ domainStage }: Stage, all: readonly Stage[]) {
  const stages = all.filter((other) => other.domainStage === domainStage);
  const accounts = stages.flatMap((other) => Object.values(other.accounts));
  return [...new Map(accounts.map((account) => [account.id, account])).values()];
}

/** Accounts whose policies are read, with the role in each that reads them. */
function policyReadersOf(
  stage: Stage,
  all: readonly Stage[],
): readonly { readonly accountId: string; readonly roleArn: string }[] {
  const name = stage.application?.rights?.policyReader;
  if (name === undefined) return [];
  const { partition } = stage.environment.organization;
  return accountsOf(stage, all).map(({ id }) => ({
    accountId: id,
    roleArn: `arn:${partition}:iam::${id}:role/${name}`,
  }));
}

/** Roles that the function of the reports assumes, and whether it asks for costs as itself. */
export function reportsElsewhere(stage: Stage, all: readonly Stage[]) {
  const cost = stage.application?.cost;
  const readers = policyReadersOf(stage, all).map(({ roleArn }) => roleArn);
  return {
    asksForCosts: cost !== undefined && cost.roleArn === undefined,
    roleArns: [...new Set([...readers, ...(cost?.roleArn === undefined ? [] : [cost.roleArn])])],
  };
}

function costOf(
  { roleArn, tag, months, budgets }: NonNullable<ResolvedApplication["cost"]>,
  accounts: ReturnType<typeof accountsOf>,
) {
  const { currency = "", projects = {}, accounts: ofAccounts = {}, businessUnits = {} } = budgets ?? {};
  const limits = (of: string, amounts: Readonly<Record<string, number>>) =>
    Object.entries(amounts).map(([subject, amount]) => ({ of, subject, amount, currency }));
  return {
    tag,
    ...(roleArn === undefined ? {} : { roleArn }),
    months,
    accounts: accounts.map(({ id, name, businessUnit }) => ({
      id,
      name,
      ...(businessUnit === undefined ? {} : { businessUnit }),
    })),
    budgets: [
      ...limits("project", projects),
      ...limits("account", ofAccounts),
      ...limits("business-unit", businessUnits),
    ],
  };
}
