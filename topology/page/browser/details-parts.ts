import type { AccountItem, Item } from "../../model/data";
import { h, type Child } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { selectButton } from "./parts";
import { reachedAccounts } from "./reach";
import { businessUnitOf, plural } from "./words";

/** A part of the details; nothing where it has no content. */
export type Section = HTMLElement | undefined;

/** A part of the details under a heading. */
export function section(heading: string, content: readonly Child[]): Section {
  if (content.length === 0) return undefined;
  return h("section", {}, h("h3", {}, heading), ...content);
}

/** All accounts that belong to an item, by stage and business unit. */
export function reachedSection(context: PageContext, item: Item, heading: string): Section {
  const accounts = [...reachedAccounts(item, context.directory)].map((id) => context.directory.account(id));
  const groups = new Map<string, AccountItem[]>();
  for (const account of accounts) {
    const place = `${account.stage}, ${businessUnitOf(account)}`;
    groups.set(place, [...(groups.get(place) ?? []), account]);
  }
  const lists = [...groups].map(([place, own]) =>
    h(
      "div",
      {},
      h("h4", {}, place),
      h(
        "ul",
        { class: "chips" },
        own.map(({ id, name }) => h("li", {}, selectButton(context, id, "chip", name))),
      ),
    ),
  );
  return section(
    `${heading}: ${plural(accounts.length, "account")}`,
    lists.length === 0 ? [h("p", {}, "None that the configuration names.")] : lists,
  );
}
