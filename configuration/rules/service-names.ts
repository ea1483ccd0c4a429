import { show, type Path } from "../problems";
import { catalogOf } from "./catalog";
import { repeated, type Finding } from "./finding";
import { writtenPlace } from "./located-problem";
import type { DomainView, StageView } from "./view";

/** Of pools, profiles and projects, in the API's model. */
const LONGEST_NAME = 64;

interface PlacedName {
  readonly stage: StageView;
  readonly path: Path;
  readonly name: string;
}

/** Names of pools are unique in the domain, over all its stages. */
export function poolNamesAreUnique(domain: DomainView): Finding[] {
  return sameNames(
    domain.flatMap((stage) =>
      Object.values(stage.pools).map(({ key, name }) => {
        const named = stage.environment.pools[key].name !== undefined;
        return { stage, name, path: named ? ["pools", key, "name"] : ["pools", key] };
      }),
    ),
  );
}

/** Names that pools get from stage and key fit what the service takes. */
export function poolNamesFit({ pools, environment }: StageView): Finding[] {
  return Object.values(pools).flatMap(({ key, name }): Finding[] => {
    if (environment.pools[key].name !== undefined || name.length <= LONGEST_NAME) return [];
    const got = `${show(name)} of ${name.length} characters, from stage and key`;
    const allowed = `names of ${LONGEST_NAME}`;
    return [{ code: "NAME_TOO_LONG", path: ["pools", key], got, allowed, fix: 'add "name", or shorten the key' }];
  });
}

/** Names of profiles are unique in the domain, over all its stages. */
export function profileNamesAreUnique(domain: DomainView): Finding[] {
  return sameNames(placed(domain, "profiles"));
}

/** Names of projects are unique in the domain, over all its stages. */
export function projectNamesAreUnique(domain: DomainView): Finding[] {
  return sameNames([...placed(domain, "projects"), ...catalogOwners(domain)]);
}

/** Projects that the layer of the vocabulary makes. */
function catalogOwners(domain: DomainView): PlacedName[] {
  return domain.flatMap((stage) => {
    const owner = catalogOf(stage)?.owner;
    if (owner === undefined || !("create" in owner)) return [];
    return [{ stage, name: owner.create.name, path: ["catalog", "owner", "create", "name"] }];
  });
}

function placed(domain: DomainView, map: "profiles" | "projects"): PlacedName[] {
  return domain.flatMap((stage) => {
    const named: Readonly<Record<string, { readonly name: string }>> = stage.environment[map];
    return Object.entries(named).map(([key, { name }]) => ({ stage, name, path: [map, key, "name"] }));
  });
}

/** The control-plane function finds objects by name, so two of one name could not be told apart. */
function sameNames(names: readonly PlacedName[]): Finding[] {
  const certain = ({ stage, path, name }: PlacedName): string | undefined =>
    stage.mended.covers(path) ? undefined : name.toLowerCase();
  return repeated(names, certain).map(({ first, again }) => {
    const there = writtenPlace(first.stage, first.path);
    const isHere = there.file === writtenPlace(again.stage, again.path).file;
    return {
      code: "NAME_DUPLICATE",
      stage: again.stage,
      path: again.path,
      got: `${show(again.name)}, which is also ${isHere ? "" : `in ${there.file}: `}${there.path.slice(0, 2).join(".")}`,
      allowed: "a name that no other in the domain has, not even in other case",
      fix: "rename one; a stage's name as ending keeps stages apart",
      reads: [{ stage: first.stage, path: first.path }],
    };
  });
}
