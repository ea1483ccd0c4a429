import type { Content } from "../../formats/markdown";
import type { Source, VocabularyView } from "../model";

/** Rows of the tables of words and of rules. */
export function vocabularyRows(views: readonly VocabularyView[], written: (source: Source) => Content) {
  const words = views.flatMap(({ owner, glossaries, forms, assetTypes }) =>
    [...glossaries, ...forms, ...assetTypes].map(({ name, what, content, source }): Content[] => [
      name,
      what,
      content.join(", "),
      owner,
      written(source),
    ]),
  );
  const rules = views.flatMap(({ rules: all }) =>
    all.map(({ name, on, where, demands, assetTypes, source }): Content[] => [
      name,
      on,
      where,
      demands.join(", "),
      assetTypes.length === 0 ? "all" : assetTypes.join(", "),
      written(source),
    ]),
  );
  return { words, rules };
}
