import type { DomainItem, GitConnectionItem, ShareItem, UnitItem } from "../../model";
import { reachedSection, section, type Section } from "./details-parts";
import { rightsText } from "./details-right";
import { h } from "./dom";
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
  ];
}

function connectionText(context: PageContext, connection: GitConnectionItem): HTMLElement {
  const { name, at, status = "status unknown", usedBy, finishedBy = "a person", console } = connection;
  const waits = status === "PENDING" || status === "ERROR";
  return h(
    "p",
    {},
    h("strong", {}, name),
    `: ${at}, ${status}. `,
    usedBy.length === 0 ? "No profile uses it." : "Used by ",
    ...usedBy.flatMap((id, index) => [index === 0 ? "" : ", ", link(context, id)]),
    ...(usedBy.length === 0 ? [] : ["."]),
    ...(waits ? [h("span", { class: "note" }, `Waits for ${finishedBy}: ${console}`)] : []),
  );
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
    reachedSection(context, item, "Its projects can reach"),
  ];
}
