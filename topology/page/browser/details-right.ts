import type { AccessItem, PrincipalItem } from "../../model/data";
import { unitText } from "./access-view";
import { reachedSection, section, type Section } from "./details-parts";
import { h, type Child } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { link } from "./parts";

/** A right in words, and the accounts that it leads to. */
export function rightSections(context: PageContext, right: AccessItem): Section[] {
  const { directory } = context;
  const withheld = right.accounts.filter(({ units }) => units?.length === 0);
  const partly = right.accounts.filter(({ units }) => units !== undefined && units.length > 0);
  return [
    section("Right", [h("p", {}, sentence(context, right))]),
    right.accounts.length === 0 ? undefined : reachedSection(context, right, "Reaches"),
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

/** Details of a user or group: what it stands for, may do, and is a member of. */
export function principalSections(context: PageContext, item: PrincipalItem): Section[] {
  const { access, projects } = context.directory.topology;
  const own = access.filter(({ principal }) => principal.id === item.id);
  const memberships = projects.filter(({ members }) => members.some(({ principal }) => principal === item.id));
  return [
    section("Stands for", [h("code", {}, item.identity)]),
    section("May", rightsText(context, own)),
    section(
      "Member of",
      memberships.map(({ id }) => h("p", {}, link(context, id))),
    ),
    reachedSection(context, item, "Reaches"),
  ];
}

/** Rights as sentences, one in each paragraph. */
export function rightsText(context: PageContext, rights: readonly AccessItem[]): HTMLElement[] {
  return rights.map((right) => h("p", {}, sentence(context, right)));
}

/** A right as a sentence: `finance-leads may create projects from X in Finance and below (dev)`. */
function sentence(context: PageContext, right: AccessItem): Child[] {
  const { directory } = context;
  const what = right.profile === undefined ? right.blueprints.join(", ") : link(context, right.profile);
  const account = right.topic === "environment" ? [directory.name(right.accounts[0].account), ": "] : [];
  return [
    link(context, right.principal.id ?? right.id, right.principal.label),
    ` may ${right.may} `,
    ...account,
    what,
    right.unit === undefined ? "" : ` in ${unitText(context, right)}`,
    ` (${right.stage})`,
    ...right.notes.map((note) => h("span", { class: "note" }, note)),
  ];
}
