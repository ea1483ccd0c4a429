import type { Directory } from "./directory";
import { byId, fill, h } from "../../../pages/browser/dom";
import type { Place } from "./place";
import { CHANGES } from "./words";

type Choice = {
  readonly id: string;
  readonly member: "stage" | "businessUnit" | "region" | "change";
  readonly all: string;
  readonly values: readonly (readonly [value: string, text: string])[];
};

/**
 * Fills the selects, and reports what people type and choose. Selects without a choice to make are hidden.
 *
 * @returns forgets what was typed and not reported yet: the page went elsewhere meanwhile
 */
export function setUpToolbar(directory: Directory, go: (change: Partial<Place>) => void): () => void {
  for (const { id, member, all, values } of choices(directory)) {
    const select = byId<HTMLSelectElement>(id);
    fill(
      select,
      h("option", { value: "" }, all),
      values.map(([value, text]) => h("option", { value }, text)),
    );
    select.addEventListener("change", () => go({ [member]: select.value }));
    (select.closest("label") as HTMLElement).hidden = values.length < 2;
  }
  const search = byId<HTMLInputElement>("search");
  let timer = 0;
  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => go({ text: typedText() }), 120);
  });
  return () => clearTimeout(timer);
}

/** Text in the search field, without blanks around it. */
export function typedText(): string {
  return byId<HTMLInputElement>("search").value.trim();
}

/** Shows what the place asks for; does not touch a field that somebody is typing in. */
export function showPlace(place: Place): void {
  for (const [id, value] of [
    ["filter-stage", place.stage],
    ["filter-unit", place.businessUnit],
    ["filter-region", place.region],
    ["filter-change", place.change],
  ] as const)
    byId<HTMLSelectElement>(id).value = value;
  const search = byId<HTMLInputElement>("search");
  if (search.value.trim() !== place.text) search.value = place.text;
  const filtered = [place.text, place.stage, place.businessUnit, place.region, place.change].some(
    (value) => value !== "",
  );
  byId("clear").hidden = !filtered;
}

function choices(directory: Directory): Choice[] {
  const { stages, accounts, plan } = directory.topology;
  const same = (values: Iterable<string>) => [...new Set(values)].sort().map((value) => [value, value] as const);
  const unnamed = accounts.some(
    ({ businessUnit, association }) => businessUnit === undefined && association !== undefined,
  );
  const units = same(accounts.flatMap(({ businessUnit }) => businessUnit ?? []));
  const actions = Object.entries(CHANGES).map(([action, { sign, text }]) => [action, `${sign} ${text}`] as const);
  return [
    { id: "filter-stage", member: "stage", all: "All stages", values: stages.map(({ name }) => [name, name] as const) },
    {
      id: "filter-unit",
      member: "businessUnit",
      all: "All business units",
      values: unnamed && units.length > 0 ? [...units, ["-", "None"]] : units,
    },
    {
      id: "filter-region",
      member: "region",
      all: "All Regions",
      values: same(accounts.flatMap(({ regions }) => regions.map(({ region }) => region))),
    },
    {
      id: "filter-change",
      member: "change",
      all: "Changed or not",
      values: plan === undefined ? [] : [["any", "All that changes"], ...actions],
    },
  ];
}
