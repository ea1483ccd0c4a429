import { priorResources, type ShownPlan, type Values } from "../../../formats/terraform-show";
import type { StoredState } from "../../state-store";
import { writtenObjects } from "../control-plane";
import { CLOUD_CONTROL, INVOCATION, parsed, text } from "../plan-contents";

/** A grant that a state holds. */
export interface ManagedGrant {
  readonly grantId: string;
  readonly entityType: string;
  readonly entityIdentifier: string;
  readonly policyType: string;
}

/** Grants and owners that states hold. */
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

/** Grants and owners of the control-plane function: USE_ASSET_TYPE, and what was adopted. */
function functionAccess(kind: unknown, properties: Values, result: Values): ManagedAccess {
  const grantId = text(result.id);
  switch (kind) {
    case "AssetTypeGrant": {
      const entityIdentifier = text(properties.assetTypeId);
      return {
        grants: [{ grantId, entityType: "ASSET_TYPE", entityIdentifier, policyType: "USE_ASSET_TYPE" }],
        owners: [],
      };
    }
    case "PolicyGrant": {
      const [entityType, entityIdentifier, policyType] = ["entityType", "entityIdentifier", "policyType"].map((name) =>
        text(properties[name]),
      );
      return { grants: [{ grantId, entityType, entityIdentifier, policyType }], owners: [] };
    }
    case "DomainUnitOwner": {
      const { domainUnitId, userIdentifier, groupIdentifier } = properties;
      const owner = userIdentifier === undefined ? `GROUP|${text(groupIdentifier)}` : `USER|${text(userIdentifier)}`;
      return { grants: [], owners: [`${text(domainUnitId)}|${owner}`] };
    }
    default:
      return { grants: [], owners: [] };
  }
}

function together(found: readonly ManagedAccess[]): ManagedAccess {
  return { grants: found.flatMap(({ grants }) => grants), owners: found.flatMap(({ owners }) => owners) };
}

/** Grants and owners that a stack manages: of its refreshed state, and those that the refresh did not find any more. */
export function accessOfPlan(plan: ShownPlan): ManagedAccess {
  const present = priorResources(plan, "managed", CLOUD_CONTROL).map(({ values }) => values);
  const gone = (plan.resource_drift ?? [])
    .filter(({ type }) => type === CLOUD_CONTROL)
    .map(({ change }) => change.before);
  const found = [...present, ...gone].map((values) => managedAccess(values?.type_name, values?.id));
  const issued = writtenObjects(plan).map(({ kind, properties, result }) => functionAccess(kind, properties, result));
  return together([...found, ...issued]);
}

/** Grants and owners that stored states manage, all stages together. */
export function accessOfStates(states: readonly StoredState[]): ManagedAccess {
  const attributes = (type: string): Values[] =>
    states
      .flatMap(({ resources }) => resources.filter((resource) => resource.mode === "managed" && resource.type === type))
      .flatMap(({ instances }) => instances)
      .map(({ attributes: values }) => values);
  const found = attributes(CLOUD_CONTROL).map(({ type_name, id }) => managedAccess(type_name, id));
  const issued = attributes(INVOCATION).map(({ input, result }) => {
    const { kind, properties } = parsed(input);
    return functionAccess(kind, (properties ?? {}) as Values, parsed(result));
  });
  return together([...found, ...issued]);
}
