import type { ProjectChoices } from "../../../api/operations";
import type { Screen, View } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { backLink, empty, facts, linkButton, screenTitle } from "../../parts";
import { formatPlace, listHref } from "../../place";
import { approvalText } from "../../projects/words";
import { askProjectForm } from "./ask-form";

type Unit = ProjectChoices["units"][number];
type Profile = ProjectChoices["profiles"][number];

const TITLE = "Ask for a project";

/** Ask for a project: first its unit, then its kind, then everything else. A choice of one is no question. */
export const askProjectScreen: Screen = async ({ id, text }, context) => {
  const choices = await context.client.call("readProjectChoices", {});
  const { units, profiles } = choices;
  const toProjects = backLink(listHref("projects"), "“My projects”");
  if (units.length === 0) return viewOf(toProjects, nobody());
  const unit = units.length === 1 ? units[0] : units.find(({ key }) => key === id);
  if (unit === undefined) return viewOf(toProjects, unitsList(units));
  const toUnits = units.length === 1 ? toProjects : backLink(listHref("ask-project"), "the units");
  const offered = profiles.filter(({ key }) => unit.profiles.includes(key));
  const profile = offered.length === 1 ? offered[0] : offered.find(({ key }) => key === text);
  if (profile === undefined) return viewOf(toUnits, profilesList(unit, offered));
  const toKinds = formatPlace({ screen: "ask-project", id: unit.key, text: "" });
  const back = offered.length === 1 ? toUnits : backLink(toKinds, "the kinds of projects");
  return viewOf(back, askProjectForm({ unit, profile }, choices, context));
};

const viewOf = (back: HTMLElement, ...content: readonly Child[]): View => ({
  title: TITLE,
  content: h("div", {}, back, screenTitle(TITLE), ...content),
});

const nobody = (): HTMLElement =>
  empty(
    "Leads of units ask for projects, and you are none. Ask the lead of your unit, or an owner to add you to a project.",
    linkButton("To my projects", listHref("projects")),
  );

/** Words for how many may still be asked for. */
const quotaText = (quota: Unit["quota"]): Child =>
  quota !== undefined && (quota.left === 0 ? `none left of ${quota.maximum}` : `${quota.left} of ${quota.maximum}`);

function unitsList(units: readonly Unit[]): HTMLElement {
  const cards = units.map((unit) =>
    h(
      "li",
      {},
      h(
        "article",
        { class: "card" },
        h("h3", {}, h("a", { href: formatPlace({ screen: "ask-project", id: unit.key, text: "" }) }, unit.name)),
        facts(["Decides", approvalText(unit)], ["Still to be had", quotaText(unit.quota)]),
      ),
    ),
  );
  return h("div", { class: "stack" }, h("h2", {}, "For which unit?"), h("ul", { class: "cards" }, ...cards));
}

function profilesList(unit: Unit, profiles: readonly Profile[]): HTMLElement {
  if (profiles.length === 0) return empty(`${unit.name} has no kinds of projects. Ask the governance team.`);
  const cards = profiles.map(({ key, name, description, quota }) =>
    h(
      "li",
      {},
      h(
        "article",
        { class: "card" },
        h("h3", {}, h("a", { href: formatPlace({ screen: "ask-project", id: unit.key, text: key }) }, name)),
        description !== "" && h("p", {}, description),
        facts(["Still to be had", quotaText(quota)]),
      ),
    ),
  );
  const title = h("h2", {}, `What kind of project for ${unit.name}?`);
  return h("div", { class: "stack" }, title, h("ul", { class: "cards" }, ...cards));
}
