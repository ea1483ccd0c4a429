import { formatSource, type AccessItem, type ChangeAction, type Item, type Source, type Topology } from "../model";
import { cell, code, folded, table } from "./cells";

/** What {@link renderMarkdown} needs beside the data. */
export interface MarkdownOptions {
  /** Link stage files; only of use where `topology.links` is a URL. */
  readonly links: boolean;
}

/** Tables beyond this many rows are folded. */
const OPEN = 25;
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
      `## Topology of ${domains.map(({ name }) => cell(name)).join(", ")}`,
      ...domains.map(
        ({ name, region, governanceAccount, stages }) =>
          `**${cell(name)}** in ${region}, owned by ${cell(governanceAccount.name)} (${governanceAccount.accountId}); stages: ${stages.join(", ")}.`,
      ),
      ...(plan === undefined ? [] : [this.plan(plan)]),
      this.accounts(),
      this.profiles(),
      this.access("project", "Who may create projects"),
      this.access("environment", "Who may use blueprints"),
      this.access("other", "Other rights"),
      this.pools(),
      this.projects(),
    ];
  }

  private plan({ changes, stages }: NonNullable<Topology["plan"]>): string {
    const missing = stages.flatMap(({ stage, missing: stacks }) =>
      stacks.map(({ stack, reason }) => `- ${code(stack)} of ${stage}: ${cell(reason)}`),
    );
    const rows = changes.map(({ name, action, kind, stage, stack, resources, more }) => [
      SIGNS[action],
      cell(name),
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
      cell(account.businessUnit ?? "–"),
      account.governance
        ? "owns the domain"
        : account.association === undefined
          ? "nothing"
          : `domain, ${shares.get(account.stage)?.permission ?? ""}${account.association === "invitation" ? ", by invitation" : ""}`,
      account.regions.map(({ region, blueprints }) => `${region}: ${blueprints.join(", ") || "–"}`).join("<br>") || "–",
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
      `${this.named(profile)}${profile.enabled ? "" : " (disabled)"}`,
      profile.stage,
      [this.accountNames(profile.reach.map(({ account }) => account)), ...profile.open.map(cell)]
        .filter((text) => text !== "")
        .join("<br>"),
      profile.pools.map((id) => cell(this.name(id))).join(", ") || "–",
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
        `${cell(row.principal.label)}${this.change(row)}`,
        `${cell(row.may)} ${row.profile === undefined ? row.blueprints.join(", ") : cell(this.name(row.profile))}`.trim(),
        row.unit === undefined ? "any" : `${this.unit(row.unit.id)}${row.unit.below ? " and below" : ""}`,
        topic === "other"
          ? "–"
          : [this.accountsOf(row), ...row.notes.map(cell)].filter((text) => text !== "").join("<br>"),
        row.stage,
        this.source(row.source),
      ]);
    return this.section(heading, ["Who", "May", "In unit", "Accounts", "Stage", "Written in"], rows, "Nobody.");
  }

  private pools(): string {
    const rows = this.topology.pools.map((pool) => [
      this.named(pool),
      pool.stage,
      pool.discovery === undefined
        ? this.accountNames(pool.accounts.map(({ account }) => account))
        : cell(pool.discovery),
      this.source(pool.source),
    ]);
    return this.section("Account pools", ["Pool", "Stage", "Offers", "Written in"], rows, "No account pools.");
  }

  private projects(): string {
    const rows = this.topology.projects.map((project) => [
      this.named(project),
      project.stage,
      cell(this.name(project.profile)),
      this.unit(project.unit),
      this.accountNames(project.accounts),
      this.source(project.source),
    ]);
    return this.section(
      "Standing projects",
      ["Project", "Stage", "Profile", "Unit", "Accounts", "Written in"],
      rows,
      "No standing projects.",
    );
  }

  private section(
    heading: string,
    columns: readonly string[],
    rows: readonly (readonly string[])[],
    empty: string,
  ): string {
    if (rows.length === 0) return `### ${heading}\n\n${empty}`;
    return `### ${heading}\n\n${folded(`${rows.length} ${rows.length === 1 ? "row" : "rows"}`, table(columns, rows), rows.length <= OPEN)}`;
  }

  /** Accounts of a right, and where it is worth less than it says. */
  private accountsOf(row: AccessItem): string {
    const usable = row.accounts.filter(({ units }) => units?.length !== 0);
    const withheld = row.accounts.length - usable.length;
    const partly = usable.filter(({ units }) => units !== undefined).length;
    return [
      this.accountNames(usable.map(({ account }) => account)),
      partly === 0 ? "" : `${partly} of them not in every unit`,
      withheld === 0 ? "" : `${withheld} more withhold a blueprint that the profile needs`,
    ]
      .filter((text) => text !== "")
      .join("<br>");
  }

  private accountNames(ids: readonly string[]): string {
    if (ids.length === 0) return "";
    const named = ids.slice(0, NAMED).map((id) => cell(this.name(id)));
    return ids.length > NAMED ? `${named.join(", ")} and ${ids.length - NAMED} more` : named.join(", ");
  }

  private named(item: Item): string {
    return `${cell(item.name)}${this.change(item)}`;
  }

  private change({ change }: Item): string {
    return change === undefined ? "" : `<br>${SIGNS[change.action]}`;
  }

  private name(id: string): string {
    return this.items.get(id)?.name ?? id;
  }

  private unit(id: string): string {
    const unit = this.topology.units.find((candidate) => candidate.id === id);
    return cell(unit?.path ?? id);
  }

  private source(source: Source): string {
    const text = code(formatSource(source));
    return this.options.links ? `[${text}](${encodeURI(this.topology.links + source.file)})` : text;
  }
}
