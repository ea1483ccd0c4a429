import type { GrantQuery, LiveGrant } from "../../../contracts/control-plane";
import type { Layer } from "../../../contracts/layers";
import type { ShownPlan } from "../../../formats/terraform-show";
import { knownOutputs, object, text } from "../plan-contents";
import type { DomainNames } from "./domain-names";
import { accessOfPlan } from "./grant-ids";

/** Policies that the service takes on a domain unit. */
const UNIT_POLICIES = [
  "CREATE_DOMAIN_UNIT",
  "OVERRIDE_DOMAIN_UNIT_OWNERS",
  "ADD_TO_PROJECT_MEMBER_POOL",
  "OVERRIDE_PROJECT_OWNERS",
  "CREATE_GLOSSARY",
  "CREATE_FORM_TYPE",
  "CREATE_ASSET_TYPE",
  "CREATE_PROJECT",
  "CREATE_ENVIRONMENT_PROFILE",
  "CREATE_PROJECT_FROM_PROJECT_PROFILE",
] as const;

/** Policies that the service takes on a blueprint configuration. */
const BLUEPRINT_POLICIES = ["CREATE_ENVIRONMENT_FROM_BLUEPRINT", "DELEGATE_CREATE_ENVIRONMENT_PROFILE"] as const;

/** What to ask about a stack, and which of the answers concern it. */
export interface AccessQuestions {
  readonly grants: readonly GrantQuery[];
  /** Units whose owners are asked for. */
  readonly owners: readonly string[];
  readonly concerns: (grant: LiveGrant) => boolean;
}

/** Layers that issue grants. */
export const GRANTING_LAYERS: readonly Layer[] = ["domain", "association", "profiles"];

/**
 * What a stack answers for:
 *
 * - `domain`: every policy on every unit, and the owners of every unit;
 * - `association`: every policy on the blueprints that the account enables;
 * - `profiles`: the policies that it grants, on the units on which it does, and on any unit what names its profiles.
 *   The rest of a shared unit is the report of the stage that owns the domain;
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
    concerns: (grant) => layer !== "profiles" || managed.has(keyOf(grant)) || namesProfile(grant, names.profileIds),
  };
}

function wholeLayer(plan: ShownPlan, layer: Layer, accountId: string, { unitIds }: DomainNames): GrantQuery[] {
  const onUnits = (policies: readonly string[]): GrantQuery[] =>
    unitIds.flatMap((entityIdentifier) =>
      policies.map((policyType) => ({ entityType: "DOMAIN_UNIT" as const, entityIdentifier, policyType })),
    );
  if (layer === "domain") return onUnits(UNIT_POLICIES);
  if (layer === "profiles") return onUnits(["CREATE_PROJECT_FROM_PROJECT_PROFILE"]);
  const blueprints = Object.values(object(knownOutputs(plan).blueprintIds)).map(text);
  return blueprints.flatMap((id) =>
    BLUEPRINT_POLICIES.map((policyType) => ({
      entityType: "ENVIRONMENT_BLUEPRINT_CONFIGURATION" as const,
      entityIdentifier: `${accountId}:${id}`,
      policyType,
    })),
  );
}

function namesProfile({ detail }: LiveGrant, profileIds: readonly string[]): boolean {
  const { projectProfiles } = object(object(detail).createProjectFromProjectProfile);
  return Array.isArray(projectProfiles) && projectProfiles.some((id) => profileIds.includes(text(id)));
}

function keyOf({ entityType, entityIdentifier, policyType }: GrantQuery): string {
  return `${entityType}|${entityIdentifier}|${policyType}`;
}
