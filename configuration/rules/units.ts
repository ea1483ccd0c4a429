import { show } from "../problems";
import { repeated, type Finding } from "./finding";
import { ROOT_UNIT, unknownMember, unknownUnit } from "./references";
import type { StageView } from "./view";

/** Quotas of DataZone. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const UNITS_PER_DOMAIN = 500;
const UNIT_LEVELS = 5;

/** `root` names the domain's root unit wherever a unit is named. */
export function unitKeysAreNotReserved(stage: StageView): Finding[] {
  if (!stage.ownsDomain || stage.domain === undefined || !Object.hasOwn(stage.domain.units, ROOT_UNIT)) return [];
  return [
    {
      code: "UNIT_RESERVED",
      path: ["domain", "units", ROOT_UNIT],
      got: `the key ${show(ROOT_UNIT)}`,
      allowed: "any other key",
    },
  ];
}

/** The parent of every unit exists. */
export function unitParentsExist(stage: StageView): Finding[] {
  return units(stage).flatMap(([key, { parent }]) => unknownUnit(stage, ["domain", "units", key, "parent"], parent));
}

/** The unit tree has no cycle and at most five levels below the root. */
export function unitTreeIsShallow(stage: StageView): Finding[] {
  return units(stage).flatMap(([key]): Finding[] => {
    const lineage = unitLineage(stage, key);
    const path = ["domain", "units", key, "parent"];
    const reads = lineage.map((ancestor) => ({ path: ["domain", "units", ancestor, "parent"] }));
    const route = [...lineage].reverse().join(" > ");
    if (new Set(lineage).size < lineage.length) {
      // Every unit of a circle sees it, and so does every unit below: its first member reports it.
      if (lineage.at(-1) !== key || lineage.some((unit) => unit < key)) return [];
      return [
        { code: "UNIT_CYCLE", path, got: `a circle: ${route}`, allowed: "a parent that leads to the root", reads },
      ];
    }
    // Deeper descendants are not reported: they move with this one.
    if (lineage.length !== UNIT_LEVELS + 1) return [];
    const allowed = `at most ${UNIT_LEVELS} levels below the root`;
    return [{ code: "UNIT_DEPTH", path, got: `level ${lineage.length}: ${route}`, allowed, reads }];
  });
}

/** Units with the same parent have different names. */
export function unitSiblingsHaveDifferentNames(stage: StageView): Finding[] {
  return repeated(units(stage), ([, { parent, name }]) => JSON.stringify([parent, name.toLowerCase()])).map(
    ({ first: [firstKey], again: [key, { name }] }) => ({
      code: "UNIT_NAME_DUPLICATE",
      path: ["domain", "units", key, "name"],
      got: `${show(name)}, which is also the name of its sibling domain.units.${firstKey}`,
      allowed: "a name that differs from its siblings', not only in case",
      reads: [firstKey, key].flatMap((unit) =>
        ["name", "parent"].map((part) => ({ path: ["domain", "units", unit, part] })),
      ),
    }),
  );
}

/** A domain has at most 500 units. */
export function unitsAreNotTooMany(stage: StageView): Finding[] {
  const { length } = units(stage);
  if (length <= UNITS_PER_DOMAIN) return [];
  return [
    { code: "UNIT_COUNT", path: ["domain", "units"], got: `${length} units`, allowed: `at most ${UNITS_PER_DOMAIN}` },
  ];
}

/** Owners of units exist and are named once. */
export function unitOwnersExist(stage: StageView): Finding[] {
  if (!stage.ownsDomain || stage.domain === undefined) return [];
  const places = [
    { path: ["domain", "rootOwners"], owners: stage.domain.rootOwners },
    ...units(stage).map(([key, { owners }]) => ({ path: ["domain", "units", key, "owners"], owners })),
  ];
  return places.flatMap(({ path, owners }) => [
    ...Object.entries(owners).flatMap(([key, owner]) => unknownMember(stage, [...path, key], owner)),
    ...repeated(Object.entries(owners), ([, owner]) => JSON.stringify(owner)).map(
      ({ first, again: [key, owner] }): Finding => {
        const got = `${show(owner)}, which is also ${first[0]}`;
        const reads = [{ path: [...path, key] }, { path: [...path, first[0]] }];
        return { code: "OWNER_DUPLICATE", path: [...path, key], got, allowed: "an owner once", reads };
      },
    ),
  ]);
}

/** The unit and its ancestors below the root; ends with a repetition where there is a circle. */
export function unitLineage({ domain }: StageView, key: string): string[] {
  const lineage: string[] = [];
  for (
    let unit = key;
    unit !== ROOT_UNIT && domain !== undefined && Object.hasOwn(domain.units, unit);
    unit = domain.units[unit].parent
  ) {
    const circle = lineage.includes(unit);
    lineage.push(unit);
    if (circle) break;
  }
  return lineage;
}

function units({ ownsDomain, domain }: StageView) {
  return ownsDomain && domain !== undefined ? Object.entries(domain.units) : [];
}
