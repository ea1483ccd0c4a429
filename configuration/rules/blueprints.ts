import { BLUEPRINTS, type BlueprintName } from "../../contracts/service/blueprints";
import { isTooling } from "../../contracts/service/tooling";
import type { Account } from "../model";
import { show, type Path } from "../problems";
import { list, type Finding } from "./finding";
import { regionOutsideAccount, unknownUnit } from "./references";
import type { StageView } from "./view";

type Blueprint = NonNullable<Account["blueprints"][BlueprintName]>;

/** A blueprint that an account enables. */
export interface EnabledBlueprint {
  readonly account: string;
  readonly name: BlueprintName;
  readonly blueprint: Blueprint;
  readonly path: Path;
}

/** All blueprints that a stage enables. */
export function enabledBlueprints({ accounts, environment }: StageView): EnabledBlueprint[] {
  return [...accounts].flatMap((account) =>
    Object.entries(environment.accounts[account].blueprints).map(([name, blueprint]) => ({
      account,
      name: name as BlueprintName,
      blueprint,
      path: ["accounts", account, "blueprints", name],
    })),
  );
}

/** A blueprint is enabled in Regions of its account only. */
export function blueprintRegionsBelongToAccount(stage: StageView): Finding[] {
  return enabledBlueprints(stage).flatMap(({ account, blueprint, path }) =>
    (blueprint.regions ?? []).flatMap((region, index) =>
      regionOutsideAccount(stage, [...path, "regions", index], account, region),
    ),
  );
}

/** Regional parameters are set for Regions in which the blueprint is enabled. */
export function regionalParametersHaveARegion(stage: StageView): Finding[] {
  return enabledBlueprints(stage).flatMap(({ account, blueprint, path }) => {
    const regions = blueprint.regions ?? Object.keys(stage.regions[account]);
    return Object.keys(blueprint.regionalParameters).flatMap((region): Finding[] => {
      if (regions.includes(region)) return [];
      const reads = [{ path: [...path, "regions"] }, { path: ["accounts", account, "regions"] }];
      const at = { path: [...path, "regionalParameters", region], reads };
      return [{ ...at, code: "REGION_NOT_IN_BLUEPRINT", got: show(region), allowed: `one of ${list(regions)}` }];
    });
  });
}

/** Parameters without which a blueprint cannot deploy are there. */
export function requiredGlobalParametersAreSet(stage: StageView): Finding[] {
  // What the service holds of an existing configuration nobody can read: `exactly` takes it as it is.
  const filled = enabledBlueprints(stage).filter(({ blueprint }) => blueprint.exactly === undefined);
  return filled.flatMap(({ name, blueprint, path }) =>
    BLUEPRINTS[name].requiredGlobalParameters
      .filter((parameter) => !Object.hasOwn(blueprint.globalParameters, parameter))
      .map((parameter): Finding => {
        const at = { path: [...path, "globalParameters", parameter], reads: [{ path: [...path, "globalParameters"] }] };
        const allowed = `a value: ${name} cannot deploy without it`;
        return { ...at, code: "BLUEPRINT_PARAMETER_MISSING", got: "nothing", allowed, fix: `add ${show(parameter)}` };
      }),
  );
}

/** An account with blueprints enables Tooling: every project deploys it before anything else. */
export function hostingAccountsEnableTooling({ accounts, environment }: StageView): Finding[] {
  return [...accounts].flatMap((key): Finding[] => {
    const names = Object.keys(environment.accounts[key].blueprints) as BlueprintName[];
    if (names.length === 0 || names.some(isTooling)) return [];
    const path = ["accounts", key, "blueprints"];
    const allowed = 'blueprints among which is "Tooling" or "ToolingLite"';
    return [{ code: "BLUEPRINT_TOOLING_MISSING", path, got: list(names), allowed, reads: [{ path }] }];
  });
}

/** Units named in `grantTo` exist. */
export function blueprintUnitsExist(stage: StageView): Finding[] {
  return enabledBlueprints(stage).flatMap(({ blueprint, path }) =>
    blueprint.grantTo.flatMap(({ unit }, index) => unknownUnit(stage, [...path, "grantTo", index, "unit"], unit)),
  );
}
