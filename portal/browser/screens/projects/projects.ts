import type { Context, Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { pagedList } from "../../paged-list";
import { empty, linkButton, screenTitle } from "../../parts";
import { formatPlace, listHref } from "../../place";
import { PAGE } from "../requests";
import { projectCard } from "./card";

/** Choice of the list beside the person's own projects. */
const ALL = "all";

/** Projects of the person, or all that the person may see. */
export const projectsScreen: Screen = async ({ text }, context) => {
  const isAll = text === ALL;
  const list = await pagedList(
    context,
    (cursor) =>
      context.client.call("listProjects", { query: { ...(isAll ? {} : { only: "mine" }), limit: PAGE, cursor } }),
    projectCard,
  );
  const title = "My projects";
  const ask = linkButton("Ask for a project", listHref("ask-project"));
  const nothing = empty(
    isAll
      ? "There is no project that you may see."
      : "You are a member of no project yet. Ask a project’s owner to add you, or ask for a project of your own.",
    ask,
  );
  const intro = "A project is where people work with data together. Open one to see its members, its end and its data.";
  const head = h("p", { class: "intro" }, intro);
  const top = list === undefined ? undefined : h("p", {}, ask);
  return { title, content: h("div", {}, screenTitle(title), head, top, whose(context, isAll), list ?? nothing) };
};

/** Choice for those who have rights beyond projects of their own. */
function whose({ me }: Context, isAll: boolean): Child {
  const { leads, stewards, governanceTeam, auditor } = me;
  if (leads.length + stewards.length === 0 && !governanceTeam && !auditor) return undefined;
  const entry = (name: string, text: string, isCurrent: boolean) =>
    h(
      "li",
      {},
      h("a", { href: formatPlace({ screen: "projects", id: "", text }), "aria-current": isCurrent && "true" }, name),
    );
  const entries = [entry("My own", "", !isAll), entry("All that I may see", ALL, isAll)];
  return h("nav", { class: "spans", "aria-label": "Which projects" }, h("ul", {}, ...entries));
}
