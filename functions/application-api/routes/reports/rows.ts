import type { z } from "zod";
import { csvText } from "../../../../audit/rendering";
import { EDITION } from "../../../../contracts/application/report-files";
import { isChosen, maySee, type Row, type RowChoice, type Sight } from "../../../../governance/reports";
import { cursorOf, placeIn } from "../../http/cursor";
import { readPart, type PartAsked } from "../../reports/part";
import type { ReportEdition, ReportShelf } from "../../reports/shelf";
import { sightOf, unitsBelow } from "../../reports/sight";
import { apiRoute, KNOWN, type Surroundings } from "../route";
import { REPORT } from "./known";
import { csvQuery, reportCsv, reportPage, rowsQuery } from "./schemas";
import { newestEdition, shownEdition } from "./shown";

/** Rows that one page looks at: some megabytes, unpacked in less than a second. */
const MOST_ROWS_OF_A_PAGE = 30_000;
/** Rows that one part as CSV looks at: nobody waits for it at a screen. */
const MOST_ROWS_OF_A_PART = 100_000;
/** Characters of a part as CSV. An answer of Lambda has 6 MB at most, and quotation marks take twice their place in JSON. */
const MOST_TEXT = 2_500_000;

type Choice = Omit<z.output<typeof csvQuery>, "cursor" | "limit">;

/** Rows of a report. */
export const readReport = apiRoute({
  method: "GET",
  path: "/reports/{id}",
  name: "readReport",
  summary: "Read rows of a report that the caller may see, of the newest or of a given day.",
  callers: ["person", "machine"],
  who: KNOWN,
  object: REPORT,
  query: rowsQuery,
  answers: reportPage,
  changes: false,
  async handle(call) {
    const { limit, cursor, ...choice } = call.query;
    const part = await partOf(call, choice, cursor, { limit, most: MOST_ROWS_OF_A_PAGE });
    return { items: part.rows.map(nullsIn), ...part.about };
  },
});

/** A report as CSV. */
export const readReportCsv = apiRoute({
  method: "GET",
  path: "/reports/{id}/csv",
  name: "readReportCsv",
  summary: "Read rows of a report that the caller may see as CSV, in parts of 5,000 rows at most.",
  callers: ["person", "machine"],
  who: KNOWN,
  object: REPORT,
  query: csvQuery,
  answers: reportCsv,
  changes: false,
  async handle(call) {
    const { limit, cursor, ...choice } = call.query;
    const part = await partOf(call, choice, cursor, {
      limit,
      most: MOST_ROWS_OF_A_PART,
      size: { of: (row) => JSON.stringify(row).length, most: MOST_TEXT },
    });
    const columns = Object.fromEntries(part.about.columns.map(({ name, ...column }) => [name, column]));
    const [head = "", ...lines] = csvText({ columns }, part.rows.map(absentIn));
    return { csv: (cursor === undefined ? [head, ...lines] : lines).join(""), ...part.about };
  },
});

const nullsIn = (row: Row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? null]));
/** In files what is not known is null; in the program it is absent. */
const absentIn = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, cell ?? undefined]));

/** Rows of a part that the caller may see, with what is said about them. */
async function partOf(
  call: Surroundings & { readonly object: { readonly name: string } },
  choice: Choice,
  cursor: string | undefined,
  bounds: Pick<PartAsked, "limit" | "most" | "size">,
) {
  const { services, settings, object } = call;
  const list = ["reports", object.name, choice];
  const { edition, from } = await placeOf(object.name, choice.day, placeIn(list, cursor), services.reports);
  if (edition === undefined) return { rows: [], about: { columns: [] } };
  const sight = await sightOf(call);
  const { unit, project, person, asset } = choice;
  const chosen = { project, person, asset, ...(unit === undefined ? {} : { units: unitsBelow(unit, settings) }) };
  const { rows, next } = await readPart(services.reports, edition, {
    ...bounds,
    from,
    words: wordsOf(chosen, sight),
    isWanted: (row) => maySee(row, sight) && isChosen(row, chosen),
  });
  const { columns } = edition;
  const about = { edition: shownEdition(edition, sight), columns: [...columns] };
  return { rows, about: { ...about, next: next === undefined ? undefined : cursorOf(list, `${edition.id}#${next}`) } };
}

/** Edition and row at which a part begins. A cursor leads to the edition that it began with, though there is a newer one. */
async function placeOf(
  name: string,
  day: string | undefined,
  at: string | undefined,
  shelf: ReportShelf,
): Promise<{ readonly edition: ReportEdition | undefined; readonly from: number }> {
  if (at === undefined)
    return { edition: day === undefined ? await newestEdition(name, shelf) : await shelf.newestOf(name, day), from: 0 };
  const [id = "", row = ""] = at.split("#");
  const from = Number.parseInt(row, 10);
  const edition = EDITION.test(id) ? await shelf.edition(name, id) : undefined;
  return { edition, from: Number.isSafeInteger(from) && from > 0 ? from : 0 };
}

/** Texts of which one is in every line that is wanted, as they are written in JSON; nothing where any line may be. */
function wordsOf({ asset, person, project }: RowChoice, sight: Sight): readonly string[] | undefined {
  const one = asset ?? person ?? project;
  const words = one !== undefined ? [one] : sight.all ? undefined : [...sight.projects, ...sight.units];
  return words?.map((word) => JSON.stringify(word).slice(1, -1));
}
