import { ListEnvironmentBlueprintsCommand } from "@aws-sdk/client-datazone";
import { allPages } from "../../../aws/pages";
import type { BlueprintName } from "../../../contracts/service/blueprints";
import type { Clients } from "../clients";
import { ControlPlaneError } from "../errors";

/** Both directions between names and ids of a domain's managed blueprints. */
export interface BlueprintIds {
  idOf(name: BlueprintName): string;
  /** The name, or the id itself where the blueprint is not a managed one. */
  nameOf(id: string): string;
}

const FRESH_MILLISECONDS = 10 * 60 * 1000;
const cached = new WeakMap<Clients, Map<string, { readonly at: number; readonly ids: BlueprintIds }>>();

/** Managed blueprints of a domain. Ids are those of the Region (field evidence, section 4, 6) and do not change, so they are kept for a while. */
export async function blueprintIds(clients: Clients, domainId: string): Promise<BlueprintIds> {
  const byDomain = cached.get(clients) ?? new Map<string, { readonly at: number; readonly ids: BlueprintIds }>();
  cached.set(clients, byDomain);
  const known = byDomain.get(domainId);
  if (known !== undefined && Date.now() - known.at < FRESH_MILLISECONDS) return known.ids;
  const ids = await listed(clients, domainId);
  byDomain.set(domainId, { at: Date.now(), ids });
  return ids;
}

async function listed(clients: Clients, domainId: string): Promise<BlueprintIds> {
  const summaries = await allPages(
    (nextToken) =>
      clients
        .datazone()
        .send(new ListEnvironmentBlueprintsCommand({ domainIdentifier: domainId, managed: true, nextToken })),
    (page) => page.items,
  );
  const ids = new Map(summaries.map(({ name, id }) => [name ?? "", id ?? ""]));
  const names = new Map(summaries.map(({ name, id }) => [id ?? "", name ?? ""]));
  return {
    idOf(name) {
      const id = ids.get(name);
      if (id !== undefined) return id;
      const offered = [...ids.keys()].sort().join(", ");
      throw new ControlPlaneError(
        "UNSUPPORTED_CHANGE",
        `domain "${domainId}" offers no managed blueprint "${name}" (offered: ${offered === "" ? "none" : offered}); fix: remove it from the configuration; the set differs by Region`,
      );
    },
    nameOf: (id) => names.get(id) ?? id,
  };
}
