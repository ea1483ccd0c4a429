import type { ProjectDetail } from "../../../api/operations";
import type { Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { moment } from "../../controls";
import { backLink, chip, facts, linkButton, screenTitle } from "../../parts";
import { formatPlace, listHref, type ScreenId } from "../../place";
import { wholeName } from "../../people";
import { memberText } from "../../projects/members";
import { designationText, projectState } from "../../projects/words";
import { plural, whenText } from "../../words";
import { costPlace } from "./cost";
import { changeSection } from "./lasting";

/** A project: what it is, what is in its way, who is in it, where it runs, what it costs, and what the person may change. */
export const projectScreen: Screen = async ({ id }, context) => {
  const project = await context.client.call("readProject", { id });
  const content = h(
    "div",
    {},
    backLink(listHref("projects"), "“My projects”"),
    screenTitle(project.name),
    h("p", {}, chip(projectState(project))),
    project.description !== "" && h("p", { class: "description" }, project.description),
    stateSection(project),
    factsOf(project),
    dataSection(project),
    membersSection(project),
    environmentsSection(project),
    costPlace(project.id, context),
    changeSection(project, context),
  );
  return { title: project.name, content };
};

/** Stage of its life, and everything that is in the way. */
function stateSection({ request, reasons }: ProjectDetail): Child {
  const isQuiet = request === undefined || (request.phase === "active" && request.problem === undefined);
  if (isQuiet && reasons.length === 0) return undefined;
  const isStuck = reasons.length > 0 || request?.problem !== undefined;
  return h(
    "section",
    { class: "panel", "aria-labelledby": "state-title" },
    h("h2", { id: "state-title" }, isStuck ? "What is in the way" : "What goes on"),
    request !== undefined && !isQuiet && h("p", {}, [request.says, request.next].join(" ").trim()),
    request?.problem !== undefined && h("p", { class: "note" }, request.problem.message),
    ...reasons.map((reason) => h("p", { class: "note" }, reason)),
  );
}

function factsOf({
  unit,
  profile,
  unitName = unit,
  profileName = profile,
  designation,
  account,
  endsAt,
  origin,
  createdAt,
  requestId,
}: ProjectDetail) {
  const now = new Date();
  const open = (id: string) => h("a", { href: formatPlace({ screen: "project-requests", id, text: "" }) }, "See it");
  return facts(
    ["You are", designation === undefined ? "no member" : designationText(designation)],
    ["Unit", unitName ?? "not known here"],
    ["Kind of project", profileName],
    ["Account", account],
    ["Kept by", origin === "standing" && "the platform team, in its configuration"],
    ["Made", createdAt !== undefined && moment(createdAt, whenText(createdAt, now))],
    ["Ends", endsAt === undefined ? "not planned" : moment(endsAt, whenText(endsAt, now))],
    ["Its request", requestId !== undefined && open(requestId)],
  );
}

function dataSection({ id, name, designation }: ProjectDetail): HTMLElement {
  const to = (screen: ScreenId, text: string) =>
    h("a", { class: "button plain", href: formatPlace({ screen, id: "", text: id }) }, text);
  const assets = to("project-assets", "See its data");
  const access = to("project-access", "See who has access");
  return h(
    "section",
    { class: "panel", "aria-labelledby": "data-title" },
    h("h2", { id: "data-title" }, "Data"),
    h("p", {}, `Data that ${name} has, what it may read of others, and who reads its data.`),
    h(
      "p",
      { class: "actions" },
      assets,
      access,
      designation !== undefined && linkButton("Ask for data", listHref("data")),
    ),
  );
}

/** Members over which the list is folded. */
const MANY = 20;

function membersSection({ members }: ProjectDetail): HTMLElement {
  const title = h("h2", { id: "members-title" }, members === undefined ? "Members" : plural(members.length, "member"));
  const about = { class: "panel", "aria-labelledby": "members-title" };
  if (members === undefined)
    return h("section", about, title, h("p", {}, "The application may not see the members of this project."));
  const rows = members.map((member) => {
    const part = designationText(member.designation);
    const text = member.platform ? `${part}, needed by the platform` : part;
    return h("li", {}, memberText(member), h("span", { class: "muted" }, text), wholeName(member.name));
  });
  const list = h("ul", { class: "pairs" }, ...rows);
  return h(
    "section",
    about,
    title,
    members.length > MANY ? h("details", {}, h("summary", {}, "Show them all"), list) : list,
  );
}

function environmentsSection({ environments }: ProjectDetail): Child {
  if (environments === undefined || environments.length === 0) return undefined;
  const rows = environments.map(({ name, status, account, region }) =>
    h("li", {}, name, h("span", { class: "muted" }, `${status.toLowerCase()}, account ${account}, ${region}`)),
  );
  return h(
    "section",
    { class: "panel", "aria-labelledby": "environments-title" },
    h("h2", { id: "environments-title" }, plural(rows.length, "environment")),
    h("ul", { class: "pairs" }, ...rows),
  );
}
