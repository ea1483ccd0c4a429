import type { AccessSummary } from "../../api/operations";
import type { Context, Screen } from "../context";
import { h, type Child } from "../../../pages/browser/dom";
import { moment } from "../controls";
import { pagedList } from "../paged-list";
import { empty, facts, linkButton, screenTitle, stateChip } from "../parts";
import { formatPlace, listHref, type ScreenId } from "../place";
import { problemSentence, whenText } from "../words";
import { kindChoice, othersOf, type Kinds } from "./kinds";
import { projectRequestCard } from "./projects/request-card";

/** Requests on a page of a list. */
export const PAGE = 25;

const KINDS: Kinds = { data: "requests", projects: "project-requests" };
const TITLE = "My requests";

const mineOfData = ({ client }: Context, cursor?: string) =>
  client.call("listAccessRequests", { query: { only: "mine", limit: PAGE, cursor } });
const mineOfProjects = ({ client }: Context, cursor?: string) =>
  client.call("listProjectRequests", { query: { only: "mine", limit: PAGE, cursor } });

/** Data that the person has asked for. */
export const requestsScreen: Screen = async (_place, context) => {
  const [list, others] = await Promise.all([
    pagedList(
      context,
      (cursor) => mineOfData(context, cursor),
      (one) => requestCard(one, "requests"),
    ),
    othersOf(() => mineOfProjects(context)),
  ]);
  const ask = linkButton("Ask for data", listHref("data"));
  const nothing = empty("You have asked for no data yet. Search the catalogue and ask for what you need.", ask);
  const intro = "What you have asked for, and what became of it. The newest comes first.";
  return { title: TITLE, content: content(intro, kindChoice(KINDS, "data", others), list ?? nothing) };
};

/** Projects that the person has asked for. */
export const projectRequestsScreen: Screen = async (_place, context) => {
  const [list, others] = await Promise.all([
    pagedList(
      context,
      (cursor) => mineOfProjects(context, cursor),
      (one) => projectRequestCard(one, "project-requests"),
    ),
    othersOf(() => mineOfData(context)),
  ]);
  const ask = linkButton("Ask for a project", listHref("ask-project"));
  const nothing = empty("You have asked for no project yet. A project is where people work with data together.", ask);
  const intro = "Projects that you have asked for, and what became of them. The newest comes first.";
  return { title: TITLE, content: content(intro, kindChoice(KINDS, "projects", others), list ?? nothing) };
};

const content = (intro: string, choice: Child, list: HTMLElement): HTMLElement =>
  h("div", {}, screenTitle(TITLE), h("p", { class: "intro" }, intro), choice, list);

/** A request in a list; the list says in which screen it is opened. */
export function requestCard(request: AccessSummary, screen: ScreenId, text = ""): HTMLElement {
  const { id, asset, consumer, producer, askedAt, lapsesAt, expiresAt, problem, reason } = request;
  const now = new Date();
  const isHeld = request.phase === "held";
  return h(
    "article",
    { class: "card" },
    h(
      "div",
      { class: "card-head" },
      h("h2", {}, h("a", { href: formatPlace({ screen, id, text }) }, asset.name || asset.id)),
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
