import type { StoredState } from "../../state-store";
import { writtenObjects } from "../control-plane";
import { CLOUD_CONTROL, INVOCATION, parsed, priorResources, text, type PlanJson, type Values } from "../plan-json";

/** A grant that a state holds. */
export interface ManagedGrant {
  readonly grantId: string;
  readonly entityType: string;
  readonly entityIdentifier: string;
  readonly policyType: string;
}

/** What states hold of grants and owners. */
export interface ManagedAccess {
  readonly grants: readonly ManagedGrant[];
  /** `<unit>|<USER or GROUP>|<profile id>`. */
  readonly owners: readonly string[];
}

/** Of a Cloud Control resource: the primary identifier names everything (docs/mechanisms.md). */
function managedAccess(typeName: unknown, id: unknown): ManagedAccess {
  const parts = text(id).split("|");
  if (typeName === "AWS::DataZone::PolicyGrant" && parts.length === 5) {
    const [, grantId, entityIdentifier, entityType, policyType] = parts;
    return { grants: [{ grantId, entityType, entityIdentifier, policyType }], owners: [] };
  }
  if (typeName === "AWS::DataZone::Owner" && parts.length === 5) {
    const [, , unit, ownerType, ownerId] = parts;
    return { grants: [], owners: [`${unit}|${ownerType}|${ownerId}`] };
  }
  return { grants: [], owners: [] };
}

/** USE_ASSET_TYPE is issued by the control-plane function; its id is the grant's. */
function assetTypeGrant(kind: unknown, properties: Values, result: Values): ManagedGrant[] {
  if (kind !== "AssetTypeGrant") return [];
  const entityIdentifier = text(properties.assetTypeId);
  return [{ grantId: text(result.id), entityType: "ASSET_TYPE", entityIdentifier, policyType: "USE_ASSET_TYPE" }];
}

/** What a stack manages: its refreshed state, and what the refresh did not find any more. */
export function accessOfPlan(plan: PlanJson): ManagedAccess {
  const present = priorResources(plan, "managed", CLOUD_CONTROL).map(({ values }) => values);
  const gone = (plan.resource_drift ?? [])
    .filter(({ type }) => type === CLOUD_CONTROL)
    .map(({ change }) => change.before);
  const found = [...present, ...gone].map((values) => managedAccess(values?.type_name, values?.id));
  const assets = writtenObjects(plan).flatMap(({ kind, properties, result }) =>
    assetTypeGrant(kind, properties, result),
  );
  return {
    grants: [...found.flatMap(({ grants }) => grants), ...assets],
    owners: found.flatMap(({ owners }) => owners),
  };
}

/** What stored states manage, all stages together. */
export function accessOfStates(states: readonly StoredState[]): ManagedAccess {
  const attributes = (type: string): Values[] =>
    states
      .flatMap(({ resources }) => resources.filter((resource) => resource.mode === "managed" && resource.type === type))
      .flatMap(({ instances }) => instances ?? [])
      .map((instance) => instance.attributes ?? {});
  const found = attributes(CLOUD_CONTROL).map(({ type_name, id }) => managedAccess(type_name, id));
  const assets = attributes(INVOCATION).flatMap(({ input, result }) => {
    const { kind, properties } = parsed(input);
    return assetTypeGrant(kind, (properties ?? {}) as Values, parsed(result));
  });
  return {
    grants: [...found.flatMap(({ grants }) => grants), ...assets],
    owners: found.flatMap(({ owners }) => owners),
  };
}
