import type { Operations, ProjectDetail, WantedMember } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h } from "../../../../pages/browser/dom";
import { forgetDraft } from "../../drafts";
import { apiForm } from "../../form";
import { backLink, linkButton, screenTitle } from "../../parts";
import { formatPlace } from "../../place";
import { changeSentences, membersFrom } from "../../projects/members";
import { changeable, membersFields, typedMembers } from "./members-editor";

type Changes = Operations["changeProjectMembers"]["answer"]["changes"];

/** Members of a project as a whole set: what would change is shown before anything is sent. */
export const membersScreen: Screen = async ({ id }, context) => {
  const [project, { designations }] = await Promise.all([
    context.client.call("readProject", { id }),
    context.client.call("readProjectChoices", {}),
  ]);
  const href = formatPlace({ screen: "projects", id, text: "" });
  const { allowed, why } = project.possible.members;
  const title = `Members of ${project.name}`;
  const content = h(
    "div",
    {},
    backLink(href, project.name),
    screenTitle(title),
    h("p", { class: "intro" }, "Say who is a member and as what. You see what changes before anything happens."),
    allowed ? membersForm(project, designations, context) : h("p", { class: "panel" }, why ?? ""),
  );
  return { title, content };
};

function membersForm(
  project: ProjectDetail,
  designations: Operations["readProjectChoices"]["answer"]["designations"],
  context: Context,
): HTMLElement {
  const { id } = project;
  const draft = `members:${id}`;
  const preview = h("div", {});
  const form = apiForm<readonly WantedMember[]>(context, {
    draft,
    keepsDraft: true,
    content: [membersFields(changeable(project), designations, draft)],
    submit: "See what changes",
    read: (typed) => {
      const made = membersFrom(typedMembers(typed));
      return "faults" in made ? made : { value: made.members };
    },
    send: async (members) => {
      const { changes } = await context.client.call("changeProjectMembers", { id, body: { members, dryRun: true } });
      const shown = previewOf(project, members, changes, context);
      preview.replaceChildren(shown);
      shown.querySelector<HTMLElement>("h2")?.focus();
    },
  });
  // A preview is of what was typed then.
  for (const event of ["input", "change"]) form.addEventListener(event, () => preview.replaceChildren());
  return h("div", { class: "stack" }, h("section", { class: "panel", "aria-label": "Members" }, form), preview);
}

function previewOf(
  { id, name }: ProjectDetail,
  members: readonly WantedMember[],
  changes: Changes,
  context: Context,
): HTMLElement {
  const place = formatPlace({ screen: "projects", id, text: "" });
  const head = h("h2", { tabindex: "-1" }, changes.length === 0 ? "Nothing changes" : "This changes");
  if (changes.length === 0)
    return h("section", { class: "panel preview" }, head, h("p", {}, linkButton(`Back to ${name}`, place)));
  const send = apiForm<true>(context, {
    draft: `members-send:${id}`,
    content: [],
    submit: "Change the members",
    read: () => ({ value: true }),
    send: async () => {
      await context.client.call("changeProjectMembers", { id, body: { members, dryRun: false } });
      forgetDraft(`members:${id}`);
      context.say("The members are being changed");
      context.go({ screen: "projects", id, text: "" });
    },
  });
  const lines = changeSentences(changes).map((text) => h("li", {}, text));
  return h("section", { class: "panel preview" }, head, h("ul", { class: "lines" }, ...lines), send);
}
