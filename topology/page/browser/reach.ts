import type { AccessItem, Item } from "../../model/data";
import type { Directory } from "./directory";

/** Accounts that belong to an item: what is highlighted on the map while it is selected. */
export function reachedAccounts(item: Item, directory: Directory): ReadonlySet<string> {
  const { accounts, access, projects, profiles } = directory.topology;
  switch (item.kind) {
    case "account":
      return new Set([item.id]);
    case "domain":
      return new Set(accounts.filter(({ stage }) => item.stages.includes(stage)).map(({ id }) => id));
    case "stage":
      return new Set(accounts.filter(({ stage }) => stage === item.name).map(({ id }) => id));
    case "share":
    case "project":
      return new Set(item.accounts);
    case "pool":
      return new Set(item.accounts.map(({ account }) => account));
    case "profile":
      return new Set(item.reach.map(({ account }) => account));
    case "access":
      return usable([item]);
    case "principal":
      return new Set([
        ...usable(access.filter(({ principal }) => principal.id === item.id)),
        ...projects
          .filter(({ members }) => members.some(({ principal }) => principal === item.id))
          .flatMap((project) => project.accounts),
      ]);
    case "unit": {
      const rights = access.filter(
        ({ topic, unit }) =>
          topic === "project" && unit !== undefined && directory.unitsCovered(unit).includes(item.id),
      );
      const own = profiles.filter(({ unit }) => unit === item.id).flatMap(({ reach }) => reach);
      return new Set([
        ...rights.flatMap((row) =>
          row.accounts.filter((entry) => worksIn(entry, item.id)).map(({ account }) => account),
        ),
        ...own.map(({ account }) => account),
      ]);
    }
  }
}

/** Accounts in which the rights can be used in at least one unit. */
function usable(rows: readonly AccessItem[]): Set<string> {
  return new Set(
    rows.flatMap((row) => row.accounts.filter(({ units }) => units?.length !== 0).map(({ account }) => account)),
  );
}

function worksIn({ units }: AccessItem["accounts"][number], unit: string): boolean {
  return units === undefined || units.includes(unit);
}
