import { AIOPS_GROUPS, AIOPS_NAMES } from "../../../contracts/aiops/names";
import { show } from "../../problems";
import { unknownGroup } from "../references";
import { entriesTwice } from "../entries-twice";
import type { Finding } from "../finding";
import type { OrganizationView, StageView } from "../view";
import { accountEvidence, allPlaces, useCaseViews } from "./placed";
import { isApproved } from "./production";

/** Somebody may release promotions to a stage that a person releases: groups of the domain, whose members can sign in where they decide. */
export function useCaseApproversExist(organization: OrganizationView): Finding[] {
  return allPlaces(organization).flatMap((placed): Finding[] => {
    const { hub, at, index, useCase } = placed;
    if (index === undefined) return [];
    const { approvers } = useCase.stages[index];
    const path = [...at, "approvers"];
    if (approvers.length === 0) {
      if (!isApproved(placed)) return [];
      const got = "nobody, though a person releases promotions to this stage";
      const allowed = "at least one group of the domain";
      const reads = [...accountEvidence(placed), { stage: hub, path: [...at, "approval"] }];
      return [{ code: "USE_CASE_APPROVERS", stage: hub, path, got, allowed, reads }];
    }
    return [
      ...entriesTwice(path, approvers, show).map((finding) => ({ ...finding, stage: hub })),
      ...approvers.flatMap((group, entry) => nobody(hub, [...path, entry], group)),
    ];
  });
}

/** A group that does not exist, or whose members the application's API does not know by it. */
function nobody(hub: StageView, path: (string | number)[], group: string): Finding[] {
  const unknown = unknownGroup(hub, path, group);
  if (unknown.length > 0) return unknown.map((finding) => ({ ...finding, stage: hub }));
  const groups = hub.environment.application?.api?.identity.groups;
  if (groups === undefined || Object.values(groups).some((standing) => standing.group === group)) return [];
  const at = ["application", "api", "identity", "groups"];
  return [
    {
      code: "USE_CASE_APPROVERS",
      stage: hub,
      path,
      got: `${show(group)}, as whose members nobody signs in`,
      allowed: `groups that ${at.join(".")} names`,
      fix: `say under ${at.join(".")} who is of the group: { group: ${show(group)} }`,
      reads: [{ path: at }],
    },
  ];
}

/** A place says something of its project only where it has one of its own: a producer has one, and a stage has one. */
export function placesSayWhatTheyHave(organization: OrganizationView): Finding[] {
  return allPlaces(organization)
    .filter(({ ownsProject }) => !ownsProject)
    .flatMap(({ hub, at, place, path, hasProject }) =>
      (["projectName", "unit", "profile", "members"] as const)
        .filter((part) => place[part] !== undefined)
        .map((part): Finding => {
          const why = hasProject
            ? "the project of this stage is that of build"
            : "a producer has no project in this stage";
          const fix = hasProject ? "say it under build" : `remove it, or choose the pattern "consumer"`;
          const reads = [
            { stage: hub, path: [...path, "pattern"] },
            { stage: hub, path: [...path, "build", "stage"] },
            { stage: hub, path: [...at, "stage"] },
          ];
          return {
            code: "USE_CASE_PROJECT",
            stage: hub,
            path: [...at, part],
            got: `${part}, though ${why}`,
            allowed: "such parts in places with a project of their own",
            fix,
            reads,
          };
        }),
    );
}

/** The group of the function that makes repositories stands for its role, and is in the projects in which use cases are built. */
export function seedingReadsItsProjects(hub: StageView): Finding[] {
  const [first] = useCaseViews(hub);
  if (first === undefined || hub.domain === undefined) return [];
  const key = AIOPS_GROUPS.seeding;
  const { organization, governanceAccount, accounts } = hub.environment;
  const account = accounts[governanceAccount]?.id ?? "";
  const role = `arn:${organization.partition}:iam::${account}:role/${AIOPS_NAMES.seeding(organization.namePrefix)}`;
  const group = hub.domain.groups[key];
  if ("rolePrincipalArn" in group && group.rolePrincipalArn === role) return [];
  return [
    {
      code: "AIOPS_GROUP_TAKEN",
      path: ["domain", "groups", key],
      got: "a group of the key that stands for the function that makes repositories",
      allowed: `no group of this key, or one of the role ${show(role)}`,
      reads: [{ path: ["aiops"] }, { path: ["organization"] }],
    },
  ];
}
