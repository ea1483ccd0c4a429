import type { AccessSummary } from "../../api/operations";
import type { Screen } from "../context";
import { h } from "../../../pages/browser/dom";
import { moment } from "../controls";
import { pagedList } from "../paged-list";
import { empty, facts, linkButton, screenTitle, stateChip } from "../parts";
import { formatPlace, type ScreenId } from "../place";
import { problemSentence, whenText } from "../words";

/** Requests on a page of a list. */
export const PAGE = 25;

/** Everything that the person has asked for. */
export const requestsScreen: Screen = async (_place, context) => {
  const list = await pagedList(
    context,
    (cursor) => context.client.call("listAccessRequests", { query: { only: "mine", limit: PAGE, cursor } }),
    (one) => requestCard(one, "requests"),
  );
  const ask = linkButton("Ask for data", formatPlace({ screen: "data", id: "", text: "" }));
  const nothing = empty("You have asked for nothing yet. Search the catalogue and ask for what you need.", ask);
  const title = "My requests";
  const intro = h("p", { class: "intro" }, "What you have asked for, and what became of it. The newest comes first.");
  return { title, content: h("div", {}, screenTitle(title), intro, list ?? nothing) };
};

/** A request in a list; the list says in which screen it is opened. */
export function requestCard(request: AccessSummary, screen: ScreenId): HTMLElement {
  const { id, asset, consumer, producer, askedAt, lapsesAt, expiresAt, problem, reason } = request;
  const now = new Date();
  const isHeld = request.phase === "held";
  return h(
    "article",
    { class: "card" },
    h(
      "div",
      { class: "card-head" },
      h("h2", {}, h("a", { href: formatPlace({ screen, id, text: "" }) }, asset.name || asset.id)),
      stateChip(request),
    ),
    facts(
      ["For project", consumer.name || consumer.id],
      ["Data of", producer.name || producer.id],
      ["Asked", moment(askedAt, whenText(askedAt, now))],
      [
        screen === "decide" ? "Decide by" : "Rejected, if nobody decides by",
        isHeld && lapsesAt !== undefined && moment(lapsesAt, whenText(lapsesAt, now)),
      ],
      ["Access ends", expiresAt !== undefined && moment(expiresAt, whenText(expiresAt, now))],
      ["In the way", problem !== undefined && problemSentence(problem)],
      ["Reason", screen === "decide" && h("span", { class: "clamp" }, reason)],
    ),
  );
}
