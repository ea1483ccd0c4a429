import { h } from "../../../../pages/browser/dom";
import type { Context } from "../../context";
import { monthCosts } from "../../projects/cost";

/** Rows of the report that are read: months of one project. */
const MOST = 100;

/**
 * Place of what a project costs, filled when the newest report has come: the project is shown without waiting for it. Where no cost report
 * is configured, or where it cannot be read, the place stays empty; the page of reports says why.
 */
export function costPlace(project: string, { client }: Context): HTMLElement {
  const place = h("div", {});
  // An empty place is a gap between its neighbours.
  place.hidden = true;
  const fill = async (): Promise<void> => {
    const { items } = await client.call("readReport", { id: "cost", query: { project, limit: MOST } });
    const months = monthCosts(items);
    if (months.length === 0) return;
    place.replaceChildren(costPanel(months));
    place.hidden = false;
  };
  fill().catch(() => undefined);
  return place;
}

function costPanel(months: ReturnType<typeof monthCosts>): HTMLElement {
  const rows = months.map(({ month, text }) => h("li", {}, month, h("span", { class: "muted" }, text)));
  return h(
    "section",
    { class: "panel", "aria-labelledby": "cost-title" },
    h("h2", { id: "cost-title" }, "Costs"),
    h("ul", { class: "pairs" }, ...rows),
  );
}
