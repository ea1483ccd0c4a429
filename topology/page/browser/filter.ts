import type { ChangeAction, Item, PlannedItem } from "../../model/data";
import { changeOf, type Directory } from "./directory";
import type { Place } from "./place";

/** Decides which items are shown. Words of the search may be anywhere in what an item says or is related to. */
export class Filter {
  private readonly texts = new Map<string, string>();

  constructor(private readonly directory: Directory) {}

  /** The items that fit the place. */
  apply<T extends Item>(items: readonly T[], place: Place): T[] {
    const words = wordsOf(place.text);
    return items.filter(
      (item) =>
        this.inStage(item, place.stage) &&
        this.inBusinessUnit(item, place.businessUnit) &&
        this.inRegion(item, place.region) &&
        isChanged(item, place.change) &&
        this.says(item, words),
    );
  }

  /** Planned changes that fit. */
  planned(items: readonly PlannedItem[], place: Place): PlannedItem[] {
    const words = wordsOf(place.text);
    return items.filter((item) => {
      if (place.stage !== "" && item.stage !== place.stage) return false;
      if (place.change !== "" && place.change !== "any" && item.action !== place.change) return false;
      const text = [item.name, item.kind, item.stack, ...item.resources.map(({ address }) => address)].join(" ");
      return words.every((word) => text.toLowerCase().includes(word));
    });
  }

  private says(item: Item, words: readonly string[]): boolean {
    if (words.length === 0) return true;
    const text = this.texts.get(item.id) ?? textOf(item, this.directory).toLowerCase();
    this.texts.set(item.id, text);
    return words.every((word) => text.includes(word));
  }

  /** A domain's own things (units, people, its rights) belong to all of its stages. */
  private inStage(item: Item, stage: string): boolean {
    if (stage === "" || item.stage === stage) return true;
    const domain = this.directory.topology.domains.find((entry) => entry.stage === item.stage);
    const shared = item.kind === "unit" || item.kind === "principal" || item.kind === "domain" || isOther(item);
    return shared && domain?.stages.includes(stage) === true;
  }

  private inBusinessUnit(item: Item, businessUnit: string): boolean {
    if (businessUnit === "") return true;
    const accounts = accountsOf(item);
    return (
      accounts === undefined || accounts.some((id) => (this.directory.account(id).businessUnit ?? "-") === businessUnit)
    );
  }

  private inRegion(item: Item, region: string): boolean {
    if (region === "") return true;
    const accounts = accountsOf(item);
    return (
      accounts === undefined ||
      accounts.some((id) => this.directory.account(id).regions.some((entry) => entry.region === region))
    );
  }
}

function isOther(item: Item): boolean {
  return item.kind === "access" && item.topic === "other";
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(Boolean);
}

function isChanged(item: Item, wanted: string): boolean {
  if (wanted === "") return true;
  const change = changeOf(item);
  if (change === undefined) return false;
  return wanted === "any" || change.action === wanted || change.counts[wanted as ChangeAction] > 0;
}

/** Accounts of an item; nothing for items that are not about accounts. */
function accountsOf(item: Item): readonly string[] | undefined {
  switch (item.kind) {
    case "account":
      return [item.id];
    case "profile":
      return item.reach.map(({ account }) => account);
    case "access":
      return isOther(item) ? undefined : item.accounts.map(({ account }) => account);
    case "pool":
      return item.accounts.map(({ account }) => account);
    case "project":
      return item.accounts;
    default:
      return undefined;
  }
}

/** Everything that a search for an item may name. */
function textOf(item: Item, directory: Directory): string {
  const accounts = (accountsOf(item) ?? []).map((id) => {
    const { name, accountId, businessUnit = "" } = directory.account(id);
    return `${name} ${accountId} ${id} ${businessUnit}`;
  });
  const common = [item.name, item.id, item.source.path, item.stage, "description" in item ? item.description : ""];
  return [...common, ...ownTexts(item, directory), ...accounts].join(" ");
}

function ownTexts(item: Item, directory: Directory): string[] {
  switch (item.kind) {
    case "account": {
      const regions = item.regions.flatMap(({ region, blueprints }) => [region, ...blueprints]);
      const pools = directory.poolsOffering(item.id).map(({ name }) => name);
      return [item.costCenter ?? "", item.production ? "production" : "", item.association ?? "", ...regions, ...pools];
    }
    case "profile": {
      const parts = item.configurations.flatMap(({ name, blueprint, target }) => [name, blueprint, target]);
      return [directory.unitPath(item.unit), ...item.pools.map((id) => directory.name(id)), ...parts, ...item.open];
    }
    case "access": {
      const unit = item.unit === undefined ? "" : directory.unitPath(item.unit.id);
      const profile = item.profile === undefined ? "" : directory.name(item.profile);
      return [item.policy, item.may, item.principal.label, unit, profile, ...item.blueprints, ...item.notes];
    }
    case "project": {
      const members = item.members.map(({ principal, designation }) => `${directory.name(principal)} ${designation}`);
      const sources = item.dataSources.flatMap(({ name, reads, connection }) => [name, reads, connection]);
      const assets = item.assets.flatMap(({ name, terms, says }) => [name, ...terms, says]);
      const connections = item.connections.flatMap(({ name, kind }) => [name, kind]);
      return [
        directory.name(item.profile),
        directory.unitPath(item.unit),
        ...members,
        ...sources,
        ...assets,
        ...connections,
      ];
    }
    case "principal":
      return [item.identity, item.type];
    case "unit":
      return [item.path];
    case "pool":
      return item.discovery === undefined ? [] : [item.discovery];
    case "domain":
    case "stage":
    case "share":
      return [];
  }
}
