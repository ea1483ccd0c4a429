import { show, type Path } from "../problems";
import { list, type Finding } from "./finding";
import type { OrganizationView, StageView } from "./view";

/** Budgets are of accounts and business units that the stages of the domain have. Projects that people ask for are in no file. */
export function budgetsNameWhatIsThere({ stages, stageNames }: OrganizationView): Finding[] {
  // A file that cannot be evaluated may have the account.
  if (stageNames.size > stages.length) return [];
  return stages.flatMap((owner) => {
    const budgets = owner.ownsDomain ? owner.environment.application?.cost?.budgets : undefined;
    if (budgets === undefined) return [];
    const domain = stages.filter((stage) => stage.owner === owner);
    const accounts = domain.flatMap(({ environment }) => Object.values(environment.accounts));
    const units = accounts.flatMap(({ businessUnit }) => businessUnit ?? []);
    return [
      ...unknown(domain, { section: "accounts", named: budgets.accounts, there: accounts.map(({ id }) => id) }),
      ...unknown(domain, { section: "businessUnits", named: budgets.businessUnits, there: units }),
    ];
  });
}

/** Names of a section of the budgets, and those that there are. */
interface Named {
  readonly section: "accounts" | "businessUnits";
  readonly named: Readonly<Record<string, number>>;
  readonly there: readonly string[];
}

/** @param domain - Stages of the domain, of which the owner's file has the budgets. */
function unknown(domain: readonly StageView[], { section, named, there }: Named): Finding[] {
  const at: Path = ["application", "cost", "budgets", section];
  const what = section === "accounts" ? "an account of a stage of the domain" : "a business unit of an account";
  return Object.keys(named)
    .filter((name) => !there.includes(name))
    .map((name) => ({
      code: "BUDGET_SUBJECT_UNKNOWN",
      stage: domain.find(({ ownsDomain }) => ownsDomain),
      path: [...at, name],
      got: show(name),
      allowed: there.length === 0 ? `${what}; there is none` : `${what}: ${list(new Set(there))}`,
      reads: domain.map((stage) => ({ stage, path: ["accounts"] })),
    }));
}
