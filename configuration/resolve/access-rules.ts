import type { AccessRules, DataAccess } from "../../governance/access-rules";
import type { OwnedDomain } from "../model";

/** Rules on access to data, with the units that they are decided in. */
export function resolveAccessRules(dataAccess: DataAccess, { units }: Pick<OwnedDomain, "units">): AccessRules {
  const parents = Object.entries(units).map(([key, { parent }]) => [key, parent]);
  return { ...dataAccess, unitParents: Object.fromEntries(parents) as Record<string, string> };
}
