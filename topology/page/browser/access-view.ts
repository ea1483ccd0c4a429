import type { AccessItem } from "../../model/data";
import { h, type Child } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { accountList, changeMark, link, selectButton, sourceOf, table } from "./parts";
import { TOPICS, type Topic } from "./place";
import { plural } from "./words";

const TOPIC_NAMES: Readonly<Record<Topic, string>> = {
  project: "Create projects",
  environment: "Use blueprints",
  other: "Other rights",
  all: "All",
};

/** View of the rights: who may do what, in which unit, with which accounts. */
export function accessView(context: PageContext): HTMLElement {
  const { directory, filter, place, go } = context;
  const found = filter.apply(directory.topology.access, place);
  const ofTopic = (topic: Topic) => found.filter((row) => topic === "all" || row.topic === topic);
  const choice = (topic: Topic) =>
    h(
      "label",
      {},
      h("input", {
        type: "radio",
        name: "topic",
        value: topic,
        checked: place.topic === topic,
        change: () => go({ topic }),
      }),
      ` ${TOPIC_NAMES[topic]} (${ofTopic(topic).length})`,
    );
  return h(
    "div",
    {},
    h("fieldset", { class: "topics" }, h("legend", { class: "hidden" }, "Which rights"), TOPICS.map(choice)),
    accessTable(context, ofTopic(place.topic), "Who may do what"),
  );
}

/** Rights as a table. */
export function accessTable(context: PageContext, rows: readonly AccessItem[], caption: string): HTMLElement {
  return table(
    caption,
    ["Who", "May", "In unit", "Accounts", "Stage", "Written in"],
    rows.map((row) => [
      [who(context, row), " ", changeMark(row.change)],
      may(context, row),
      unitText(context, row),
      accounts(context, row),
      row.stage,
      sourceOf(context, row),
    ]),
    { mark: (row) => rows[row].id, empty: "No right fits the filter." },
  );
}

function who(context: PageContext, row: AccessItem): Child {
  const { id, label } = row.principal;
  return id === undefined ? selectButton(context, row.id, "link", label) : link(context, id);
}

function may(context: PageContext, row: AccessItem): Child[] {
  const what = row.profile === undefined ? row.blueprints.join(", ") : link(context, row.profile);
  const account = row.topic === "environment" ? [` in `, context.directory.name(row.accounts[0].account), `: `] : [" "];
  return [row.topic === "environment" ? row.may.replace(/ of$/, "") : row.may, ...account, what, ...notes(row)];
}

function notes(row: AccessItem): HTMLElement[] {
  return row.notes.map((note) => h("span", { class: "note" }, note));
}

/** A unit and, where the right reaches further, that it does. */
export function unitText({ directory }: PageContext, { unit }: AccessItem): string {
  if (unit === undefined) return "any";
  const below = unit.below && directory.unitsCovered(unit).length > 1;
  return below ? `${directory.unitPath(unit.id)} and below` : directory.unitPath(unit.id);
}

function accounts(context: PageContext, row: AccessItem): Child[] {
  if (row.topic === "other") return ["–"];
  const usable = row.accounts.filter(({ units }) => units?.length !== 0);
  const withheld = row.accounts.length - usable.length;
  const partly = usable.filter(({ units }) => units !== undefined).length;
  return [
    usable.length === 0 && withheld > 0
      ? undefined
      : accountList(
          context,
          usable.map(({ account }) => account),
          row.id,
        ),
    partly === 0
      ? undefined
      : h("span", { class: "note" }, `In ${plural(partly, "account")} not in every unit: see details.`),
    withheld === 0
      ? undefined
      : h(
          "span",
          { class: "note warning" },
          `${plural(withheld, "account")} withhold${withheld === 1 ? "s" : ""} a blueprint that the profile needs.`,
        ),
  ];
}
