import type { AccessItem, AccountItem } from "../../model/data";
import { h, type Child } from "../../../pages/browser/dom";
import { unitText } from "./access-view";
import type { PageContext } from "./page-context";
import { link } from "./parts";
import { section, type Section } from "./details-parts";
import { ASSOCIATIONS, blueprintCount, plural } from "./words";

/** Details of an account: what is shared with it, who may create what in it, what it offers. */
export function accountSections(context: PageContext, account: AccountItem): Section[] {
  const { directory } = context;
  const blueprints = directory.accessTo(account.id, "environment");
  return [
    section("What is shared with it", shared(context, account)),
    section("Who may create projects in it", creators(context, account)),
    section(
      `Blueprints (${blueprintCount(account)})`,
      account.regions.map(({ region, blueprints: names }) =>
        h(
          "div",
          {},
          h("h4", {}, region),
          h(
            "ul",
            { class: "chips" },
            names.map((name) => h("li", { class: "chip" }, name)),
          ),
        ),
      ),
    ),
    section(
      "Who may use its blueprints",
      blueprints.map((row) => h("p", {}, link(context, row.id, row.principal.label), `: ${row.blueprints.join(", ")}`)),
    ),
    section(
      "Pools that offer it",
      directory.poolsOffering(account.id).map(({ id }) => h("p", {}, link(context, id))),
    ),
    section(
      "Standing projects in it",
      directory.projectsIn(account.id).map(({ id }) => h("p", {}, link(context, id))),
    ),
    section("Account", [
      h("p", {}, `Stage ${account.stage}`, account.production ? ", production" : ""),
      h("p", {}, `Business unit: ${account.businessUnit ?? "none"}. Cost center: ${account.costCenter ?? "none"}.`),
    ]),
  ];
}

function shared({ directory, ...context }: PageContext, account: AccountItem): Child[] {
  const { share } = directory.stage(account.stage);
  const stage = directory.stage(account.stage);
  if (account.governance)
    return [
      h(
        "p",
        {},
        "It owns the domain ",
        link({ directory, ...context }, stage.domain),
        ": nothing needs to be shared with it.",
      ),
    ];
  if (account.association === undefined || share === undefined)
    return [h("p", {}, "Nothing: it enables no blueprints, so no projects run in it.")];
  return [
    h(
      "p",
      {},
      "The domain ",
      link({ directory, ...context }, stage.domain),
      " through the RAM share ",
      link({ directory, ...context }, share.id),
      `, ${ASSOCIATIONS[account.association]}. It permits ${share.permission}.`,
    ),
  ];
}

/** One line per profile, so that "what" comes first and everybody who may is behind it. */
function creators(context: PageContext, account: AccountItem): Child[] {
  const rows = context.directory.accessTo(account.id, "project");
  if (rows.length === 0) {
    const reaching = context.directory.profilesReaching(account.id);
    return [
      h(
        "p",
        {},
        reaching.length === 0
          ? "Nobody: no profile reaches it."
          : `Nobody: ${plural(reaching.length, "profile")} reach it, but no grant names them.`,
      ),
    ];
  }
  const profiles = [...new Set(rows.map(({ profile }) => profile ?? ""))];
  return profiles.map((profile) =>
    h(
      "div",
      { class: "right" },
      h("h4", {}, link(context, profile)),
      h(
        "ul",
        { class: "plain" },
        rows
          .filter((row) => row.profile === profile)
          .map((row) => h("li", {}, who(context, row), ` in ${unitText(context, row)}`, limits(context, row, account))),
      ),
    ),
  );
}

function who(context: PageContext, row: AccessItem): HTMLElement {
  return link(context, row.principal.id ?? row.id, row.principal.label);
}

/** Note of the units that the right covers and from which the account withholds a blueprint. */
function limits({ directory }: PageContext, row: AccessItem, account: AccountItem): HTMLElement | undefined {
  const units = row.accounts.find((entry) => entry.account === account.id)?.units;
  if (units === undefined) return undefined;
  const text =
    units.length === 0
      ? "not usable: the account withholds a blueprint that the profile needs"
      : `usable in ${units.map((unit) => directory.unitPath(unit)).join(", ")} only: elsewhere the account withholds a blueprint`;
  return h("span", { class: "note warning" }, text);
}
