import type { Difference } from "../../contracts/control-plane";
import type { ShownPlan } from "../../formats/terraform-show";
import { comparisonsOf } from "../drift/control-plane";
import { object, text } from "../drift/plan-contents";

/** An asset that does not have what the configuration says of it. */
export interface ConfiguredAsset {
  /** Key in the configuration. */
  readonly asset: string;
  readonly externalIdentifier: string;
  /** There is no such asset yet, or the function does not see it. */
  readonly waits: boolean;
  /** Values that are not the configured ones; `null`: there is none. */
  readonly differences: readonly Difference[];
}

/** Assets of the stage, by the key of their project, that differ from the configuration or are waited for. */
export function configuredAssets(plan: ShownPlan): ReadonlyMap<string, readonly ConfiguredAsset[]> {
  const found = new Map<string, ConfiguredAsset[]>();
  for (const { request, answer } of comparisonsOf(plan).values()) {
    if (request.kind !== "Asset") continue;
    const [, project = "", asset = ""] = text(request.key).split("/");
    const waits = answer.attributes?.assetId === "";
    const { differences } = answer;
    if (!waits && differences.length === 0) continue;
    const externalIdentifier = text(object(request.properties).externalIdentifier);
    found.set(project, [...(found.get(project) ?? []), { asset, externalIdentifier, waits, differences }]);
  }
  return found;
}
