import { BLUEPRINTS } from "../../contracts/service/blueprints";
import { show } from "../problems";
import { enabledBlueprints } from "./blueprints";
import { list, type Finding } from "./finding";
import type { StageView } from "./view";

/** A blueprint that is configured exactly has no regional parameters beside those. */
export function exactConfigurationsStandAlone(stage: StageView): Finding[] {
  return enabledBlueprints(stage).flatMap(({ blueprint, path }): Finding[] => {
    const names = Object.keys(blueprint.regionalParameters);
    if (blueprint.exactly === undefined || names.length === 0) return [];
    const at = { path: [...path, "regionalParameters"], reads: [{ path: [...path, "exactly"] }] };
    const allowed = "regional parameters inside of exactly, and none beside it";
    return [{ ...at, code: "BLUEPRINT_EXACTLY", got: list(names), allowed }];
  });
}

/** Blueprints need no bucket and no network that their account does not have. */
export function blueprintNeedsAreMet(stage: StageView): Finding[] {
  return enabledBlueprints(stage).flatMap(({ account, name, blueprint, path }) => {
    if (blueprint.exactly !== undefined) return [];
    const regions = blueprint.regions ?? Object.keys(stage.regions[account]);
    return regions.flatMap((region): Finding[] => {
      const settings = stage.regions[account][region];
      if (settings === undefined) return [];
      const lacking = [
        ...(settings.bucket.type === "none" ? ["S3Location"] : []),
        ...(settings.network.mode === "none" ? ["VpcId", "Subnets"] : []),
      ];
      const given = Object.keys(blueprint.regionalParameters[region] ?? {});
      const missing = BLUEPRINTS[name].regionalParameters.filter(
        (parameter) => lacking.includes(parameter) && !given.includes(parameter),
      );
      if (missing.length === 0) return [];
      const reads = [{ path: ["accounts", account, "regions", region] }, { path: [...path, "regionalParameters"] }];
      const got = `${name} in ${show(region)}, where the account has nothing for ${list(missing)}`;
      const allowed = "a bucket and a network in every Region of a blueprint that needs them";
      return [{ code: "BLUEPRINT_NEEDS", path, got, allowed, reads }];
    });
  });
}
