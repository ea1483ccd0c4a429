import type { AssetFilter, AssetUse, ProjectAsset, PublishingRule } from "../../../../governance/assets";
import type { Assets, ProjectHand } from "../../../../functions/application-api/services-of-assets";

/** A table of the project of sales, complete and published. */
export const customers = (changes: Partial<ProjectAsset> = {}): ProjectAsset => ({
  id: "asset-1",
  projectId: "producer",
  name: "Customers",
  description: "",
  type: "table",
  externalIdentifier: "arn:aws:glue:eu-west-1:1:table/sales/customers",
  revision: "2",
  terms: ["term-party"],
  forms: [{ name: "Ownership", type: "Ownership" }],
  columns: [
    { name: "region", terms: [] },
    { name: "email", terms: ["term-personal"] },
  ],
  listing: { id: "listing-1", state: "ACTIVE", revision: "1" },
  ...changes,
});

const filter = (id: string, name: string): AssetFilter => ({
  id,
  name,
  description: "",
  state: "VALID",
  effect: "region",
  content: { columns: ["region"] },
});

/** Assets in memory: what the service does, and what it is asked to do as which project and in whose name. */
export class MemoryAssets implements Assets {
  assets: ProjectAsset[] = [customers()];
  rules: PublishingRule[] = [{ name: "Owned", forms: ["Ownership"], terms: ["term-party"] }];
  used: AssetUse[] = [];
  filtersThere: AssetFilter[] = [filter("f-1", "Regions"), filter("f-2", "smus-columns-0123456789abcdef")];
  /** Words with which the service refuses the next change. */
  refuses: string | undefined;
  /** True: the project's role cannot be taken. */
  withoutRole = false;
  readonly done: {
    readonly what: string;
    readonly project: string;
    readonly session: string;
    readonly about: string;
  }[] = [];
  readonly tokens: (string | undefined)[] = [];
  /** Sessions in which something was looked at. */
  readonly sessions = new Set<string>();
  private made = 2;

  ownerOf = (assetId: string) => Promise.resolve(this.assets.find(({ id }) => id === assetId)?.projectId);
  rulesFor = () => Promise.resolve(this.rules);
  termName = (id: string) => Promise.resolve(id.replace("term-", "words/"));

  handIn(project: string, session: string): Promise<ProjectHand | undefined> {
    if (this.withoutRole) return Promise.resolve(undefined);
    this.sessions.add(session);
    return Promise.resolve(this.hand(project, session));
  }

  private change<T>(what: string, about: string, by: { project: string; session: string }, work: () => T) {
    if (this.refuses !== undefined) return Promise.resolve({ refusedByService: this.refuses });
    this.done.push({ what, about, ...by });
    return Promise.resolve(work());
  }

  private hand(project: string, session: string): ProjectHand {
    const by = { project, session };
    const own = (id: string) => this.assets.find((one) => one.id === id && one.projectId === project);
    const list = (id: string, state: "ACTIVE" | "INACTIVE", revision: string | undefined) => {
      this.assets = this.assets.map((one) =>
        one.id === id ? { ...one, listing: { id: one.listing?.id ?? "listing-new", state, revision } } : one,
      );
      return undefined;
    };
    return {
      asset: (id) => Promise.resolve(own(id)),
      assets: ({ limit }) => {
        const found = this.assets.filter(({ projectId }) => projectId === project).slice(0, limit);
        return Promise.resolve({ found, token: this.assets.length > limit ? "more" : undefined });
      },
      uses: () => Promise.resolve(this.used),
      publish: (id, revision) => this.change("publish", `${id}@${revision}`, by, () => list(id, "ACTIVE", revision)),
      unpublish: (id) => this.change("unpublish", id, by, () => list(id, "INACTIVE", undefined)),
      filters: () => Promise.resolve(this.filtersThere.map(({ content: _content, ...one }) => one)),
      filter: (_asset, id) => Promise.resolve(this.filtersThere.find((one) => one.id === id)),
      createFilter: (asset, { name, description, content }, token) => {
        this.tokens.push(token);
        return this.change("create", asset, by, () => {
          const made = { id: `f-${(this.made += 1)}`, name, description, content, effect: "", state: "VALID" as const };
          this.filtersThere.push(made);
          return made;
        });
      },
      changeFilter: (_asset, id, text) =>
        this.change("change", id, by, () => {
          this.filtersThere = this.filtersThere.map((one) => (one.id === id ? { ...one, ...text } : one));
          return this.filtersThere.find((one) => one.id === id)!;
        }),
      deleteFilter: (_asset, id) =>
        this.change("delete", id, by, () => {
          this.filtersThere = this.filtersThere.filter((one) => one.id !== id);
          return undefined;
        }),
    };
  }
}
