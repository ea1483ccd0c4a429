import { code, folded, type Content, type Inline, join, link, line, table } from "../../formats/markdown";
import { formatSource, type AccessItem, type ChangeAction, type Item, type Source, type Topology } from "../model";
import { gitConnections } from "./git-connections";
import type { TableSection } from "./table-section";
import { vocabularyTables } from "./vocabulary";

/** Options of {@link renderMarkdown}. */
export interface MarkdownOptions {
  /** Link stage files; only of use where `topology.links` is a URL. */
  readonly links: boolean;
}

/** Tables beyond this many rows are folded. */
const OPEN = 25;
/** A new line in a cell. */
const BREAK = "<br>";
/** Accounts that a cell names before it counts. */
const NAMED = 8;

const SIGNS: Readonly<Record<ChangeAction, string>> = {
  create: "➕ created",
  update: "🔸 changed",
  replace: "♻️ replaced",
  destroy: "❌ destroyed",
};

/** The content of the page as Markdown tables, for a merge request. */
export function renderMarkdown(topology: Topology, options: MarkdownOptions): string {
  const page = new MarkdownPage(topology, options);
  return `${page.sections().join("\n\n")}\n`;
}

class MarkdownPage {
  private readonly items: ReadonlyMap<string, Item>;

  constructor(
    private readonly topology: Topology,
    private readonly options: MarkdownOptions,
  ) {
    const { accounts, pools, profiles, units, principals } = topology;
    this.items = new Map([...accounts, ...pools, ...profiles, ...units, ...principals].map((item) => [item.id, item]));
  }

  sections(): string[] {
    const { domains, plan } = this.topology;
    return [
      `## Topology of ${join(
        domains.map(({ name }) => name),
        ", ",
      )}`,
      ...domains.map(
        ({ name, region, governanceAccount, stages }) =>
          `${line`**${name}** in ${region}, owned by ${governanceAccount.name} (${governanceAccount.accountId}); stages: ${stages.join(", ")}.`}`,
      ),
      ...(plan === undefined ? [] : [this.plan(plan)]),
      ...this.tables(gitConnections(domains, (id) => this.name(id))),
      this.accounts(),
      this.profiles(),
      this.access("project", "Who may create projects"),
      this.access("environment", "Who may use blueprints"),
      this.access("other", "Other rights"),
      this.pools(),
      this.projects(),
      ...this.tables(vocabularyTables(domains, (source) => this.source(source))),
    ];
  }

  private plan({ changes, stages }: NonNullable<Topology["plan"]>): string {
    const missing = stages.flatMap(({ stage, missing: stacks }) =>
      stacks.map(({ stack, reason }) => `- ${line`${code(stack)} of ${stage}: ${reason}`}`),
    );
    const rows = changes.map(({ name, action, kind, stage, stack, resources, more }) => [
      SIGNS[action],
      name,
      kind,
      stage,
      code(stack),
      String(resources.length + more),
    ]);
    const text = this.section(
      "Planned changes",
      ["Change", "What", "Kind", "Stage", "Stack", "Resources"],
      rows,
      "The plans change nothing.",
    );
    return missing.length === 0
      ? text
      : `${text}\n\nWithout a complete plan, so that changes there are not shown:\n\n${missing.join("\n")}`;
  }

  private accounts(): string {
    const shares = new Map(this.topology.stages.map(({ name, share }) => [name, share]));
    const rows = this.topology.accounts.map((account) => [
      this.named(account),
      account.accountId,
      account.stage,
      account.businessUnit ?? "–",
      account.governance
        ? "owns the domain"
        : account.association === undefined
          ? "nothing"
          : `domain, ${shares.get(account.stage)?.permission ?? ""}${account.association === "invitation" ? ", by invitation" : ""}`,
      orNone(
        join(
          account.regions.map(({ region, blueprints }) => `${region}: ${blueprints.join(", ") || "–"}`),
          BREAK,
        ),
      ),
      this.source(account.source),
    ]);
    return this.section(
      "Accounts",
      ["Account", "Id", "Stage", "Business unit", "Shared", "Blueprints", "Written in"],
      rows,
      "No accounts.",
    );
  }

  private profiles(): string {
    const rows = this.topology.profiles.map((profile) => [
      line`${this.named(profile)}${profile.enabled ? "" : " (disabled)"}`,
      profile.stage,
      join([this.accountNames(profile.reach.map(({ account }) => account)), ...profile.open], BREAK),
      profile.pools.map((id) => this.name(id)).join(", ") || "–",
      this.unit(profile.unit),
      this.source(profile.source),
    ]);
    return this.section(
      "Project profiles",
      ["Profile", "Stage", "Reaches", "Pools", "Unit", "Written in"],
      rows,
      "No project profiles.",
    );
  }

  private access(topic: AccessItem["topic"], heading: string): string {
    const rows = this.topology.access
      .filter((row) => row.topic === topic)
      .map((row) => [
        line`${row.principal.label}${this.change(row)}`,
        `${row.may} ${row.profile === undefined ? row.blueprints.join(", ") : this.name(row.profile)}`,
        row.unit === undefined ? "any" : `${this.unit(row.unit.id)}${row.unit.below ? " and below" : ""}`,
        topic === "other" ? "–" : join([this.accountsOf(row), ...row.notes], BREAK),
        row.stage,
        this.source(row.source),
      ]);
    return this.section(heading, ["Who", "May", "In unit", "Accounts", "Stage", "Written in"], rows, "Nobody.");
  }

  private pools(): string {
    const rows = this.topology.pools.map((pool) => [
      this.named(pool),
      pool.stage,
      pool.discovery === undefined ? this.accountNames(pool.accounts.map(({ account }) => account)) : pool.discovery,
      this.source(pool.source),
    ]);
    return this.section("Account pools", ["Pool", "Stage", "Offers", "Written in"], rows, "No account pools.");
  }

  private projects(): string {
    const rows = this.topology.projects.map((project) => [
      this.named(project),
      project.stage,
      this.name(project.profile),
      this.unit(project.unit),
      this.accountNames(project.accounts),
      project.dataSources.map(({ name, reads }) => `${name} (${reads})`).join(", "),
      project.assets.map(({ name, terms }) => (terms.length === 0 ? name : `${name} (${terms.join(", ")})`)).join(", "),
      this.source(project.source),
    ]);
    return this.section(
      "Standing projects",
      ["Project", "Stage", "Profile", "Unit", "Accounts", "Data sources", "Assets", "Written in"],
      rows,
      "No standing projects.",
    );
  }

  private tables(sections: readonly TableSection[]): string[] {
    return sections.map(({ heading, columns, rows, empty }) => this.section(heading, columns, rows, empty));
  }

  private section(
    heading: string,
    columns: readonly string[],
    rows: readonly (readonly Content[])[],
    empty: string,
  ): string {
    if (rows.length === 0) return `### ${heading}\n\n${empty}`;
    const summary = `${rows.length} ${rows.length === 1 ? "row" : "rows"}`;
    return [`### ${heading}`, "", ...folded(summary, table(columns, rows), { open: rows.length <= OPEN })].join("\n");
  }

  /** Accounts of a right, and where it is worth less than it says. */
  private accountsOf(row: AccessItem): Inline {
    const usable = row.accounts.filter(({ units }) => units?.length !== 0);
    const withheld = row.accounts.length - usable.length;
    const partly = usable.filter(({ units }) => units !== undefined).length;
    return join(
      [
        this.accountNames(usable.map(({ account }) => account)),
        partly === 0 ? "" : `${partly} of them not in every unit`,
        withheld === 0 ? "" : `${withheld} more withhold a blueprint that the profile needs`,
      ],
      BREAK,
    );
  }

  private accountNames(ids: readonly string[]): string {
    if (ids.length === 0) return "";
    const named = ids.slice(0, NAMED).map((id) => this.name(id));
    return ids.length > NAMED ? `${named.join(", ")} and ${ids.length - NAMED} more` : named.join(", ");
  }

  private named(item: Item): Inline {
    return line`${item.name}${this.change(item)}`;
  }

  private change({ change }: Item): Content {
    return change === undefined ? "" : line`<br>${SIGNS[change.action]}`;
  }

  private name(id: string): string {
    return this.items.get(id)?.name ?? id;
  }

  private unit(id: string): string {
    const unit = this.topology.units.find((candidate) => candidate.id === id);
    return unit?.path ?? id;
  }

  private source(source: Source): Inline {
    const written = code(formatSource(source));
    return this.options.links ? link(written, this.topology.links + source.file) : written;
  }
}

function orNone(content: Inline): Content {
  return content.markdown === "" ? "–" : content;
}
