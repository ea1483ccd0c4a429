import type { ChangeAction, PlannedItem, PlannedStage } from "../../model/data";
import { h } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { link, table } from "./parts";
import { CHANGES, KINDS, plural } from "./words";

/** View of what the saved plans would do: replacements and destroys first. */
export function planView(context: PageContext): HTMLElement {
  const { plan } = context.directory.topology;
  if (plan === undefined) return h("p", { class: "empty" }, "This page was made without a saved plan.");
  const rows = context.filter.planned(plan.changes, context.place);
  return h(
    "div",
    {},
    h(
      "ul",
      { class: "plain" },
      plan.stages.map((stage) => h("li", {}, stageText(stage))),
    ),
    table(
      "Planned changes",
      ["What", "Change", "Kind", "Stage", "Stack", "Resources"],
      rows.map((item) => [
        item.id === undefined
          ? [item.name, h("span", { class: "note" }, "no longer in the configuration")]
          : link(context, item.id, item.name),
        mark(item.action),
        KINDS[item.kind],
        item.stage,
        h("code", {}, item.stack),
        resources(item),
      ]),
      {
        mark: (row) => rows[row].id,
        empty: plan.changes.length === 0 ? "The plans change nothing." : "No change fits the filter.",
      },
    ),
  );
}

function mark(action: ChangeAction): HTMLElement {
  const { sign, text } = CHANGES[action];
  return h("span", { class: `change ${action}` }, h("span", { "aria-hidden": "true" }, sign), ` ${text}`);
}

function resources({ resources: all, more }: PlannedItem): HTMLElement {
  return h(
    "details",
    {},
    h("summary", {}, plural(all.length + more, "resource")),
    h(
      "ul",
      { class: "plain addresses" },
      all.map(({ address, action }) =>
        h(
          "li",
          {},
          h("span", { class: `change ${action}`, title: CHANGES[action].text }, CHANGES[action].sign),
          " ",
          h("code", {}, address),
        ),
      ),
      more === 0 ? undefined : h("li", {}, `and ${more} more`),
    ),
  );
}

function stageText({ stage, stacks, missing, plannedAt }: PlannedStage): (string | HTMLElement)[] {
  const when = plannedAt === undefined ? "" : `, planned ${plannedAt.replace("T", " ").replace("Z", " UTC")}`;
  const text = `${stage}: ${plural(stacks.length, "stack")}${when}.`;
  if (missing.length === 0) return [text];
  return [
    text,
    h(
      "details",
      {},
      h("summary", {}, `${plural(missing.length, "stack")} without a complete plan: changes there are not shown`),
      h(
        "ul",
        { class: "plain" },
        missing.map(({ stack, reason }) => h("li", {}, h("code", {}, stack), ` ${reason}`)),
      ),
    ),
  ];
}
