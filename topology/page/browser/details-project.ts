import type { PoolItem, ProfileItem, ProjectItem } from "../../model/data";
import { reachedSection, section, type Section } from "./details-parts";
import { rightsText } from "./details-right";
import { h } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { link } from "./parts";

/** Details of a profile: where its environments go, who may use it, and what it deploys. */
export function profileSections(context: PageContext, profile: ProfileItem): Section[] {
  const { directory } = context;
  const rights = directory.topology.access.filter((row) => row.profile === profile.id);
  return [
    reachedSection(context, profile, "Reaches"),
    section(
      "Also reaches",
      profile.open.map((text) => h("p", {}, text)),
    ),
    section(
      "Who may create projects from it",
      rights.length === 0 ? [h("p", {}, "Nobody: no grant names it.")] : rightsText(context, rights),
    ),
    section("Environments", profile.configurations.map(environment)),
    section("Profile", [
      h(
        "p",
        {},
        `Owned by unit ${directory.unitPath(profile.unit)}. ${profile.enabled ? "Enabled" : "Disabled: nobody can use it"}.${profile.production ? " Production." : ""}`,
      ),
    ]),
  ];
}

function environment({ name, blueprint, deploymentMode, target }: ProfileItem["configurations"][number]): HTMLElement {
  const when = deploymentMode === "ON_CREATE" ? "with the project" : "on demand";
  return h("p", {}, h("strong", {}, name), ` ${blueprint}, ${when}, in ${target}`);
}

/** Details of a pool: which accounts it offers, and to which profiles. */
export function poolSections(context: PageContext, pool: PoolItem): Section[] {
  const users = context.directory.topology.profiles.filter(({ pools }) => pools.includes(pool.id));
  return [
    pool.discovery === undefined
      ? reachedSection(context, pool, "Offers")
      : section("Offers", [h("p", {}, pool.discovery)]),
    section(
      "Used by profiles",
      users.map(({ id }) => h("p", {}, link(context, id))),
    ),
  ];
}

/** Details of a standing project: where it runs, what it was made from, and who is in it. */
export function projectSections(context: PageContext, project: ProjectItem): Section[] {
  const { directory } = context;
  return [
    reachedSection(context, project, "Runs in"),
    section("Profile", [h("p", {}, link(context, project.profile))]),
    section("Unit", [h("p", {}, link(context, project.unit, directory.unitPath(project.unit)))]),
    section(
      "Members",
      project.members.map(({ principal, designation }) => h("p", {}, link(context, principal), ` ${designation}`)),
    ),
    section(
      "Data sources",
      project.dataSources.map(({ name, reads, connection, runs }) =>
        h("p", {}, h("strong", {}, name), ` ${reads}, through ${connection}; ${runs}`),
      ),
    ),
    section(
      "Assets",
      project.assets.map(({ name, terms, says }) =>
        h("p", {}, h("strong", {}, name), ` ${says}`, terms.length === 0 ? "" : `; terms ${terms.join(", ")}`),
      ),
    ),
    section(
      "Connections",
      project.connections.map(({ name, kind }) => h("p", {}, h("strong", {}, name), ` ${kind}`)),
    ),
  ];
}
