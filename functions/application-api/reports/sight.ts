import { lineageOf } from "../../../governance/access-rules";
import { stewardedUnits } from "../../../governance/people";
import type { Sight } from "../../../governance/reports";
import type { Surroundings } from "../routes/route";

/**
 * Rows that a caller may see: auditors and the governance team all; leads and stewards those about their units, as the units were at the time
 * of the report; owners those about projects that they own now.
 */
export async function sightOf({ caller, services, settings }: Surroundings): Promise<Sight> {
  const { governanceTeam, auditor, stewards, leads } = caller.standing;
  if (governanceTeam || auditor) return { all: true };
  const memberships = await services.projects.membershipsOf(caller);
  const owned = [...memberships].filter(([, membership]) => membership === "owner").map(([id]) => id);
  const keys = new Set(stewardedUnits([...stewards, ...leads], settings.rules.unitParents));
  return { all: false, projects: new Set(owned), units: idsOf((key) => keys.has(key), settings) };
}

/** Ids of a unit and of those below it; none where there is no such unit. */
export function unitsBelow(unit: string, settings: Surroundings["settings"]): ReadonlySet<string> {
  const { unitParents } = settings.rules;
  return idsOf((key) => lineageOf(key, unitParents)?.includes(unit) === true, settings);
}

const idsOf = (isIt: (key: string) => boolean, { names }: Surroundings["settings"]): ReadonlySet<string> =>
  new Set(Object.entries(names.units).flatMap(([id, key]) => (isIt(key) ? [id] : [])));
