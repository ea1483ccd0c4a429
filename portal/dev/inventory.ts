import { randomUUID } from "node:crypto";
import type { AccessRecord } from "../../governance/access";
import {
  isCurrent,
  isOfDecision,
  publicationOf,
  refuseChange,
  refuseCreation,
  refuseDeletion,
  refusePublication,
  refuseUnpublication,
  usesOfFilter,
  type AssetFilter,
  type AssetUse,
  type FilterRefusal,
  type ProjectAsset,
  type PublicationRefusal,
} from "../../governance/assets";
import { partsInAssets, type Caller, type Part } from "../../governance/people";
import type { Asset, AssetDetail, AssetSummary, FilterDetail, FilterSummary, Operations } from "../api/operations";
import { notFound, paged, Refused, type Handlers } from "./answers";
import { filterFrom, filtersOf, ownedAsset } from "./inventory-world";
import { projectOf } from "./people";
import { RULES } from "./rules";

type Body<N extends keyof Operations> = Operations[N]["body"];
type Missing = AssetSummary["missing"];

/** Things that the inventory is made of. */
export interface InventoryWorld {
  readonly assets: readonly Asset[];
  readonly records: ReadonlyMap<string, AccessRecord>;
}

const CHANGES: readonly Part[] = ["producer-owner", "producer-contributor"];
const NOT_YOURS = "Owners and contributors of the project do this.";

/** Inventory of projects: completeness, publication, and filters, decided by the domain's own logic. */
export class InventoryDesk {
  private readonly assets = new Map<string, ProjectAsset>();
  private readonly filters = new Map<string, AssetFilter[]>();

  constructor(private readonly world: InventoryWorld) {
    world.assets.forEach((asset, index) => {
      this.assets.set(asset.assetId, ownedAsset(asset, index));
      this.filters.set(asset.assetId, index === 0 ? filtersOf(world.assets.length) : []);
    });
  }

  readonly handlers: Handlers = {
    listProjectAssets: ({ caller, id, query }) => {
      const project = projectOf(id);
      // Projects that people asked for have no data here yet.
      if (project !== undefined && this.parts(caller, id).length === 0) throw notFound();
      const all = [...this.assets.values()].filter(({ projectId }) => projectId === id);
      return paged(
        all.map((asset) => summaryOf(asset)),
        query,
      );
    },
    readProjectAsset: ({ caller, id }) => this.detail(this.asset(caller, id), caller),
    publishAsset: ({ caller, id, body }) => {
      const asset = this.changeable(caller, id);
      const { revision, dryRun } = body as Body<"publishAsset">;
      refused(refusePublication({ asset }, revision, missingOf(asset)));
      const listing = { id: `lst-${id}`, ...asset.listing, state: "ACTIVE" as const, revision: asset.revision };
      if (dryRun !== true) this.assets.set(id, { ...asset, listing });
      return this.detail(this.assets.get(id) ?? asset, caller);
    },
    unpublishAsset: ({ caller, id, body }) => {
      const asset = this.changeable(caller, id);
      const { acknowledge = false, dryRun } = body as Body<"unpublishAsset">;
      refused(refuseUnpublication({}, this.uses(asset), acknowledge));
      if (dryRun !== true && asset.listing !== undefined)
        this.assets.set(id, { ...asset, listing: { ...asset.listing, state: "INACTIVE" } });
      return this.detail(this.assets.get(id) ?? asset, caller);
    },
    listAssetFilters: ({ caller, id }) => {
      const uses = this.uses(this.asset(caller, id));
      return { items: (this.filters.get(id) ?? []).map((one) => filterShown(one, uses)) };
    },
    readAssetFilter: ({ caller, id, filter }) =>
      this.filterDetail(caller, this.asset(caller, id), this.one(id, filter)),
    createAssetFilter: ({ caller, id, body }) => {
      const asset = this.changeable(caller, id);
      const made = filterFrom(`flt-${randomUUID().slice(0, 8)}`, body as Body<"createAssetFilter">);
      refused(refuseCreation(made, this.filters.get(id) ?? []));
      this.filters.set(id, [...(this.filters.get(id) ?? []), made]);
      return this.filterDetail(caller, asset, made);
    },
    changeAssetFilter: ({ caller, id, filter, body }) => {
      const asset = this.changeable(caller, id);
      const made = filterFrom(filter, body as Body<"changeAssetFilter">);
      const there = this.filters.get(id) ?? [];
      refused(refuseChange(this.one(id, filter), made, there, this.uses(asset)));
      this.filters.set(
        id,
        there.map((one) => (one.id === filter ? made : one)),
      );
      return this.filterDetail(caller, asset, made);
    },
    deleteAssetFilter: ({ caller, id, filter }) => {
      const asset = this.changeable(caller, id);
      refused(refuseDeletion(this.one(id, filter), this.uses(asset)));
      const left = (this.filters.get(id) ?? []).filter((one) => one.id !== filter);
      this.filters.set(id, left);
      return { deleted: filter };
    },
  };

  private parts(caller: Caller, projectId: string): Part[] {
    const { members = [], unit } = projectOf(projectId) ?? {};
    return partsInAssets(caller, { members, unit }, RULES.unitParents);
  }

  private asset(caller: Caller, id: string): ProjectAsset {
    const asset = this.assets.get(id);
    if (asset === undefined || this.parts(caller, asset.projectId).length === 0) throw notFound();
    return asset;
  }

  private changeable(caller: Caller, id: string): ProjectAsset {
    const asset = this.asset(caller, id);
    if (CHANGES.some((part) => this.parts(caller, asset.projectId).includes(part))) return asset;
    throw new Refused({ status: 403, code: "not-yours", title: "This is for others to do", detail: NOT_YOURS });
  }

  private one(assetId: string, id: string): AssetFilter {
    const filter = this.filters.get(assetId)?.find((one) => one.id === id);
    if (filter === undefined) throw notFound();
    return filter;
  }

  /** Access and requests of others. The first filter is one that access has. */
  private uses({ id, listing }: ProjectAsset): AssetUse[] {
    if (listing === undefined) return [];
    return [...this.world.records.values()].flatMap((record): AssetUse[] => {
      const { asked, requestId, phase } = record;
      if (asked?.assetId !== id || phase === "closed") return [];
      const kind = phase === "active" ? "access" : "request";
      const who = { kind: "project" as const, id: asked.consumerProjectId, name: asked.names.consumerProject };
      return [{ kind, id: requestId, who, filterIds: kind === "access" ? ["flt-0"] : [] }];
    });
  }

  private detail(asset: ProjectAsset, caller: Caller): AssetDetail {
    const parts = this.parts(caller, asset.projectId);
    const isTheirs = CHANGES.some((part) => parts.includes(part));
    const unless = (...whys: readonly (string | false)[]) => {
      const why = [!isTheirs && NOT_YOURS, ...whys].find((one) => typeof one === "string");
      return typeof why !== "string" ? { allowed: true } : { allowed: false, why };
    };
    return {
      ...summaryOf(asset),
      columns: asset.columns?.map(({ name }) => name),
      columnTerms: Object.fromEntries((asset.columns ?? []).map(({ name, terms }) => [name, terms])),
      yourParts: parts,
      possible: {
        publish: unless(
          isCurrent(asset) && "The newest revision is published already.",
          missingOf(asset).length > 0 && "It lacks what rules demand, see missing.",
        ),
        unpublish: unless(asset.listing?.state !== "ACTIVE" && "It is not published."),
        filters: unless(asset.columns === undefined && "The asset has no columns that could be filtered."),
      },
    };
  }

  private filterDetail(caller: Caller, asset: ProjectAsset, filter: AssetFilter): FilterDetail {
    const uses = this.uses(asset);
    const isTheirs = CHANGES.some((part) => this.parts(caller, asset.projectId).includes(part));
    const possible = (refusal: FilterRefusal | undefined) => {
      const why = isTheirs ? refusal?.message : NOT_YOURS;
      return why === undefined ? { allowed: true } : { allowed: false, why };
    };
    const { content } = filter;
    const same = content && refuseChange(filter, { ...filter, content }, [], uses);
    return {
      ...filterShown(filter, uses),
      ...content,
      possible: { change: possible(same), deletion: possible(refuseDeletion(filter, uses)) },
    };
  }
}

/** Every asset of finance says how confidential it is. */
const missingOf = ({ terms }: ProjectAsset): Missing =>
  terms.length > 0 ? [] : [{ rule: "finance-publishing", what: "term", name: "confidentiality/internal" }];

function summaryOf(asset: ProjectAsset): AssetSummary {
  const { id, listing, projectId, columns: _columns, ...rest } = asset;
  const isListed = listing?.state === "ACTIVE";
  return {
    ...rest,
    assetId: id,
    projectId,
    projectName: projectOf(projectId)?.name ?? projectId,
    publication: publicationOf(asset),
    listingId: listing?.id,
    publishedRevision: isListed ? listing.revision : undefined,
    missing: missingOf(asset),
    advised: asset.description === "" ? ["description"] : [],
  };
}

function filterShown(filter: AssetFilter, uses: readonly AssetUse[]): FilterSummary {
  const { content: _content, ...rest } = filter;
  const usedBy = usesOfFilter(filter, uses).map(({ kind, id, who }) => ({ kind, id, who }));
  return { ...rest, madeBy: isOfDecision(filter) ? "decision" : "people", usedBy };
}

function refused(refusal: PublicationRefusal | FilterRefusal | undefined): void {
  if (refusal === undefined) return;
  const { refused: code, message, uses } = refusal;
  throw new Refused({
    status: 409,
    code,
    title: "This cannot be done",
    detail: message,
    ...(uses === undefined ? {} : { uses: uses.map(({ kind, id, who }) => ({ kind, id, who })) }),
  });
}
