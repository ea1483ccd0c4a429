import type { ItemKind } from "./items";

/** Id of an item. */
export function itemId(kind: ItemKind, stage: string, key: string): string {
  return `${kind}:${stage}/${key}`;
}

/** Id of an account of a stage. The governance account belongs to the stage that owns the domain. */
export const accountId = (stage: string, key: string): string => itemId("account", stage, key);
/** Id of an account pool of a stage. */
export const poolId = (stage: string, key: string): string => itemId("pool", stage, key);
/** Id of a project profile of a stage. */
export const profileId = (stage: string, key: string): string => itemId("profile", stage, key);
/** Id of a standing project of a stage. */
export const projectId = (stage: string, key: string): string => itemId("project", stage, key);
/** Id of a unit, by the stage that owns the domain. */
export const unitId = (domainStage: string, key: string): string => itemId("unit", domainStage, key);
/** Id of a user or group, by the stage that owns the domain. */
export const principalId = (domainStage: string, type: "user" | "group", key: string): string =>
  itemId("principal", domainStage, `${type}/${key}`);
/** Id of a domain, by the stage that owns it. */
export const domainId = (domainStage: string): string => itemId("domain", domainStage, "domain");
/** Id of a stage. */
export const stageId = (stage: string): string => itemId("stage", stage, "stage");
/** Id of the RAM share of a stage. */
export const shareId = (stage: string): string => itemId("share", stage, "share");
