import type { Operations, ProjectUses } from "../../../api/operations";
import type { Context, Screen } from "../../context";
import { h, type Child } from "../../../../pages/browser/dom";
import { apiForm, choice, field, group } from "../../form";
import { backLink, screenTitle } from "../../parts";
import { formatPlace } from "../../place";
import { plural } from "../../words";

/** Reason of a look that ends nothing. */
const LOOK = "A look at what the project still has";

/** End of a project: what it still has and who uses its data are named first. */
export const endScreen: Screen = async ({ id }, context) => {
  const project = await context.client.call("readProject", { id });
  const { allowed, why } = project.possible.retirement;
  const title = `End ${project.name}`;
  const back = backLink(formatPlace({ screen: "projects", id, text: "" }), project.name);
  if (!allowed)
    return { title, content: h("div", {}, back, screenTitle(title), h("p", { class: "panel" }, why ?? "")) };
  const { uses } = await context.client.call("retireProject", {
    id,
    body: { reason: LOOK, acknowledge: false, dryRun: true },
  });
  const content = h(
    "div",
    {},
    back,
    screenTitle(title),
    h("p", { class: "intro" }, "Everything in it is taken away, and that cannot be undone. Look at what it still has."),
    othersSection(uses),
    ownSection(uses),
    endForm(id, uses, context),
  );
  return { title, content };
};

function othersSection({ heldByOthers }: ProjectUses): HTMLElement {
  const about = { class: "panel", "aria-labelledby": "others-title" };
  const title = h("h2", { id: "others-title" }, "Who uses its data");
  if (heldByOthers.length === 0) return h("section", about, title, h("p", {}, "Nobody: no other project has access."));
  const lines = heldByOthers.map(({ project, asset }) => `${project} uses ${asset}`);
  const first = h(
    "p",
    { class: "note" },
    `${plural(lines.length, "use", "uses")} of its data by other projects would end.`,
  );
  return h("section", about, title, first, several("Show each", lines));
}

function ownSection({ own, published, dataSources, environments }: ProjectUses): HTMLElement {
  const parts: readonly (readonly [string, readonly string[]])[] = [
    [`${plural(own.length, "access", "accesses")} to data of others`, own.map(({ asset }) => asset)],
    [plural(published.length, "published asset"), published.map(({ name }) => name)],
    [plural(dataSources.length, "data source"), dataSources.map(({ name }) => name)],
    [plural(environments.length, "environment"), environments.map(({ name }) => name)],
  ];
  const there = parts.filter(([, names]) => names.length > 0);
  return h(
    "section",
    { class: "panel", "aria-labelledby": "own-title" },
    h("h2", { id: "own-title" }, "What goes with it"),
    ...(there.length === 0
      ? [h("p", {}, "Nothing: the project is empty.")]
      : there.map(([title, names]) => several(title, names))),
  );
}

/** Names behind a line that says how many there are. */
const several = (title: string, names: readonly string[]): Child =>
  h("details", {}, h("summary", {}, title), h("ul", { class: "lines" }, ...names.map((name) => h("li", {}, name))));

type Wish = Operations["retireProject"]["body"];

function endForm(id: string, { heldByOthers }: ProjectUses, context: Context): HTMLElement {
  const isUsed = heldByOthers.length > 0;
  const reason = h("textarea", { rows: 3, maxlength: 2048 });
  const knows = choice("checkbox", "acknowledge", "yes", "I know it, and they lose this data");
  const form = apiForm<Wish>(context, {
    draft: `end:${id}`,
    content: [
      isUsed && group("Others use its data", "acknowledge", knows),
      field("Reason", "reason", reason, "The members of the project read this."),
    ],
    submit: "End this project",
    kind: "danger",
    read: (typed) => {
      const value = typed.one("reason").trim();
      const isKnown = !isUsed || typed.one("acknowledge") === "yes";
      const faults = [
        ...(isKnown
          ? []
          : [{ field: "acknowledge", message: "Say that others may lose this data, or talk to them first." }]),
        ...(value === "" ? [{ field: "reason", message: "Write a reason." }] : []),
      ];
      return faults.length > 0 ? { faults } : { value: { reason: value, acknowledge: isUsed, dryRun: false } };
    },
    send: async (body) => {
      await context.client.call("retireProject", { id, body });
      context.say("The project is being taken away");
      context.go({ screen: "projects", id, text: "" });
    },
  });
  return h("section", { class: "panel", "aria-label": "End it" }, form);
}
