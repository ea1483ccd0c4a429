import type { ProfileItem } from "../../model/data";
import { h } from "../../../pages/browser/dom";
import type { PageContext } from "./page-context";
import { accountList, changeMark, link, sourceOf, table } from "./parts";
import { plural } from "./words";

/** Profiles with the accounts that they reach, and pools with the accounts that they offer. */
export function profilesView(context: PageContext): HTMLElement {
  return h("div", {}, h("h3", {}, "Project profiles"), profiles(context), h("h3", {}, "Account pools"), pools(context));
}

function profiles(context: PageContext): HTMLElement {
  const { directory, filter, place } = context;
  const rows = filter.apply(directory.topology.profiles, place);
  return table(
    "Project profiles and the accounts that they reach",
    ["Profile", "Reaches", "Through", "May create projects", "Unit", "Stage", "Written in"],
    rows.map((profile) => [
      [link(context, profile.id), " ", changeMark(profile.change), flags(profile)],
      [
        accountList(
          context,
          profile.reach.map(({ account }) => account),
          profile.id,
        ),
        profile.open.map((text) => h("span", { class: "note" }, text)),
      ],
      through(context, profile),
      creators(context, profile),
      directory.unitPath(profile.unit),
      profile.stage,
      sourceOf(context, profile),
    ]),
    { mark: (row) => rows[row].id, empty: emptyText(directory.topology.profiles.length, "project profiles") },
  );
}

function flags({ enabled, production }: ProfileItem): (HTMLElement | undefined)[] {
  return [
    enabled ? undefined : h("span", { class: "note warning" }, "disabled"),
    production ? h("span", { class: "note" }, "production") : undefined,
  ];
}

function through(context: PageContext, profile: ProfileItem): HTMLElement {
  const fixed = profile.reach.some(({ pools }) => pools.length === 0);
  return h(
    "ul",
    { class: "plain" },
    profile.pools.map((id) => h("li", {}, "pool ", link(context, id))),
    fixed ? h("li", {}, "accounts that it names") : undefined,
  );
}

function creators(context: PageContext, { id }: ProfileItem): HTMLElement {
  const rows = context.directory.topology.access.filter(({ profile }) => profile === id);
  if (rows.length === 0) return h("span", { class: "muted" }, "nobody");
  const names = new Map(rows.map((row) => [row.principal.label, row.principal.id ?? row.id]));
  return h(
    "ul",
    { class: "plain" },
    [...names].map(([label, target]) => h("li", {}, link(context, target, label))),
  );
}

function pools(context: PageContext): HTMLElement {
  const { directory, filter, place } = context;
  const rows = filter.apply(directory.topology.pools, place);
  return table(
    "Account pools",
    ["Pool", "Offers", "Used by profiles", "Stage", "Written in"],
    rows.map((pool) => [
      [link(context, pool.id), " ", changeMark(pool.change)],
      pool.discovery === undefined
        ? accountList(
            context,
            pool.accounts.map(({ account }) => account),
            pool.id,
          )
        : h("span", { class: "note" }, pool.discovery),
      h(
        "ul",
        { class: "plain" },
        directory.topology.profiles
          .filter(({ pools: used }) => used.includes(pool.id))
          .map(({ id }) => h("li", {}, link(context, id))),
      ),
      pool.stage,
      sourceOf(context, pool),
    ]),
    { mark: (row) => rows[row].id, empty: emptyText(directory.topology.pools.length, "account pools") },
  );
}

/** Blueprints per account and Region. */
export function blueprintsView(context: PageContext): HTMLElement {
  const { directory, filter, place } = context;
  const rows = filter
    .apply(directory.topology.accounts, place)
    .filter(({ association }) => association !== undefined)
    .flatMap((account) => account.regions.map((regional) => ({ account, ...regional })))
    .filter(({ region }) => place.region === "" || region === place.region);
  return table(
    "Blueprints per account and Region",
    ["Account", "Region", "Blueprints", "Business unit", "Stage", "Written in"],
    rows.map(({ account, region, blueprints }) => [
      [link(context, account.id), " ", h("code", {}, account.accountId)],
      h("span", { class: "whole" }, region),
      h(
        "ul",
        { class: "chips" },
        blueprints.map((name) => h("li", { class: "chip" }, name)),
      ),
      account.businessUnit ?? "–",
      account.stage,
      sourceOf(context, { ...account, source: { ...account.source, path: `${account.source.path}.blueprints` } }),
    ]),
    { mark: (row) => rows[row].account.id, empty: "No account with blueprints fits the filter." },
  );
}

/** Units, people and standing projects. */
export function domainView(context: PageContext): HTMLElement {
  return h(
    "div",
    {},
    h("h3", {}, "Domain units"),
    units(context),
    h("h3", {}, "Users and groups"),
    principals(context),
    h("h3", {}, "Standing projects"),
    projects(context),
  );
}

function units(context: PageContext): HTMLElement {
  const { directory, filter, place } = context;
  const rows = filter.apply(directory.topology.units, place);
  const several = directory.topology.domains.length > 1;
  return table(
    "Domain units",
    ["Unit", "Owners", "Profiles", "Projects", "Written in"],
    rows.map((unit) => {
      const name = h("span", { class: "unit" }, link(context, unit.id));
      name.style.setProperty("--depth", String(unit.depth));
      const { access, profiles: all, projects: standing } = directory.topology;
      const owners = access.filter((row) => row.policy === "OWNER" && row.unit?.id === unit.id);
      return [
        [
          name,
          " ",
          changeMark(unit.change),
          several ? h("span", { class: "note" }, `domain of stage ${unit.stage}`) : undefined,
        ],
        owners.map(({ principal }) => principal.label).join(", ") || "–",
        plural(all.filter((profile) => profile.unit === unit.id).length, "profile"),
        plural(standing.filter((project) => project.unit === unit.id).length, "project"),
        sourceOf(context, unit),
      ];
    }),
    { mark: (row) => rows[row].id },
  );
}

function principals(context: PageContext): HTMLElement {
  const { directory, filter, place } = context;
  const rows = filter.apply(directory.topology.principals, place);
  return table(
    "Users and groups",
    ["Name", "Kind", "Stands for", "May create projects from", "Written in"],
    rows.map((principal) => [
      [link(context, principal.id), " ", changeMark(principal.change)],
      principal.type,
      h("code", {}, principal.identity),
      h(
        "ul",
        { class: "plain" },
        directory.topology.access
          .filter((row) => row.topic === "project" && row.principal.id === principal.id)
          .map((row) => h("li", {}, link(context, row.profile ?? row.id), ` (${row.stage})`)),
      ),
      sourceOf(context, principal),
    ]),
    { mark: (row) => rows[row].id, empty: emptyText(directory.topology.principals.length, "users and groups") },
  );
}

function projects(context: PageContext): HTMLElement {
  const { directory, filter, place } = context;
  const rows = filter.apply(directory.topology.projects, place);
  return table(
    "Standing projects",
    ["Project", "Profile", "Unit", "Accounts", "Members", "Stage", "Written in"],
    rows.map((project) => [
      [link(context, project.id), " ", changeMark(project.change)],
      link(context, project.profile),
      directory.unitPath(project.unit),
      accountList(context, project.accounts, project.id),
      h(
        "ul",
        { class: "plain" },
        project.members.map(({ principal, designation }) =>
          h(
            "li",
            {},
            link(context, principal),
            ` ${designation.replace("PROJECT_", "").replaceAll("_", " ").toLowerCase()}`,
          ),
        ),
      ),
      project.stage,
      sourceOf(context, project),
    ]),
    { mark: (row) => rows[row].id, empty: emptyText(directory.topology.projects.length, "standing projects") },
  );
}

function emptyText(all: number, what: string): string {
  return all === 0 ? `The configuration has no ${what}.` : "Nothing fits the filter.";
}
