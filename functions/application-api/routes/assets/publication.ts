import {
  isCurrent,
  refusePublication,
  refuseUnpublication,
  type ProjectAsset,
  type PublicationRefusal,
} from "../../../../governance/assets";
import { notFound, Problem } from "../../http/problem";
import type { ProjectHand } from "../../services-of-assets";
import { noQuery } from "../paging";
import { apiRoute, type Call } from "../route";
import { actingHand, CHANGES, OWNED_ASSET, unlessRefused, type OwnedAsset } from "./owned";
import { assetDetail, publishBody, unpublishBody } from "./schemas";
import { configuredFor, detailOf, lacksOf, shownUses, shownWith } from "./shown";

type ChangeCall = Call<unknown, unknown, OwnedAsset>;

const refusal = ({ refused, message, lacks, uses }: PublicationRefusal): Problem =>
  new Problem(refused, message, {
    ...(lacks === undefined ? {} : { lacks }),
    ...(uses === undefined ? {} : { uses: shownUses(uses) }),
  });

async function assetIn(hand: ProjectHand, { object }: ChangeCall): Promise<ProjectAsset> {
  const asset = await hand.asset(object.assetId);
  if (asset === undefined) throw notFound();
  return asset;
}

/** The asset as the service has it after a change: its listing may follow some seconds later. */
const changed = async (hand: ProjectHand, call: ChangeCall) => detailOf(await assetIn(hand, call), call.parts, call);

/** Publication of the newest revision. */
export const publishAsset = apiRoute({
  method: "POST",
  path: "/assets/{id}/publish",
  name: "publishAsset",
  summary: "Publish the newest revision of an asset, by its own id; owners and contributors of its project do.",
  callers: ["person"],
  who: CHANGES,
  object: OWNED_ASSET,
  query: noQuery,
  body: publishBody,
  answers: assetDetail,
  changes: true,
  async handle(call) {
    const hand = await actingHand(call.object, call);
    const [asset, { projectName, rules }] = await Promise.all([
      assetIn(hand, call),
      shownWith(call.object.projectId, call),
    ]);
    const configured = configuredFor(asset, projectName, call);
    const lacks = await lacksOf(asset, rules, call);
    const refused = refusePublication({ asset, configured }, call.body.revision, lacks);
    if (refused !== undefined) throw refusal(refused);
    // A request that is sent again finds its work done.
    if (isCurrent(asset) || call.body.dryRun) return detailOf(asset, call.parts, call);
    unlessRefused(await hand.publish(asset.id, asset.revision));
    return changed(hand, call);
  },
});

/** End of a publication. */
export const unpublishAsset = apiRoute({
  method: "POST",
  path: "/assets/{id}/unpublish",
  name: "unpublishAsset",
  summary: "Take an asset out of the catalogue, by its own id; those who use it are named before.",
  callers: ["person"],
  who: CHANGES,
  object: OWNED_ASSET,
  query: noQuery,
  body: unpublishBody,
  answers: assetDetail,
  changes: true,
  async handle(call) {
    const hand = await actingHand(call.object, call);
    const asset = await assetIn(hand, call);
    const { listing } = asset;
    if (listing === undefined || listing.state === "INACTIVE") return detailOf(asset, call.parts, call);
    const projectName = await call.services.projects.nameOf(call.object.projectId);
    const configured = configuredFor(asset, projectName, call);
    const uses = await hand.uses(listing.id);
    const refused = refuseUnpublication({ configured }, uses, call.body.acknowledge);
    if (refused !== undefined) throw refusal(refused);
    if (call.body.dryRun) return detailOf(asset, call.parts, call);
    unlessRefused(await hand.unpublish(asset.id));
    return changed(hand, call);
  },
});
