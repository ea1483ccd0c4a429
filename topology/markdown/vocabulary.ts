import type { Content } from "../../formats/markdown";
import type { DomainItem, Source } from "../model";
import type { TableSection } from "./table-section";

/** Words and rules; nothing where no domain has some. */
export function vocabularyTables(domains: readonly DomainItem[], written: (source: Source) => Content): TableSection[] {
  const views = domains.flatMap(({ vocabulary }) => vocabulary ?? []);
  if (views.length === 0) return [];
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
  const wordColumns = ["Name", "Kind", "Holds", "Owner", "Written in"];
  const ruleColumns = ["Rule", "On", "Unit", "Demands", "Asset types", "Written in"];
  return [
    { heading: "Vocabulary", columns: wordColumns, rows: words, empty: "No words." },
    { heading: "Rules on metadata", columns: ruleColumns, rows: rules, empty: "No rules." },
  ];
}
