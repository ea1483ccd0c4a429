import type { ResolvedAccount, Stage } from "../../configuration/model";
import { ROOT, UnitTree } from "./units";

/**
 * In which units' projects the blueprints of an account may be used.
 *
 * The account decides this (`blueprints.<name>.grantTo`, and grants of `CREATE_ENVIRONMENT_FROM_BLUEPRINT`), independently
 * of who may create projects: a right to create a project is worth nothing where the account withholds a blueprint.
 */
export class BlueprintUse {
  private readonly tree: UnitTree;
  private readonly known = new Map<string, ReadonlySet<string>>();

  constructor(private readonly stage: Stage) {
    this.tree = new UnitTree(stage.domain.units);
  }

  /** Units, among those given, whose projects may use all of the blueprints in the account. */
  units(accountKey: string, blueprints: readonly string[], among: readonly string[]): string[] {
    const sets = blueprints.map((blueprint) => this.unitsOf(this.account(accountKey), blueprint));
    return among.filter((unit) => sets.every((set) => set.has(unit)));
  }

  private account(key: string): ResolvedAccount {
    return this.stage.accounts[key] ?? this.stage.governance;
  }

  private unitsOf(account: ResolvedAccount, blueprint: string): ReadonlySet<string> {
    const key = `${account.key} ${blueprint}`;
    const found = this.known.get(key) ?? new Set([...this.byAccount(account, blueprint), ...this.byGrant(key)]);
    this.known.set(key, found);
    return found;
  }

  private byAccount(account: ResolvedAccount, blueprint: string): string[] {
    const settings = Object.entries(account.blueprints).find(([name]) => name === blueprint)?.[1];
    return (settings?.grantTo ?? []).flatMap(({ unit, includeChildUnits }) =>
      this.tree.covered(unit, includeChildUnits),
    );
  }

  /** A grant to people instead of projects does not say in which unit: it counts for all. */
  private byGrant(key: string): string[] {
    return Object.values(this.stage.environment.grants).flatMap((grant) => {
      if (grant.policy !== "CREATE_ENVIRONMENT_FROM_BLUEPRINT" || `${grant.account} ${grant.blueprint}` !== key)
        return [];
      if (!("project" in grant.principal)) return this.tree.keys(ROOT);
      const { unit, includeChildUnits } = grant.principal.project;
      return unit === undefined ? [] : this.tree.covered(unit, includeChildUnits);
    });
  }
}
