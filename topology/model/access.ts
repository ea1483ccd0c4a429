import { POLICY_WORDS } from "../../contracts/service/policies";
import type { Grant, ResolvedProfile, Stage } from "../../configuration/model";
import type { Path } from "../../configuration/problems";
import { BlueprintUse } from "./blueprint-use";
import { accountId, itemId, profileId, unitId } from "./ids";
import type { AccessAccount, AccessItem, ProfileItem } from "./items";
import { principalOf } from "./principals";
import type { Sources } from "./sources";
import { UnitTree } from "./units";

/** Everything that a stage's file allows: its grants, its accounts' blueprints, and (with the domain) units and owners. */
export function accessItems(stage: Stage, profiles: readonly ProfileItem[], sources: Sources): AccessItem[] {
  return new AccessTable(stage, profiles, sources).rows();
}

class AccessTable {
  private readonly tree: UnitTree;
  private readonly use: BlueprintUse;

  constructor(
    private readonly stage: Stage,
    private readonly profiles: readonly ProfileItem[],
    private readonly sources: Sources,
  ) {
    this.tree = new UnitTree(stage.domain.units);
    this.use = new BlueprintUse(stage);
  }

  rows(): AccessItem[] {
    const { environment, domain, ownsDomain } = this.stage;
    return [
      ...Object.entries(environment.grants).flatMap(([key, grant]) =>
        this.grant(["grants", key], "grants", key, grant),
      ),
      ...Object.keys(this.stage.accounts).flatMap((key) => this.blueprintsOf(key)),
      ...(ownsDomain
        ? Object.entries(domain.grants).flatMap(([key, grant]) =>
            this.grant(["domain", "grants", key], "domain-grants", key, grant),
          )
        : []),
      ...(ownsDomain ? this.owners() : []),
    ];
  }

  private grant(path: Path, group: string, key: string, grant: Grant): AccessItem[] {
    const id = itemId("access", this.stage.name, `${group}/${key}`);
    const base = this.base(
      id,
      path,
      grant.policy,
      POLICY_WORDS[grant.policy].may,
      principalOf(this.stage, grant.principal),
    );
    if (grant.policy === "CREATE_PROJECT_FROM_PROJECT_PROFILE") {
      const unit = { id: unitId(this.stage.domainStage, grant.unit), below: grant.includeChildUnits };
      const covered = this.tree.covered(grant.unit, grant.includeChildUnits);
      return grant.profiles.map((profile) => ({
        ...base,
        name: `${base.name} ${this.stage.profiles[profile].name}`,
        id: `${id}/${profile}`,
        topic: "project",
        unit,
        ...this.throughProfile(profile, covered),
      }));
    }
    if ("blueprint" in grant) {
      const accounts = [{ account: accountId(this.stage.name, grant.account) }];
      const name = `${base.name} ${grant.account}: ${grant.blueprint}`;
      return [{ ...base, name, topic: "environment", blueprints: [grant.blueprint], accounts }];
    }
    const notes = [
      ...("assetTypeId" in grant ? [`asset type ${grant.assetTypeId}`] : []),
      ...("environmentProfileId" in grant ? [`environment profile ${grant.environmentProfileId}`] : []),
    ];
    if (!("unit" in grant)) return [{ ...base, notes }];
    const below = "includeChildUnits" in grant ? grant.includeChildUnits : false;
    return [{ ...base, unit: { id: unitId(this.stage.domainStage, grant.unit), below }, notes }];
  }

  /** A profile's accounts, and in which of the covered units a project gets there what it deploys first. */
  private throughProfile(key: string, covered: readonly string[]): Pick<AccessItem, "profile" | "accounts" | "notes"> {
    const id = profileId(this.stage.name, key);
    const item = this.profiles.find((profile) => profile.id === id);
    if (item === undefined) throw new Error(`no profile ${id}`);
    const profile = this.stage.profiles[key];
    return {
      profile: id,
      accounts: item.reach.map((reach) => this.accountThrough(profile, reach, covered)),
      notes: [...(item.enabled ? [] : ["the profile is disabled: nobody can use it"]), ...item.open],
    };
  }

  private accountThrough(
    profile: ResolvedProfile,
    reach: ProfileItem["reach"][number],
    covered: readonly string[],
  ): AccessAccount {
    const needed = profile.configurations
      .filter(({ name, deploymentMode }) => deploymentMode === "ON_CREATE" && reach.configurations.includes(name))
      .map(({ blueprint }) => blueprint);
    const key = reach.account.slice(reach.account.indexOf("/") + 1);
    const usable = this.use.units(key, needed, covered);
    if (usable.length === covered.length) return { account: reach.account };
    return { account: reach.account, units: usable.map((unit) => unitId(this.stage.domainStage, unit)) };
  }

  /** Blueprints that an account grants alike become one row. */
  private blueprintsOf(key: string): AccessItem[] {
    const groups = new Map<string, { grant: BlueprintGrant; blueprints: string[] }>();
    for (const [name, blueprint] of Object.entries(this.stage.accounts[key].blueprints)) {
      for (const grant of blueprint?.grantTo ?? []) {
        const group = `${grant.unit}-${grant.designation.toLowerCase()}`;
        const entry = groups.get(`${group} ${grant.includeChildUnits}`) ?? { grant, blueprints: [] };
        groups.set(`${group} ${grant.includeChildUnits}`, entry);
        entry.blueprints.push(name);
      }
    }
    return [...groups.values()].map(({ grant: { unit, designation, includeChildUnits }, blueprints }) => {
      const id = itemId("access", this.stage.name, `blueprints/${key}/${unit}-${designation.toLowerCase()}`);
      const principal = principalOf(this.stage, { project: { designation, unit, includeChildUnits } });
      const path = ["accounts", key, "blueprints"];
      return {
        ...this.base(
          includeChildUnits ? id : `${id}/only`,
          path,
          "CREATE_ENVIRONMENT_FROM_BLUEPRINT",
          POLICY_WORDS.CREATE_ENVIRONMENT_FROM_BLUEPRINT.may,
          principal,
        ),
        name: `${principal.label} may ${POLICY_WORDS.CREATE_ENVIRONMENT_FROM_BLUEPRINT.may} ${this.stage.accounts[key].name}`,
        topic: "environment",
        unit: { id: unitId(this.stage.domainStage, unit), below: includeChildUnits },
        blueprints: blueprints.sort(),
        accounts: [{ account: accountId(this.stage.name, key) }],
      };
    });
  }

  private owners(): AccessItem[] {
    const { rootOwners, units } = this.stage.domain;
    const byUnit = [
      { unit: "root", owners: rootOwners, path: ["domain", "rootOwners"] },
      ...Object.entries(units).map(([unit, { owners }]) => ({
        unit,
        owners,
        path: ["domain", "units", unit, "owners"],
      })),
    ];
    return byUnit.flatMap(({ unit, owners, path }) =>
      Object.entries(owners).map(([key, owner]) => ({
        ...this.base(
          itemId("access", this.stage.name, `owners/${unit}/${key}`),
          [...path, key],
          "OWNER",
          "own the unit",
          principalOf(this.stage, owner),
        ),
        unit: { id: unitId(this.stage.name, unit), below: true },
      })),
    );
  }

  private base(id: string, path: Path, policy: string, may: string, principal: AccessItem["principal"]): AccessItem {
    const { name: stage } = this.stage;
    return {
      id,
      kind: "access",
      stage,
      name: `${principal.label} may ${may}`,
      source: this.sources.at(stage, path),
      topic: "other",
      policy,
      may,
      principal,
      blueprints: [],
      accounts: [],
      notes: [],
    };
  }
}

interface BlueprintGrant {
  readonly unit: string;
  readonly designation: "OWNER" | "CONTRIBUTOR";
  readonly includeChildUnits: boolean;
}
