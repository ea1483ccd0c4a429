import type { ProjectRequestSummary } from "../../../api/operations";
import { h } from "../../../../pages/browser/dom";
import { moment } from "../../controls";
import { chip, facts } from "../../parts";
import { formatPlace, type ScreenId } from "../../place";
import { projectRequestState } from "../../projects/words";
import { whenText } from "../../words";

/** A request for a project in a list; the list says in which screen it is opened. */
export function projectRequestCard(request: ProjectRequestSummary, screen: ScreenId): HTMLElement {
  const {
    id,
    name,
    unit,
    profile,
    unitName = unit,
    profileName = profile,
    purpose,
    askedAt,
    says,
    lapsesAt,
    endsAt,
    problem,
    phase,
  } = request;
  const now = new Date();
  return h(
    "article",
    { class: "card" },
    h(
      "div",
      { class: "card-head" },
      h("h2", {}, h("a", { href: formatPlace({ screen, id, text: "" }) }, name)),
      chip(projectRequestState(request)),
    ),
    facts(
      ["Unit", unitName],
      ["Kind of project", profileName],
      ["Asked", moment(askedAt, whenText(askedAt, now))],
      [
        screen === "project-decisions" ? "Decide by" : "Rejected, if nobody decides by",
        phase === "held" && lapsesAt !== undefined && moment(lapsesAt, whenText(lapsesAt, now)),
      ],
      ["Now", screen !== "project-decisions" && says],
      ["The project ends", phase === "active" && endsAt !== undefined && moment(endsAt, whenText(endsAt, now))],
      ["In the way", problem?.message],
      ["Purpose", h("span", { class: "clamp" }, purpose)],
    ),
  );
}
