import type { Stage } from "../../configuration/model";
import { connectionItems } from "./connections";
import { accountId, domainId, principalId, unitId } from "./ids";
import type { DomainItem, PrincipalItem, UnitItem } from "./items";
import type { Sources } from "./sources";
import { ROOT, UnitTree } from "./units";

/** A domain with the stages that use it. */
export function domainItem(owner: Stage, users: readonly Stage[], sources: Sources): DomainItem {
  const { domain, governance, name: stage } = owner;
  const connections = connectionItems(owner, users);
  return {
    id: domainId(stage),
    kind: "domain",
    stage,
    name: domain.name,
    source: sources.at(stage, ["domain"]),
    ...described(domain),
    region: domain.region,
    governanceAccount: { id: accountId(stage, governance.key), name: governance.name, accountId: governance.id },
    signIn: signIn(domain.singleSignOn),
    stages: [stage, ...users.filter(({ name }) => name !== stage).map(({ name }) => name)],
    ...(connections.length === 0 ? {} : { connections }),
  };
}

/** The units of a domain, root first, children behind their parent. */
export function unitItems({ domain, name: stage }: Stage, sources: Sources): UnitItem[] {
  const tree = new UnitTree(domain.units);
  return tree.keys().map((key): UnitItem => {
    const ids = { id: unitId(stage, key), kind: "unit", stage, path: tree.path(key) } as const;
    if (key === ROOT) return { ...ids, name: "Root", source: sources.at(stage, ["domain"]), depth: 0 };
    const unit = domain.units[key];
    return {
      ...ids,
      name: unit.name,
      source: sources.at(stage, ["domain", "units", key]),
      ...described(unit),
      parent: unitId(stage, unit.parent),
      depth: tree.ancestry(key).length,
    };
  });
}

/** Groups and users of a domain. */
export function principalItems({ domain, name: stage }: Stage, sources: Sources): PrincipalItem[] {
  const item = (type: "user" | "group", key: string, identity: string): PrincipalItem => ({
    id: principalId(stage, type, key),
    kind: "principal",
    stage,
    name: key,
    source: sources.at(stage, ["domain", `${type}s`, key]),
    type,
    identity,
  });
  return [
    ...Object.entries(domain.groups).map(([key, group]) =>
      item("group", key, "groupIdentifier" in group ? group.groupIdentifier : group.rolePrincipalArn),
    ),
    ...Object.entries(domain.users).map(([key, user]) => item("user", key, user.identifier)),
  ];
}

/** A description, where there is one. */
export function described({ description }: { description?: string }): { description?: string } {
  return description === undefined ? {} : { description };
}

function signIn(singleSignOn: Stage["domain"]["singleSignOn"]): string {
  if (singleSignOn.type === "DISABLED") return "through IAM only";
  return singleSignOn.userAssignment === "AUTOMATIC"
    ? "through IAM Identity Center, everybody"
    : "through IAM Identity Center, named users and groups";
}
