import type { Screen } from "../context";
import { h } from "../../../pages/browser/dom";
import { pagedList } from "../paged-list";
import { empty, linkButton, screenTitle } from "../parts";
import { formatPlace } from "../place";
import { plural } from "../words";
import { PAGE, requestCard } from "./requests";

const SPANS = [30, 90, 365];

/** Access that ends soon. */
export const endsScreen: Screen = async ({ text }, context) => {
  const days = SPANS.find((span) => String(span) === text) ?? SPANS[0];
  const list = await pagedList(
    context,
    (cursor) => context.client.call("listExpiringAccess", { query: { days, limit: PAGE, cursor } }),
    (one) => requestCard(one, "ends"),
  );
  const spans = SPANS.map((span) => {
    const href = formatPlace({ screen: "ends", id: "", text: String(span) });
    return h("li", {}, h("a", { href, "aria-current": span === days && "true" }, plural(span, "day")));
  });
  const longer = SPANS.find((span) => span > days);
  const next = longer === undefined ? undefined : formatPlace({ screen: "ends", id: "", text: String(longer) });
  const nothing = empty(
    `No access that you may see ends within ${plural(days, "day")}.`,
    next === undefined ? undefined : linkButton(`Look at ${plural(longer ?? 0, "day")}`, next),
  );
  const title = "Ends soon";
  const intro =
    "Access that comes to its end, the next first. Who decides on it can extend it, or end it before its time.";
  const choices = h("nav", { class: "spans", "aria-label": "Within" }, h("span", {}, "Within"), h("ul", {}, ...spans));
  return {
    title,
    content: h("div", {}, screenTitle(title), h("p", { class: "intro" }, intro), choices, list ?? nothing),
  };
};
