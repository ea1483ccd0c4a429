import type { Screen } from "../context";
import { h } from "../../../pages/browser/dom";
import { pagedList } from "../paged-list";
import { empty, linkButton, screenTitle } from "../parts";
import { formatPlace } from "../place";
import { PAGE, requestCard } from "./requests";

/** Requests that wait for a decision which the person may make. */
export const decideScreen: Screen = async (_place, context) => {
  const list = await pagedList(
    context,
    (cursor) => context.client.call("listAccessRequests", { query: { only: "to-decide", limit: PAGE, cursor } }),
    (one) => requestCard(one, "decide"),
  );
  const nothing = empty(
    "Nothing waits for you. Rules decide most requests; what they leave to people and to you comes here.",
    linkButton("See what ends soon", formatPlace({ screen: "ends", id: "", text: "" })),
  );
  const title = "Decide";
  const intro = h(
    "p",
    { class: "intro" },
    "Requests that rules leave to people. Open one to see why it waits, and decide.",
  );
  return { title, content: h("div", {}, screenTitle(title), intro, list ?? nothing) };
};
