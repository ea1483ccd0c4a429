import type { Item } from "../../model/data";
import { accountSections } from "./details-account";
import { domainSections, shareSections, unitSections } from "./details-domain";
import { reachedSection, type Section } from "./details-parts";
import { poolSections, profileSections, projectSections } from "./details-project";
import { principalSections, rightSections } from "./details-right";
import { shareChangeOf } from "./directory";
import { h, type Child } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { changeMark, sourceOf } from "./parts";
import { countsText, KINDS } from "./words";

/** Everything about the selected item. */
export function details(context: PageContext, item: Item): Child[] {
  const description = "description" in item ? item.description : undefined;
  return [
    h("p", { class: "muted kind" }, KINDS[item.kind]),
    h("h2", { id: "details-title", tabindex: -1 }, item.name),
    description === undefined ? undefined : h("p", {}, description),
    h("p", {}, sourceOf(context, item)),
    ...changes(item),
    ...sectionsOf(context, item),
  ];
}

function changes(item: Item): Child[] {
  const line = shareChangeOf(item);
  return [
    item.change === undefined
      ? undefined
      : h("p", {}, "Planned: ", changeMark(item.change), ` (resources: ${countsText(item.change)})`),
    line === undefined ? undefined : h("p", {}, "Planned: ", changeMark(line, "share ")),
  ];
}

function sectionsOf(context: PageContext, item: Item): Section[] {
  switch (item.kind) {
    case "account":
      return accountSections(context, item);
    case "profile":
      return profileSections(context, item);
    case "pool":
      return poolSections(context, item);
    case "project":
      return projectSections(context, item);
    case "access":
      return rightSections(context, item);
    case "principal":
      return principalSections(context, item);
    case "unit":
      return unitSections(context, item);
    case "share":
      return shareSections(context, item);
    case "domain":
      return domainSections(context, item);
    case "stage":
      return [reachedSection(context, item, "Has")];
  }
}
