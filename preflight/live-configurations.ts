import {
  type EnvironmentBlueprintConfigurationItem,
  GetDomainCommand,
  ListEnvironmentBlueprintConfigurationsCommand,
} from "@aws-sdk/client-datazone";
import { allPages } from "../aws/pages";
import type { SeenAccount } from "./landscape";
import { isInvisible, type LiveDomain } from "./live-domain";

/** A blueprint that an account has enabled. */
export interface LiveConfiguration {
  /** Name of a managed blueprint; empty for a custom one. */
  readonly blueprint: string;
  readonly blueprintId: string;
  readonly configuration: EnvironmentBlueprintConfigurationItem;
}

/** Tells whether an account sees the domain, which one that is not associated does not. */
export async function seesDomain({ reads }: SeenAccount, region: string, { id }: LiveDomain): Promise<boolean> {
  try {
    await reads.datazone(region).send(new GetDomainCommand({ identifier: id }));
    return true;
  } catch (error) {
    if (isInvisible(error)) return false;
    throw error;
  }
}

/** Blueprints that an account has enabled, asked in the account itself; undefined where it is not associated. */
export async function liveConfigurations(
  seen: SeenAccount,
  region: string,
  domain: LiveDomain,
): Promise<LiveConfiguration[] | undefined> {
  if (!seen.regions.includes(region) || !(await seesDomain(seen, region, domain))) return undefined;
  const datazone = seen.reads.datazone(region);
  const items = await allPages(
    (nextToken) =>
      datazone.send(new ListEnvironmentBlueprintConfigurationsCommand({ domainIdentifier: domain.id, nextToken })),
    (page) => page.items,
  );
  return items.map((configuration) => {
    const blueprintId = configuration.environmentBlueprintId ?? "";
    return { blueprint: domain.blueprints.get(blueprintId) ?? "", blueprintId, configuration };
  });
}
