import type {
  AccessItem,
  AccountItem,
  Item,
  PoolItem,
  ProfileItem,
  ProjectItem,
  StageItem,
  Topology,
  UnitItem,
} from "../../model/data";

/** Finds items by id, and what belongs to what. */
export class Directory {
  private readonly byId: ReadonlyMap<string, Item>;

  constructor(readonly topology: Topology) {
    this.byId = new Map(allItems(topology).map((item) => [item.id, item]));
  }

  find(id: string): Item | undefined {
    return this.byId.get(id);
  }

  /** Name of an item; its id where there is none. */
  name(id: string): string {
    return this.byId.get(id)?.name ?? id;
  }

  /** A unit with the names above it: `Finance / Reporting`. */
  unitPath(id: string): string {
    const unit = this.byId.get(id) as UnitItem | undefined;
    return unit?.path ?? id;
  }

  /** Units that a right covers: the unit, and with `below` everything under it. */
  unitsCovered({ id, below }: { readonly id: string; readonly below: boolean }): string[] {
    if (!below) return [id];
    const children = this.topology.units.filter(({ parent }) => parent === id);
    return [id, ...children.flatMap((child) => this.unitsCovered({ id: child.id, below }))];
  }

  account(id: string): AccountItem {
    return this.byId.get(id) as AccountItem;
  }

  stage(name: string): StageItem {
    return this.topology.stages.find((stage) => stage.name === name) as StageItem;
  }

  /** Rights that lead to an account. */
  accessTo(account: string, topic: AccessItem["topic"]): AccessItem[] {
    return this.topology.access.filter(
      (row) => row.topic === topic && row.accounts.some((entry) => entry.account === account),
    );
  }

  profilesReaching(account: string): ProfileItem[] {
    return this.topology.profiles.filter(({ reach }) => reach.some((entry) => entry.account === account));
  }

  poolsOffering(account: string): PoolItem[] {
    return this.topology.pools.filter(({ accounts }) => accounts.some((entry) => entry.account === account));
  }

  projectsIn(account: string): ProjectItem[] {
    return this.topology.projects.filter(({ accounts }) => accounts.includes(account));
  }
}

function allItems(topology: Topology): Item[] {
  const { domains, stages, accounts, pools, profiles, projects, units, principals, access } = topology;
  const shares = stages.flatMap(({ share }) => share ?? []);
  return [
    ...domains,
    ...stages,
    ...shares,
    ...accounts,
    ...pools,
    ...profiles,
    ...projects,
    ...units,
    ...principals,
    ...access,
  ];
}

/** Change of an item by the plan: of itself, or of its line of the share. */
export function changeOf(item: Item): Item["change"] {
  return item.change ?? shareChangeOf(item);
}

/** Change of the share's line to an account by the plan. */
export function shareChangeOf(item: Item): Item["change"] {
  return item.kind === "account" ? item.shareChange : undefined;
}
