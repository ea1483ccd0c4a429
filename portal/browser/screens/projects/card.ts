import type { ProjectSummary } from "../../../api/operations";
import { h } from "../../../../pages/browser/dom";
import { moment } from "../../controls";
import { chip, facts } from "../../parts";
import { formatPlace } from "../../place";
import { designationText, projectState } from "../../projects/words";
import { whenText } from "../../words";

/** A project in a list. */
export function projectCard(project: ProjectSummary): HTMLElement {
  const { id, name, unit, profile, unitName = unit, profileName = profile, origin, designation, endsAt } = project;
  return h(
    "article",
    { class: "card" },
    h(
      "div",
      { class: "card-head" },
      h("h2", {}, h("a", { href: formatPlace({ screen: "projects", id, text: "" }) }, name)),
      chip(projectState(project)),
    ),
    facts(
      ["You are", designation !== undefined && designationText(designation)],
      ["Unit", unitName],
      ["Kind of project", profileName],
      ["Kept by", origin === "standing" && "the platform team"],
      ["Ends", endsAt !== undefined && moment(endsAt, whenText(endsAt, new Date()))],
    ),
  );
}
