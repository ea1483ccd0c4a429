import { ListEnvironmentBlueprintConfigurationsCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { KeptBlueprints, KeptBlueprintsRequest } from "../../../contracts/control-plane";
import type { Clients } from "../clients";
import { DomainInvisible, lookInDomain } from "../engine/domain-visibility";
import { blueprintIds } from "./blueprint-ids";
import { refusalOf, type Weakenings, weakeningsOf } from "./weakening";

/** Facts about the account in whose name the question is answered. */
export interface Asker {
  readonly clients: Clients;
  readonly accountId: string;
  /** Tells whether the ledger has a blueprint configuration of this key: others are nobody's to take away. */
  readonly isOurs: (key: string) => Promise<boolean>;
}

/**
 * Finds what a plan takes away from the account's blueprints while projects rely on them. Writes nothing. A domain that the account
 * does not see has no projects in it.
 */
export async function keptBlueprints(
  { clients, accountId, isOurs }: Asker,
  { domainId, scope, blueprints, leaving }: KeptBlueprintsRequest,
): Promise<KeptBlueprints> {
  const look = async (): Promise<string | undefined> => {
    const weakened = await weakenedBlueprints(clients, domainId, blueprints, (name) => isOurs(`${scope}/${name}`));
    return refusalOf(clients, { domainId, accountId, leaving }, weakened);
  };
  try {
    return { refusal: (await lookInDomain(clients, domainId, look)) ?? "" };
  } catch (error) {
    if (error instanceof DomainInvisible) return { refusal: "" };
    throw error;
  }
}

async function weakenedBlueprints(
  clients: Clients,
  domainId: string,
  kept: KeptBlueprintsRequest["blueprints"],
  isOurs: (blueprint: string) => Promise<boolean>,
): Promise<Weakenings> {
  const live = await allPages(
    (nextToken) =>
      clients
        .datazone()
        .send(new ListEnvironmentBlueprintConfigurationsCommand({ domainIdentifier: domainId, nextToken })),
    (page) => page.items,
  );
  if (live.length === 0) return [];
  const ids = await blueprintIds(clients, domainId);
  const weakened: [string, string[]][] = [];
  for (const item of live) {
    const name = ids.nameOf(item.environmentBlueprintId ?? "");
    const stays = Object.hasOwn(kept, name);
    const parts = weakeningsOf(item, stays ? kept[name] : undefined);
    if (parts.length > 0 && (stays || (await isOurs(name)))) weakened.push([name, parts]);
  }
  return weakened.sort(([a], [b]) => (a < b ? -1 : 1));
}
