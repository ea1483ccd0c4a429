import type { Catalog } from "../model";
import { show, type Path } from "../problems";
import { placedTerm } from "../resolve";
import { catalogOf, duplicateNames } from "./catalog";
import { unknownName, type Evidence, type Finding } from "./finding";
import type { StageView } from "./view";

const RELATIONS = ["isA", "classifies"] as const;

interface Relation {
  readonly from: string;
  readonly to: string;
  readonly path: Path;
}

/** Terms of one glossary have names of their own. */
export function termNamesAreUnique(stage: StageView): Finding[] {
  return Object.entries(catalogOf(stage)?.glossaries ?? {}).flatMap(([key, { terms }]) =>
    duplicateNames(["catalog", "glossaries", key, "terms"], terms),
  );
}

/** Terms that others are related to exist. */
export function relatedTermsExist(stage: StageView): Finding[] {
  const catalog = catalogOf(stage);
  if (catalog === undefined) return [];
  return relationsOf(catalog).flatMap(({ to, path }) => unknownTerm(stage, path, to));
}

/** Relations lead to no circle: a term that is a kind of itself, or the same relation written in both directions. */
export function termRelationsHaveNoCircle(stage: StageView): Finding[] {
  const catalog = catalogOf(stage);
  if (catalog === undefined) return [];
  const relations = relationsOf(catalog);
  const next = new Map<string, Relation[]>();
  for (const relation of relations) next.set(relation.from, [...(next.get(relation.from) ?? []), relation]);
  const settled = new Set<string>();
  return [...next.keys()].flatMap((term): Finding[] => {
    const circle = circleFrom(term, next, settled);
    if (circle === undefined) return [];
    const route = [...circle.map(({ from }) => from), circle[0].from].join(" > ");
    return [
      {
        code: "TERM_RELATION_CYCLE",
        path: circle[0].path,
        got: `a circle: ${route}`,
        allowed: "relations that lead away from each term",
        fix: "take one of them out; what one term classifies need not say isA as well",
        reads: circle.map(({ path }) => ({ path })),
      },
    ];
  });
}

/** The first circle that a term leads into; terms that lead into none, or into one that was found, are settled. */
function circleFrom(
  term: string,
  next: ReadonlyMap<string, readonly Relation[]>,
  settled: Set<string>,
  route: readonly Relation[] = [],
): readonly Relation[] | undefined {
  const at = route.findIndex(({ from }) => from === term);
  if (at >= 0) return route.slice(at);
  if (settled.has(term)) return undefined;
  for (const relation of next.get(term) ?? []) {
    const circle = circleFrom(relation.to, next, settled, [...route, relation]);
    if (circle !== undefined) {
      settled.add(term);
      return circle;
    }
  }
  settled.add(term);
  return undefined;
}

function relationsOf({ glossaries }: Catalog): Relation[] {
  return Object.entries(glossaries).flatMap(([glossary, { terms }]) =>
    Object.entries(terms).flatMap(([key, term]) =>
      RELATIONS.flatMap((relation) =>
        term[relation].map((name, index) => ({
          from: `${glossary}/${key}`,
          to: placedTerm(glossary, name),
          path: ["catalog", "glossaries", glossary, "terms", key, relation, index],
        })),
      ),
    ),
  );
}

/** A reference to a term (`<glossary>/<term>`) that the vocabulary of the stage's domain does not have. */
export function unknownTerm({ owner }: StageView, path: Path, reference: string): Finding[] {
  if (owner === undefined) return [];
  const glossaries = owner.environment.catalog?.glossaries ?? {};
  const [glossary, term] = reference.split("/");
  const home = ["catalog", "glossaries"];
  const among: Evidence[] = [["catalog"], home].map((at) => ({ stage: owner, path: at }));
  if (!Object.hasOwn(glossaries, glossary)) {
    const names = Object.keys(glossaries);
    const finding = unknownName("GLOSSARY_UNKNOWN", { path, name: glossary, names, home: home.join("."), among });
    return [{ ...finding, got: show(reference) }];
  }
  const { terms } = glossaries[glossary];
  if (Object.hasOwn(terms, term)) return [];
  const at = [...home, glossary, "terms"];
  const reads = [...among, { stage: owner, path: [...home, glossary] }, { stage: owner, path: at }];
  return [
    unknownName("TERM_UNKNOWN", { path, name: term, names: Object.keys(terms), home: at.join("."), among: reads }),
  ];
}
