import { show, type Path } from "../problems";
import { unusableForms } from "./catalog-forms";
import { unknownTerm } from "./catalog-terms";
import { entriesTwice } from "./entries-twice";
import { repeated, type Finding } from "./finding";
import { projects } from "./project-accounts";
import type { StageView } from "./view";

type Asset = StageView["environment"]["projects"][string]["assets"][string];
type Holder = Pick<Asset, "terms" | "forms">;

/** Largest number of terms of one sort on an asset. */
const TERMS = 20;
/** Names of the forms that hold the readable text of an asset and of a column, which `readMe` is for. */
const WITH_READ_ME: readonly string[] = ["AssetCommonDetailsForm", "AttributeCommonFormType"];

interface Placed<T> {
  readonly path: Path;
  readonly said: T;
}

function assets(stage: StageView): Placed<Asset>[] {
  return projects(stage).flatMap(([key, project]) =>
    Object.entries(project.assets).map(([name, said]) => ({ path: ["projects", key, "assets", name], said })),
  );
}

/** Assets and their columns. */
function holders(stage: StageView): Placed<Holder>[] {
  return assets(stage).flatMap(({ path, said }) => [{ path, said }, ...columnsOf({ path, said })]);
}

function columnsOf({ path, said }: Placed<Asset>): Placed<Asset["columns"][string]>[] {
  return Object.entries(said.columns).map(([column, of]) => ({ path: [...path, "columns", column], said: of }));
}

/** One asset of a project is configured in one place. */
export function assetsAreDistinct(stage: StageView): Finding[] {
  return projects(stage).flatMap(([key, project]) => {
    const at = (asset: string): Path => ["projects", key, "assets", asset, "externalIdentifier"];
    return repeated(Object.entries(project.assets), ([, { externalIdentifier }]) => externalIdentifier).map(
      ({ first: [first], again: [again, { externalIdentifier }] }): Finding => ({
        code: "ENTRY_DUPLICATE",
        path: at(again),
        got: `${show(externalIdentifier)}, which is also ${at(first).join(".")}`,
        allowed: "an asset once",
        reads: [first, again].map((asset) => ({ path: at(asset) })),
      }),
    );
  });
}

/** Terms and forms of the vocabulary that assets name are in it, and forms can be chosen. */
export function vocabularyOfAssetsExists(stage: StageView): Finding[] {
  return holders(stage).flatMap(({ path, said }) => [
    ...said.terms.flatMap((term, index) => unknownTerm(stage, [...path, "terms", index], term)),
    ...unusableForms(stage, [...path, "forms"], said.forms),
  ]);
}

/** An asset, or a column, has a form and a term once. */
export function formsAndTermsOfAssetsDiffer(stage: StageView): Finding[] {
  return holders(stage).flatMap(({ path, said }) => [
    ...entriesTwice([...path, "forms"], said.forms, ({ name }) => `form ${show(name)}`),
    ...entriesTwice([...path, "terms"], said.terms, (term) => `term ${show(term)}`),
    ...said.forms.flatMap(({ name, content }, index): Finding[] =>
      WITH_READ_ME.includes(name) && "readMe" in content
        ? [
            {
              code: "ENTRY_DUPLICATE",
              path: [...path, "forms", index, "content", "readMe"],
              got: `the readable text in form ${show(name)}`,
              allowed: "the readable text in readMe",
              reads: [{ path }],
            },
          ]
        : [],
    ),
  ]);
}

/** Governed terms are for assets, and not for columns; an asset has at most 20 terms of either sort. */
export function termsOfAssetsFit(stage: StageView): Finding[] {
  const { owner } = stage;
  const glossaries = owner?.environment.catalog?.glossaries ?? {};
  const isGoverned = (term: string): boolean => glossaries[term.split("/")[0]]?.governed === true;
  return assets(stage).flatMap((asset): Finding[] => {
    const { path, said } = asset;
    const onColumns = columnsOf(asset).flatMap(({ path: at, said: { terms } }) =>
      terms.flatMap((term, index): Finding[] => {
        if (!isGoverned(term)) return [];
        const reads = [{ stage: owner, path: ["catalog", "glossaries", term.split("/")[0], "governed"] }];
        const allowed = "a term of a glossary that is not governed";
        return [
          { code: "TERM_GOVERNED", path: [...at, "terms", index], got: `governed ${show(term)}`, allowed, reads },
        ];
      }),
    );
    const governed = said.terms.filter(isGoverned).length + said.governedTermIds.length;
    const others = said.terms.filter((term) => !isGoverned(term)).length + said.termIds.length;
    const tooMany = [
      { what: "governed terms", count: governed },
      { what: "terms", count: others },
    ].flatMap(({ what, count }): Finding[] => {
      const got = `${count} ${what}`;
      const reads = [{ path }, { stage: owner, path: ["catalog", "glossaries"] }];
      const allowed = `at most ${TERMS} ${what} on an asset`;
      return count > TERMS ? [{ code: "CATALOG_COUNT", path: [...path, "terms"], got, allowed, reads }] : [];
    });
    return [...onColumns, ...tooMany];
  });
}
