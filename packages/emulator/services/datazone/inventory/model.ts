import { notFound } from "../../../errors";
import { newId } from "../../../identifiers";
import type { Call } from "../../../service";
import { enforceRules } from "../catalog/rule-enforcement";
import { announce } from "../events";
import { type Domain, now } from "../model";
import { callerAsUser } from "../principals";
import { refuseOutsider, sourcesOf } from "../project-sources";
import { projectOf } from "../projects";
import type { AssetRevision, InventoryAsset, Listing } from "./shapes";

/** Assets of a domain, by their ids. */
export const assetsOf = (domain: Domain, call: Call): Record<string, InventoryAsset> => sourcesOf(domain, call).assets;

/** An asset that the caller may see: members of its project do (field evidence, section 2, GetAsset). */
export function assetOf(domain: Domain, id: string | undefined, call: Call): InventoryAsset {
  const asset = assetsOf(domain, call)[id ?? ""] as InventoryAsset | undefined;
  if (asset === undefined) throw notFound(`Asset ${id} does not exist`);
  refuseOutsider(domain, projectOf(domain, asset.projectId, call), call);
  return asset;
}

/** The revision of an asset; the newest where none is named. */
export function revisionOf(asset: InventoryAsset, revision?: string): AssetRevision {
  const found = revision === undefined ? asset.revisions.at(-1) : asset.revisions.find((r) => r.revision === revision);
  if (found === undefined) throw notFound(`Asset ${asset.id} has no revision ${revision}`);
  return found;
}

/** Content of a revision. */
export type RevisionContent = Pick<AssetRevision, "name" | "description" | "typeRevision" | "glossaryTerms" | "forms">;

/** Adds a revision to an asset. */
export function addRevision(
  domain: Domain,
  asset: InventoryAsset,
  content: RevisionContent,
  call: Call,
): AssetRevision {
  const revision: AssetRevision = {
    ...content,
    revision: String(asset.revisions.length + 1),
    createdAt: now(),
    createdBy: callerAsUser(domain, call),
  };
  asset.revisions.push(revision);
  if (asset.revisions.length === 1)
    announce(domain, { type: "Asset Added To Inventory", id: asset.id, projectId: asset.projectId }, call);
  return revision;
}

/**
 * Lists a revision of an asset for everybody, over the revision that was listed before.
 *
 * @throws ServiceError ValidationException where it does not carry what rules on publishing demand
 */
export function publish(domain: Domain, asset: InventoryAsset, revision: AssetRevision, call: Call): Listing {
  const formTypes = revision.forms.map(({ typeIdentifier = "" }) => typeIdentifier);
  const terms = [...revision.glossaryTerms, ...(asset.governedGlossaryTerms ?? [])];
  enforceRules(domain, "CREATE_LISTING_CHANGE_SET", asset, { formTypes, terms }, call);
  const at = now();
  const by = callerAsUser(domain, call);
  const before = asset.listing;
  asset.listing = {
    id: before?.id ?? newId(),
    revision: (before?.revision ?? 0) + 1,
    status: "ACTIVE",
    assetRevision: revision.revision,
    createdAt: before?.createdAt ?? at,
    createdBy: before?.createdBy ?? by,
    updatedAt: at,
    updatedBy: by,
  };
  if (before?.status !== "ACTIVE") {
    const { id, projectId } = asset;
    announce(domain, { type: "Asset Added To Catalog", id, projectId, data: { assetId: id } }, call);
  }
  return asset.listing;
}
