import { APPLICATION_GROUPS } from "../../contracts/names";
import { show, type Path } from "../problems";
import { applicationRoleArn, DESIGNATIONS, type MemberPart, memberPartsOf, partsOf } from "../resolve";
import { unknownGroup, unknownUnit } from "./references";
import type { Finding } from "./finding";
import type { StageView } from "./view";

/** Designations with which a function of the application can do its work. */
const ENOUGH: Readonly<Record<MemberPart, readonly string[]>> = {
  access: ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"],
  reports: ["PROJECT_OWNER", "PROJECT_CONTRIBUTOR"],
  api: [
    "PROJECT_OWNER",
    "PROJECT_CONTRIBUTOR",
    "PROJECT_CATALOG_VIEWER",
    "PROJECT_CATALOG_CONSUMER",
    "PROJECT_CATALOG_STEWARD",
  ],
};

/** The keys of the governance application's groups stand for its roles, and for nobody else. */
export function applicationGroupIsTheApplication(stage: StageView): Finding[] {
  const { ownsDomain, domain, environment } = stage;
  if (!ownsDomain || domain === undefined || environment.application === undefined) return [];
  return partsOf(environment.application).flatMap((part): Finding[] => {
    const role = applicationRoleArn(environment, part);
    const key = APPLICATION_GROUPS[part];
    const group = domain.groups[key];
    if ("rolePrincipalArn" in group && group.rolePrincipalArn === role) return [];
    return [
      {
        code: "APPLICATION_GROUP_TAKEN",
        path: ["domain", "groups", key],
        got: "a group of the key that stands for the governance application",
        allowed: `no group of this key, or one of the role ${show(role)}`,
        fix: "give the group another key",
        reads: [{ path: ["application"] }, { path: ["organization"] }],
      },
    ];
  });
}

/** The governance application is a member of each standing project, with designations that do for its work. */
export function applicationDecidesInProjects({ owner, environment }: StageView): Finding[] {
  const application = owner?.environment.application;
  if (owner === undefined || application === undefined) return [];
  return Object.entries(environment.projects).flatMap(([project, { members }]) =>
    memberPartsOf(application).flatMap((part): Finding[] => {
      const key = APPLICATION_GROUPS[part];
      const member = members[key];
      const isIt = "group" in member && member.group === key;
      if (isIt && ENOUGH[part].includes(member.designation)) return [];
      return [
        {
          code: "APPLICATION_NOT_A_MEMBER",
          path: ["projects", project, "members", key],
          got: isIt ? show(member.designation) : "another member",
          allowed: `the group ${show(key)} as ${ENOUGH[part].join(" or ")}`,
          fix: `leave the member out: it is added as ${DESIGNATIONS[part]}; or give yours another key`,
          reads: [{ stage: owner, path: ["application"] }],
        },
      ];
    }),
  );
}

/** Units and groups that rights of people and programs name exist. */
export function rightsNameWhatIsThere(stage: StageView): Finding[] {
  const identity = stage.ownsDomain ? stage.environment.application?.api?.identity : undefined;
  if (identity === undefined) return [];
  const at: Path = ["application", "api", "identity"];
  const standings = (["groups", "machines"] as const).flatMap((section) =>
    Object.entries(identity[section]).map(([name, standing]) => ({ path: [...at, section, name], standing })),
  );
  return [
    ...standings.flatMap(({ path, standing }) =>
      (["leads", "stewards"] as const).flatMap((part) =>
        standing[part].flatMap((unit, index) => unknownUnit(stage, [...path, part, index], unit)),
      ),
    ),
    ...Object.entries(identity.groups).flatMap(([name, { group }]) =>
      group === undefined ? [] : unknownGroup(stage, [...at, "groups", name, "group"], group),
    ),
  ];
}
