import type { AccessItem, Item } from "../../model";
import { accountSections } from "./details-account";
import { accountsByPlace, section, type Section } from "./details-parts";
import { unitText } from "./access-view";
import type { AnyItem } from "./directory";
import { h, type Child } from "./dom";
import type { PageContext } from "./page-context";
import { changeMark, link, sourceOf } from "./parts";
import { reachedAccounts } from "./reach";
import { countsText, KINDS } from "./words";

/** Everything about the selected item. */
export function details(context: PageContext, item: AnyItem): Child[] {
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
  const line = "shareChange" in item ? (item.shareChange as Item["change"]) : undefined;
  return [
    item.change === undefined
      ? undefined
      : h("p", {}, "Planned: ", changeMark(item.change), ` (resources: ${countsText(item.change)})`),
    line === undefined ? undefined : h("p", {}, "Planned: ", changeMark(line, "share ")),
  ];
}

function sectionsOf(context: PageContext, item: AnyItem): Section[] {
  const { access, profiles, projects } = context.directory.topology;
  if ("accountId" in item) return accountSections(context, item);
  const reached = (heading: string) => accountsByPlace(context, heading, reachedAccounts(item, context.directory));
  if ("reach" in item) {
    return [
      reached("Reaches"),
      section(
        "Also reaches",
        item.open.map((text) => h("p", {}, text)),
      ),
      section(
        "Who may create projects from it",
        rights(
          context,
          access.filter(({ profile }) => profile === item.id),
        ),
      ),
      section(
        "Environments",
        item.configurations.map(({ name, blueprint, deploymentMode, target }) =>
          h(
            "p",
            {},
            h("strong", {}, name),
            ` ${blueprint}, ${deploymentMode === "ON_CREATE" ? "with the project" : "on demand"}, in ${target}`,
          ),
        ),
      ),
      section("Profile", [
        h(
          "p",
          {},
          `Owned by unit ${context.directory.unitPath(item.unit)}. ${item.enabled ? "Enabled" : "Disabled: nobody can use it"}.${item.production ? " Production." : ""}`,
        ),
      ]),
    ];
  }
  if ("discovery" in item || item.kind === "pool") {
    const users = profiles.filter(({ pools }) => pools.includes(item.id));
    return [
      "discovery" in item && item.discovery !== undefined
        ? section("Offers", [h("p", {}, item.discovery)])
        : reached("Offers"),
      section(
        "Used by profiles",
        users.map(({ id }) => h("p", {}, link(context, id))),
      ),
    ];
  }
  if ("topic" in item)
    return [section("Right", [h("p", {}, sentence(context, item))]), ...rightAccounts(context, item, reached)];
  if ("members" in item) {
    return [
      reached("Runs in"),
      section("Profile", [h("p", {}, link(context, item.profile))]),
      section("Unit", [h("p", {}, link(context, item.unit, context.directory.unitPath(item.unit)))]),
      section(
        "Members",
        item.members.map(({ principal, designation }) => h("p", {}, link(context, principal), ` ${designation}`)),
      ),
    ];
  }
  if ("identity" in item) {
    const own = access.filter(({ principal }) => principal.id === item.id);
    return [
      section("Stands for", [h("code", {}, item.identity)]),
      section("May", rights(context, own, true)),
      section(
        "Member of",
        projects
          .filter(({ members }) => members.some(({ principal }) => principal === item.id))
          .map(({ id }) => h("p", {}, link(context, id))),
      ),
      reached("Reaches"),
    ];
  }
  if (item.kind === "unit") {
    const own = access.filter(
      ({ unit }) => unit !== undefined && context.directory.unitsCovered(unit).includes(item.id),
    );
    return [
      section(
        "Who may do what in it",
        rights(
          context,
          own.filter(({ topic }) => topic !== "environment"),
          true,
        ),
      ),
      section(
        "Standing projects",
        projects.filter(({ unit }) => unit === item.id).map(({ id }) => h("p", {}, link(context, id))),
      ),
      reached("Its projects can reach"),
    ];
  }
  if ("principals" in item)
    return [
      section("Shared with", [h("p", {}, `${item.principals}; permits ${item.permission}`)]),
      reached("Associates"),
    ];
  if ("signIn" in item) {
    return [
      section("Domain", [
        h("p", {}, `In ${item.region}, owned by `, link(context, item.governanceAccount.id), "."),
        h("p", {}, `People sign in ${item.signIn}.`),
        h("p", {}, "Stages: ", item.stages.join(", "), "."),
      ]),
      reached("Has"),
    ];
  }
  return [reached("Has")];
}

function rights(context: PageContext, rows: readonly AccessItem[], withoutName = false): Child[] {
  if (rows.length === 0) return [h("p", {}, "Nobody: no grant names it.")].slice(withoutName ? 1 : 0);
  return rows.map((row) => h("p", {}, sentence(context, row)));
}

/** A right as a sentence: `finance-leads may create projects from X in Finance and below (dev)`. */
function sentence(context: PageContext, row: AccessItem): Child[] {
  const { directory } = context;
  const what = row.profile === undefined ? row.blueprints.join(", ") : link(context, row.profile);
  const account = row.topic === "environment" ? [directory.name(row.accounts[0].account), ": "] : [];
  return [
    link(context, row.principal.id ?? row.id, row.principal.label),
    ` may ${row.may} `,
    ...account,
    what,
    row.unit === undefined ? "" : ` in ${unitText(context, row)}`,
    ` (${row.stage})`,
    ...row.notes.map((note) => h("span", { class: "note" }, note)),
  ];
}

function rightAccounts(context: PageContext, row: AccessItem, reached: (heading: string) => Section): Section[] {
  const { directory } = context;
  const withheld = row.accounts.filter(({ units }) => units?.length === 0);
  const partly = row.accounts.filter(({ units }) => units !== undefined && units.length > 0);
  return [
    row.accounts.length === 0 ? undefined : reached("Reaches"),
    section(
      "Not in every unit",
      partly.map(({ account, units = [] }) =>
        h(
          "p",
          {},
          link(context, account),
          `: only in ${units.map((unit) => directory.unitPath(unit)).join(", ")}; elsewhere the account withholds a blueprint that the profile needs.`,
        ),
      ),
    ),
    section(
      "Not usable in",
      withheld.map(({ account }) =>
        h("p", {}, link(context, account), ": it withholds a blueprint that the profile needs."),
      ),
    ),
  ];
}
