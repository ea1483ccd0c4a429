import type { DomainItem, GitConnectionItem, ShareItem, UnitItem } from "../../model/data";
import { reachedSection, section, type Section } from "./details-parts";
import { rightsText } from "./details-right";
import { h } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { link } from "./parts";

/** Details of a domain: where it is, who signs in how, and which accounts it has. */
export function domainSections(context: PageContext, domain: DomainItem): Section[] {
  return [
    section("Domain", [
      h("p", {}, `In ${domain.region}, owned by `, link(context, domain.governanceAccount.id), "."),
      h("p", {}, `People sign in ${domain.signIn}.`),
      h("p", {}, "Stages: ", domain.stages.join(", "), "."),
    ]),
    section(
      "Git connections",
      (domain.connections ?? []).map((connection) => connectionText(context, connection)),
    ),
    reachedSection(context, domain, "Has"),
    section("Vocabulary", wordsOf(domain)),
  ];
}

function connectionText(context: PageContext, connection: GitConnectionItem): HTMLElement {
  const { name, at, status = "status unknown", usedBy, finishedBy, console } = connection;
  const waits = status === "PENDING" || status === "ERROR";
  return h(
    "p",
    {},
    h("strong", {}, name),
    `: ${at}, ${status}. `,
    usedBy.length === 0 ? "Nothing uses it." : "Used by ",
    ...usedBy.flatMap((id, index) => [index === 0 ? "" : ", ", link(context, id)]),
    ...(usedBy.length === 0 ? [] : ["."]),
    ...(waits ? [h("span", { class: "note" }, `Waits for ${finishedBy}: ${console}`)] : []),
  );
}

/** Glossaries, forms and asset types with what is in them, and the project that owns them. */
function wordsOf({ vocabulary }: DomainItem): HTMLElement[] {
  if (vocabulary === undefined) return [];
  const { owner, glossaries, forms, assetTypes } = vocabulary;
  const words = [...glossaries, ...forms, ...assetTypes].map(({ name, what, content }) =>
    h("p", {}, h("strong", {}, name), ` ${what}${content.length === 0 ? "" : `: ${content.join(", ")}`}`),
  );
  return [...words, h("p", {}, `Owned by project ${owner}.`)];
}

/** Rules on what publishing and subscribing must carry in a unit. */
function rulesIn({ directory }: PageContext, unit: UnitItem): HTMLElement[] {
  const rules = directory.topology.domains.flatMap(({ vocabulary }) => vocabulary?.rules ?? []);
  return rules
    .filter(({ units }) => units.includes(unit.id))
    .map(({ name, on, demands, assetTypes }) => {
      const of = assetTypes.length === 0 ? "" : `, of ${assetTypes.join(", ")}`;
      return h("p", {}, h("strong", {}, name), ` to ${on}${of}: ${demands.join(", ")}`);
    });
}

/** Details of a share: whom it names, and which accounts it associates. */
export function shareSections(context: PageContext, share: ShareItem): Section[] {
  return [
    section("Shared with", [h("p", {}, `${share.principals}; permits ${share.permission}`)]),
    reachedSection(context, share, "Associates"),
  ];
}

/** Details of a unit: who may do what in it, its projects, and which accounts they can reach. */
export function unitSections(context: PageContext, item: UnitItem): Section[] {
  const { directory } = context;
  const { access, projects } = directory.topology;
  const own = access.filter(
    ({ topic, unit }) =>
      topic !== "environment" && unit !== undefined && directory.unitsCovered(unit).includes(item.id),
  );
  return [
    section("Who may do what in it", rightsText(context, own)),
    section(
      "Standing projects",
      projects.filter(({ unit }) => unit === item.id).map(({ id }) => h("p", {}, link(context, id))),
    ),
    section("Rules on metadata", rulesIn(context, item)),
    reachedSection(context, item, "Its projects can reach"),
  ];
}
