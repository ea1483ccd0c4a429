import { isDeepStrictEqual } from "node:util";
import { blueprintGrantKey } from "../../contracts/adoption";
import { BLUEPRINTS } from "../../contracts/service/blueprints";
import type { LiveAccount, LiveBlueprint, LiveGrant } from "../live";
import type { DomainMapping } from "./domain-mapping";
import { REFUSED_STEP } from "./outcome";
import type { Furnishing } from "./furnishing";
import type { GrantCollection } from "./grants";
import { compact, type BlueprintInput, type BlueprintsInput } from "./parts";

/** Blueprints of an account with their grants: `{}` where everything follows from the account, else exactly as they are. */
export function mapBlueprints(
  mapping: DomainMapping,
  stage: string,
  account: LiveAccount,
  furnishing: Furnishing,
  grants: GrantCollection,
): BlueprintsInput {
  const key = mapping.keys.accounts.of(account.id);
  const entries = account.blueprints.flatMap((blueprint) => {
    const refusal = mapping.refusal("BlueprintConfiguration", `${account.id}/${blueprint.name}`);
    if (refusal !== undefined) {
      mapping.outcome.leave(`blueprint ${blueprint.name} of account ${account.id}`, refusal, REFUSED_STEP);
      return [];
    }
    mapping.outcome.adopt(stage, blueprint.id, "BlueprintConfiguration", key, blueprint.name);
    const regions = isDeepStrictEqual(blueprint.regions, furnishing.regionNames) ? undefined : [...blueprint.regions];
    const input: BlueprintInput = {
      regions,
      exactly: furnishing.explains(blueprint) ? undefined : exactly(blueprint),
      ...grantTo(mapping, stage, account, blueprint, grants),
    };
    const required = BLUEPRINTS[blueprint.name].requiredGlobalParameters;
    if (required.length > 0) {
      const reason = `the service does not return its global parameters (${required.join(", ")})`;
      const step = `set accounts.${key}.blueprints.${blueprint.name}.globalParameters before you change the blueprint: a write erases what is left out`;
      mapping.outcome.leave(`global parameters of ${blueprint.name} in account ${account.id}`, reason, step);
    }
    return [[blueprint.name, withoutNothing(input)] as const];
  });
  return Object.fromEntries(entries);
}

/** `compact` would drop an empty `grantTo`, which says "nobody", and an empty `exactly`, which says "nothing". */
function withoutNothing(input: BlueprintInput): BlueprintInput {
  return Object.fromEntries(Object.entries(input).filter(([, member]) => member !== undefined));
}

function exactly(blueprint: LiveBlueprint): NonNullable<BlueprintInput["exactly"]> {
  const { lakeFormation } = blueprint;
  return compact({
    provisioningRoleArn: blueprint.provisioningRoleArn,
    manageAccessRoleArn: blueprint.manageAccessRoleArn,
    environmentRolePermissionBoundaryArn: blueprint.permissionBoundaryArn,
    regionalParameters: Object.fromEntries(
      Object.entries(blueprint.regionalParameters).map(([region, parameters]) => [region, { ...parameters }]),
    ),
    lakeFormation:
      lakeFormation === undefined
        ? undefined
        : compact({
            locationRegistrationRoleArn: lakeFormation.locationRegistrationRoleArn,
            excludeS3Locations: [...lakeFormation.excludeS3Locations],
          }),
  });
}

type GrantTo = NonNullable<BlueprintInput["grantTo"]>;

/** Describes the projects that may use the blueprint; nothing where it is the default, everybody's contributors. */
function grantTo(
  mapping: DomainMapping,
  stage: string,
  account: LiveAccount,
  blueprint: LiveBlueprint,
  grants: GrantCollection,
): { grantTo?: GrantTo } {
  const key = mapping.keys.accounts.of(account.id);
  const mapped = new Map<string, GrantTo[number]>();
  for (const grant of account.grants.filter(({ entityId }) => entityId === `${account.id}:${blueprint.id}`)) {
    const simple = simpleGrant(mapping, grant);
    const name =
      simple === undefined ? "" : blueprintGrantKey(simple.unit ?? "root", simple.designation ?? "CONTRIBUTOR");
    if (simple === undefined || mapped.has(name)) {
      grants.addBlueprintGrant(grant, stage, key, blueprint.name);
      continue;
    }
    mapped.set(name, simple);
    mapping.outcome.adopt(stage, grant.id, "BlueprintGrant", key, blueprint.name, name);
  }
  const list = [...mapped.values()];
  return list.length === 1 && Object.keys(list[0]).length === 0 ? {} : { grantTo: list };
}

/** A grant to the projects of a unit, as `grantTo` writes it. */
function simpleGrant(mapping: DomainMapping, { policyType, principal }: LiveGrant): GrantTo[number] | undefined {
  const { projectDesignation: designation, projectGrantFilter, projectIdentifier } = principal.project ?? {};
  const filter = projectGrantFilter?.domainUnitFilter;
  const unit = mapping.keys.units.find(filter?.domainUnit);
  const fits = policyType === "CREATE_ENVIRONMENT_FROM_BLUEPRINT" && projectIdentifier === undefined;
  if (!fits || unit === undefined || (designation !== "OWNER" && designation !== "CONTRIBUTOR")) return undefined;
  return compact({
    unit: unit === "root" ? undefined : unit,
    includeChildUnits: filter?.includeChildDomainUnits === true ? undefined : false,
    designation: designation === "CONTRIBUTOR" ? undefined : designation,
  });
}
