import type { Operations } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { moment } from "../../controls";
import { apiForm } from "../../form";
import { pagedList } from "../../paged-list";
import { backLink, empty, facts, linkButton, screenTitle } from "../../parts";
import { formatPlace, listHref } from "../../place";
import { dateText, momentText, plural, whenText } from "../../words";
import { PAGE } from "../requests";
import { columnTitle, isForPeople, reportTitle, rowHeading, type Row } from "./words";

type Answer = Operations["readReport"]["answer"];

/** Rows of a report, of the newest or of a day. */
export const reportScreen: Screen = async ({ id, text: day }, context) => {
  const { client } = context;
  const { items } = await client.call("listReports", {});
  const report = items.find(({ name }) => name === id);
  let last: Answer | undefined;
  const list = await pagedList(
    context,
    async (cursor) => {
      const query = { limit: PAGE, cursor, ...(day === "" ? {} : { day }) };
      last = await client.call("readReport", { id, query });
      return last;
    },
    (row) => rowCard(row, last?.columns ?? []),
  );
  const title = reportTitle(id);
  const nothing = empty(
    last?.edition === undefined
      ? "There is none of that day."
      : "It has no row that you may see: nothing is to be told of your projects and units.",
    day === "" ? undefined : linkButton("See the newest", formatPlace({ screen: "reports", id, text: "" })),
  );
  const content = h(
    "div",
    {},
    backLink(listHref("reports"), "“Reports”"),
    screenTitle(title),
    h("p", { class: "intro" }, report?.says ?? ""),
    editionSection(last?.edition),
    daysSection(id, day, report?.days ?? []),
    list !== undefined && spreadsheetForm(id, day, context),
    list ?? nothing,
  );
  return { title, content };
};

function editionSection(edition: Answer["edition"]): Child {
  if (edition === undefined) return undefined;
  const { readAt, rows, isWhole, gaps, isAsked } = edition;
  return facts(
    ["As of", moment(readAt, momentText(readAt, new Date()))],
    ["Made", isAsked && "because somebody asked for it"],
    ["Rows", rows !== undefined && rows.toLocaleString("en")],
    [
      "Not whole",
      !isWhole &&
        h(
          "a",
          { href: formatPlace({ screen: "reports", id: "gaps", text: "" }) },
          `${plural(gaps, "thing")} could not be read`,
        ),
    ],
  );
}

function daysSection(id: string, day: string, days: readonly string[]): Child {
  if (days.length < 2) return undefined;
  const entry = (text: string, name: string) =>
    h(
      "li",
      {},
      h("a", { href: formatPlace({ screen: "reports", id, text }), "aria-current": text === day && "true" }, name),
    );
  const entries = [entry("", "The newest"), ...days.map((one) => entry(one, dateText(`${one}T12:00:00Z`)))];
  const list = h("nav", { class: "spans", "aria-label": "Day" }, h("ul", {}, ...entries));
  return h(
    "details",
    {},
    h("summary", {}, day === "" ? "Look at another day" : `Of ${day}; look at another day`),
    list,
  );
}

/** A row as a card: a table of so many columns is not for a phone. What mends a finding comes first. */
function rowCard(row: Row, columns: Answer["columns"]): HTMLElement {
  const heading = rowHeading(row);
  const isTold = ({ name }: { readonly name: string }) => name === "remedy" || row[name] === heading;
  const there = columns.filter((one) => row[one.name] !== null && row[one.name] !== "" && !isTold(one));
  const lines = (some: typeof there) =>
    facts(...some.map((column) => [columnTitle(column), cellText(row, column)] as const));
  const ids = there.filter((one) => !isForPeople(one));
  return h(
    "article",
    { class: "card" },
    h("h2", { tabindex: "-1" }, heading),
    typeof row.remedy === "string" &&
      row.remedy !== "" &&
      h("p", { class: "note" }, "Mend it: ", h("code", {}, row.remedy)),
    lines(there.filter(isForPeople)),
    ids.length > 0 && h("details", {}, h("summary", {}, "Ids"), lines(ids)),
  );
}

function cellText(row: Row, { name, type }: Answer["columns"][number]): Child {
  const cell = row[name];
  if (type === "time" && typeof cell === "string") return moment(cell, whenText(cell, new Date()));
  return typeof cell === "number" ? cell.toLocaleString("en") : String(cell);
}

/** Parts of 5,000 rows for one file: what is larger is read from the bucket. */
const MOST_PARTS = 20;

function spreadsheetForm(id: string, day: string, context: Context): HTMLElement {
  return apiForm<true>(context, {
    draft: `csv:${id}`,
    content: [],
    submit: "Save it for a spreadsheet",
    read: () => ({ value: true }),
    send: async () => {
      const parts: string[] = [];
      let cursor: string | undefined;
      for (let part = 0; part < MOST_PARTS; part++) {
        const query = { cursor, ...(day === "" ? {} : { day }) };
        const { csv, next } = await context.client.call("readReportCsv", { id, query });
        parts.push(csv);
        if (next === undefined) break;
        cursor = next;
      }
      save(`${id}${day === "" ? "" : `-${day}`}.csv`, parts);
      context.say("The file is saved");
    },
  });
}

function save(name: string, parts: readonly string[]): void {
  const address = URL.createObjectURL(new Blob([...parts], { type: "text/csv;charset=utf-8" }));
  const link = h("a", { href: address, download: name });
  link.click();
  URL.revokeObjectURL(address);
}
