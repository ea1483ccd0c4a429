import type { AccountItem, Association, ChangeAction, ItemChange, ItemKind } from "../../model/data";

/** Sign and words of each change: colour alone says nothing to many people. */
export const CHANGES: Readonly<Record<ChangeAction, { readonly sign: string; readonly text: string }>> = {
  create: { sign: "+", text: "created" },
  update: { sign: "~", text: "changed" },
  replace: { sign: "±", text: "replaced" },
  destroy: { sign: "−", text: "destroyed" },
};

/** Names of the kinds of items, as the page shows them. */
export const KINDS: Readonly<Record<ItemKind, string>> = {
  domain: "Domain",
  stage: "Stage",
  share: "Share",
  account: "Account",
  pool: "Account pool",
  profile: "Project profile",
  project: "Project",
  unit: "Domain unit",
  principal: "User or group",
  access: "Right",
};

/** Words for the ways in which an account is associated with the domain. */
export const ASSOCIATIONS: Readonly<Record<Association, string>> = {
  owner: "owns the domain",
  named: "named in the share",
  organization: "shared through the organization",
  invitation: "by invitation",
  elsewhere: "by a share that exists",
};

/** `1 account`, `2 accounts`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** `3 created, 1 destroyed`. */
export function countsText({ counts }: ItemChange): string {
  return (Object.keys(CHANGES) as ChangeAction[])
    .filter((action) => counts[action] > 0)
    .map((action) => `${counts[action]} ${CHANGES[action].text}`)
    .join(", ");
}

/** Different blueprints of an account over all of its Regions. */
export function blueprintCount({ regions }: AccountItem): number {
  return new Set(regions.flatMap(({ blueprints }) => blueprints)).size;
}

/** Business unit as it is shown; accounts may have none. */
export function businessUnitOf({ businessUnit }: AccountItem): string {
  return businessUnit ?? "No business unit";
}
