import type { Screen } from "../../context";
import { h } from "../../../../pages/browser/dom";
import { pagedList } from "../../paged-list";
import { backLink, empty, linkButton, screenTitle } from "../../parts";
import { formatPlace, listHref } from "../../place";
import { PAGE, requestCard } from "../requests";

/** Requests in which a project asks, or in which others ask for its data. */
export const projectAccessScreen: Screen = async ({ text: project }, context) => {
  const [{ name }, list] = await Promise.all([
    context.client.call("readProject", { id: project }),
    pagedList(
      context,
      (cursor) => context.client.call("listAccessRequests", { query: { project, limit: PAGE, cursor } }),
      (one) => requestCard(one, "project-access", project),
    ),
  ]);
  const title = `Access of ${name}`;
  const nothing = empty(
    "It has asked for no data, and nobody has asked for its data.",
    linkButton("Ask for data", listHref("data")),
  );
  const intro = "Data that it has asked for, and data of its own that others have asked for. The newest comes first.";
  const back = backLink(formatPlace({ screen: "projects", id: project, text: "" }), name);
  return { title, content: h("div", {}, back, screenTitle(title), h("p", { class: "intro" }, intro), list ?? nothing) };
};
