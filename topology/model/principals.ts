import type { Principal, PrincipalMember, Stage } from "../../configuration/model";
import { principalId } from "./ids";
import type { AccessItem } from "./items";
import { UnitTree } from "./units";

const DESIGNATIONS = {
  OWNER: "Owners",
  CONTRIBUTOR: "Contributors",
  PROJECT_CATALOG_STEWARD: "Catalog stewards",
} as const;

/** Holder of a right, in words, and its item where it is one user or group. */
export function principalOf(stage: Stage, principal: Principal | PrincipalMember): AccessItem["principal"] {
  const tree = new UnitTree(stage.domain.units);
  if ("user" in principal) return member(stage, "user", principal.user);
  if ("group" in principal) return member(stage, "group", principal.group);
  if ("allUsers" in principal) return { label: "Every user of the domain" };
  if ("domainUnit" in principal) {
    const { unit } = principal.domainUnit;
    return { label: unit === undefined ? "Owners of any unit" : `Owners of unit ${tree.path(unit)}` };
  }
  const { designation, projectId, unit = "root", includeChildUnits } = principal.project;
  if (projectId !== undefined) return { label: `${DESIGNATIONS[designation]} of project ${projectId}` };
  return { label: `${DESIGNATIONS[designation]} of projects in ${tree.label(unit, includeChildUnits)}` };
}

function member(stage: Stage, type: "user" | "group", key: string): AccessItem["principal"] {
  return { label: key, id: principalId(stage.domainStage, type, key) };
}
