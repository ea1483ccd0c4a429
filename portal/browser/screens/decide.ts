import type { Context, Screen } from "../context";
import { h, type Child } from "../../../pages/browser/dom";
import { pagedList } from "../paged-list";
import { empty, linkButton, screenTitle } from "../parts";
import { listHref } from "../place";
import { plural } from "../words";
import { kindChoice, othersOf, type Kinds, type Others } from "./kinds";
import { projectRequestCard } from "./projects/request-card";
import { PAGE, requestCard } from "./requests";

const KINDS: Kinds = { data: "decide", projects: "project-decisions" };
const TITLE = "Decide";

const askedOfData = ({ client }: Context, cursor?: string) =>
  client.call("listAccessRequests", { query: { only: "to-decide", limit: PAGE, cursor } });
const askedOfProjects = ({ client }: Context, cursor?: string) =>
  client.call("listProjectRequests", { query: { only: "to-decide", limit: PAGE, cursor } });

/** Requests for data that wait for a decision which the person may make. */
export const decideScreen: Screen = async (_place, context) => {
  const [list, others] = await Promise.all([
    pagedList(
      context,
      (cursor) => askedOfData(context, cursor),
      (one) => requestCard(one, "decide"),
    ),
    othersOf(() => askedOfProjects(context)),
  ]);
  const nothing = empty(
    "Nothing waits for you. Rules decide most requests; what they leave to people and to you comes here.",
    elsewhere(others, KINDS.projects, "request for a project", "requests for projects") ??
      linkButton("See what ends soon", listHref("ends")),
  );
  const intro = "Requests that rules leave to people. Open one to see why it waits, and decide.";
  return { title: TITLE, content: content(intro, kindChoice(KINDS, "data", others), list ?? nothing) };
};

/** Requests for projects that wait for a decision which the person may make. */
export const projectDecisionsScreen: Screen = async (_place, context) => {
  const [list, others] = await Promise.all([
    pagedList(
      context,
      (cursor) => askedOfProjects(context, cursor),
      (one) => projectRequestCard(one, "project-decisions"),
    ),
    othersOf(() => askedOfData(context)),
  ]);
  const nothing = empty(
    "No request for a project waits for you. Those of your unit that ask for a decision come here.",
    elsewhere(others, KINDS.data, "request for data", "requests for data") ??
      linkButton("See what ends soon", listHref("project-ends")),
  );
  const intro = "Requests for projects on which people decide. Open one to see what is asked for, and decide.";
  return { title: TITLE, content: content(intro, kindChoice(KINDS, "projects", others), list ?? nothing) };
};

const content = (intro: string, choice: Child, list: HTMLElement): HTMLElement =>
  h("div", {}, screenTitle(TITLE), h("p", { class: "intro" }, intro), choice, list);

/** Way to what waits in the other list. */
function elsewhere(others: Others | undefined, screen: Kinds[keyof Kinds], one: string, several: string): Child {
  if (others === undefined || others.count === 0) return undefined;
  return linkButton(`Look at ${plural(others.count, one, several)}`, listHref(screen));
}
