import { z } from "zod";
import {
  configuredPublication,
  decidedByConfiguration,
  isCurrent,
  isOfDecision,
  missingOf,
  publicationOf,
  refuseChange,
  refuseDeletion,
  usesOfFilter,
  type AssetFilter,
  type AssetUse,
  type FilterRefusal,
  type ProjectAsset,
  type PublishingRule,
} from "../../../../governance/assets";
import type { ConfiguredPublication } from "../../../../contracts/application/api-settings";
import type { Part } from "../../../../governance/people";
import type { ShownUse } from "../../http/problem";
import type { Surroundings } from "../route";
import { CHANGES } from "./owned";
import type { assetDetail, assetSummary, filterDetail, filterSummary } from "./schemas";

/** Everything that assets of a project are shown with. */
export interface ShownWith {
  readonly projectName: string | undefined;
  readonly rules: readonly PublishingRule[];
}

/** Facts of the project that its assets are shown with. */
export async function shownWith(projectId: string, { services }: Surroundings): Promise<ShownWith> {
  const [projectName, rules] = await Promise.all([
    services.projects.nameOf(projectId),
    services.assets.rulesFor(projectId),
  ]);
  return { projectName, rules };
}

/** Everything that an asset lacks, with the names of terms. */
export function lacksOf(asset: ProjectAsset, rules: readonly PublishingRule[], { services }: Surroundings) {
  return Promise.all(
    missingOf(rules, asset).map(async (demand) =>
      demand.what === "term" ? { ...demand, name: await services.assets.termName(demand.name) } : demand,
    ),
  );
}

/** Publication that the configuration of a stage wants. */
export const configuredFor = (asset: ProjectAsset, projectName: string | undefined, { settings }: Surroundings) =>
  configuredPublication(asset, projectName, settings.publications);

const termsOf = (ids: readonly string[], { services }: Surroundings): Promise<string[]> =>
  Promise.all(ids.map((id) => services.assets.termName(id)));

/** An asset in a list. */
export async function summaryOf(
  asset: ProjectAsset,
  { projectName, rules }: ShownWith,
  surroundings: Surroundings,
): Promise<z.input<typeof assetSummary>> {
  const { id, projectId, name, description, type, externalIdentifier, revision, listing } = asset;
  const configured = configuredFor(asset, projectName, surroundings);
  const [terms, missing] = await Promise.all([termsOf(asset.terms, surroundings), lacksOf(asset, rules, surroundings)]);
  return {
    ...{ assetId: id, projectId, projectName: projectName ?? projectId, name, description, type, externalIdentifier },
    ...{ revision, publication: publicationOf(asset), listingId: listing?.id },
    publishedRevision: listing?.state === "ACTIVE" ? listing.revision : undefined,
    ...{ terms, forms: [...asset.forms], missing, advised: description === "" ? ["description"] : [] },
    configured: configured && { published: configured.published, at: configured.at },
  };
}

/** An asset, with what the caller may do. */
export async function detailOf(
  asset: ProjectAsset,
  parts: readonly Part[],
  surroundings: Surroundings,
): Promise<z.input<typeof assetDetail>> {
  const facts = await shownWith(asset.projectId, surroundings);
  const summary = await summaryOf(asset, facts, surroundings);
  const marked = (asset.columns ?? []).filter(({ terms }) => terms.length > 0);
  const columnTerms = await Promise.all(
    marked.map(async ({ name, terms }) => [name, await termsOf(terms, surroundings)] as const),
  );
  return {
    ...summary,
    columns: asset.columns?.map(({ name }) => name),
    columnTerms: asset.columns && Object.fromEntries(columnTerms),
    yourParts: [...parts],
    possible: possibleIn(asset, summary.missing, configuredFor(asset, facts.projectName, surroundings), parts),
  };
}

const NOT_YOURS = "Owners and contributors of the project do this.";
const unless = (why: string | false) => (why === false ? { allowed: true } : { allowed: false, why });

function possibleIn(
  asset: ProjectAsset,
  missing: z.input<typeof assetSummary>["missing"],
  configured: ConfiguredPublication | undefined,
  parts: readonly Part[],
): z.input<typeof assetDetail>["possible"] {
  const isTheirs = CHANGES.some((part) => parts.includes(part));
  const notYours = !isTheirs && NOT_YOURS;
  const kept = (wanted: boolean) => configured?.published === wanted && decidedByConfiguration(configured);
  const lacks = missing.length > 0 && "It lacks what rules demand, see missing.";
  const current = isCurrent(asset) && "The newest revision is published already.";
  const absent = asset.listing?.state !== "ACTIVE" && "It is not published.";
  return {
    publish: unless(notYours || current || kept(false) || lacks),
    unpublish: unless(notYours || absent || kept(true)),
    filters: unless(notYours || (asset.columns === undefined && "The asset has no columns that could be filtered.")),
  };
}

/** Uses as an answer tells them. */
export const shownUses = (uses: readonly AssetUse[]): (ShownUse & z.input<typeof filterSummary>["usedBy"][number])[] =>
  uses.map(({ kind, id, who }) => ({ kind, id, who }));

/** A filter in a list. */
export function filterShown(filter: AssetFilter, uses: readonly AssetUse[]): z.input<typeof filterSummary> {
  const { id, name, description, effect, state, error } = filter;
  return {
    ...{ id, name, description, effect, state, error, madeBy: isOfDecision(filter) ? "decision" : "people" },
    usedBy: shownUses(usesOfFilter(filter, uses)),
  };
}

/** A filter with its content, and what the caller may do. */
export function filterDetailOf(
  filter: AssetFilter,
  uses: readonly AssetUse[],
  parts: readonly Part[],
): z.input<typeof filterDetail> {
  const { content } = filter;
  const possible = (refusal: FilterRefusal | undefined) =>
    unless((!CHANGES.some((part) => parts.includes(part)) && NOT_YOURS) || (refusal?.message ?? false));
  const same = content && { ...filter, content };
  return {
    ...filterShown(filter, uses),
    ...(content !== undefined && "rows" in content ? { rows: content.rows } : {}),
    ...(content !== undefined && "columns" in content ? { columns: [...content.columns] } : {}),
    possible: {
      change: possible(same && refuseChange(filter, same, [], uses)),
      deletion: possible(refuseDeletion(filter, uses)),
    },
  };
}
