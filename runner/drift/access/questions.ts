import type { GrantQuery, LiveGrant } from "../../../contracts/control-plane";
import { layerDescriptor, LAYERS, type Layer } from "../../../contracts/layers";
import { POLICIES, type PolicyEntity } from "../../../contracts/service/policies";
import type { ShownPlan } from "../../../formats/terraform-show";
import { knownOutputs, object, text } from "../plan-contents";
import type { DomainNames } from "./domain-names";
import { accessOfPlan } from "./grant-ids";

/** Questions to ask about a stack, and a test which of the answers concern it. */
export interface AccessQuestions {
  readonly grants: readonly GrantQuery[];
  /** Units whose owners are asked for. */
  readonly owners: readonly string[];
  readonly concerns: (grant: LiveGrant) => boolean;
}

/** Layers that issue grants. */
export const GRANTING_LAYERS: readonly Layer[] = LAYERS.filter((layer) => layerDescriptor(layer).grants !== undefined);

/**
 * Questions for the grants and owners that a stack is responsible for, by its layer:
 *
 * - `domain`: every policy on every unit, and the owners of every unit;
 * - `association`: every policy on the blueprints that the account enables;
 * - `profiles`: the policies that it grants, on the units on which it does, and on any unit what names its profiles.
 *   The rest of a shared unit is the report of the stage that owns the domain;
 * - `catalog`: the policy on its asset types; what it grants on a unit is in the report of the domain;
 * - all of them: what they grant on something else (an asset type, an environment profile).
 */
export function accessQuestions(plan: ShownPlan, layer: Layer, accountId: string, names: DomainNames): AccessQuestions {
  const own = accessOfPlan(plan).grants.map(({ entityType, entityIdentifier, policyType }) => ({
    entityType: entityType as GrantQuery["entityType"],
    entityIdentifier,
    policyType,
  }));
  const managed = new Set(own.map(keyOf));
  const grants = new Map([...own, ...wholeLayer(plan, layer, accountId, names)].map((query) => [keyOf(query), query]));
  return {
    grants: [...grants.values()],
    owners: layer === "domain" ? names.unitIds : [],
    concerns: (grant) => {
      if (layer === "catalog") return grant.entityType === "ASSET_TYPE";
      return layer !== "profiles" || managed.has(keyOf(grant)) || namesProfile(grant, names.profileIds);
    },
  };
}

function wholeLayer(plan: ShownPlan, layer: Layer, accountId: string, { unitIds }: DomainNames): GrantQuery[] {
  const policies = layerDescriptor(layer).grants ?? [];
  const on = (entityType: PolicyEntity, entities: readonly string[]): GrantQuery[] => {
    const asked = policies.filter((policy) => POLICIES[policy].entity === entityType);
    return entities.flatMap((entityIdentifier) =>
      asked.map((policyType) => ({ entityType, entityIdentifier, policyType })),
    );
  };
  const blueprints = Object.values(object(knownOutputs(plan).blueprintIds)).map((id) => `${accountId}:${text(id)}`);
  return [...on("DOMAIN_UNIT", unitIds), ...on("ENVIRONMENT_BLUEPRINT_CONFIGURATION", blueprints)];
}

function namesProfile({ detail }: LiveGrant, profileIds: readonly string[]): boolean {
  const { projectProfiles } = object(object(detail).createProjectFromProjectProfile);
  return Array.isArray(projectProfiles) && projectProfiles.some((id) => profileIds.includes(text(id)));
}

function keyOf({ entityType, entityIdentifier, policyType }: GrantQuery): string {
  return `${entityType}|${entityIdentifier}|${policyType}`;
}
