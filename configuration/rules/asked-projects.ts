import { lineageOf } from "../../governance/access-rules";
import { show, type Path } from "../problems";
import { askedProfiles, stageProfile } from "../resolve";
import { resolveAccessRules } from "../resolve/application";
import { list, unknownName, type Finding } from "./finding";
import { unknownUnit } from "./references";
import type { DomainView, StageView } from "./view";

type Application = NonNullable<StageView["environment"]["application"]>;
type Asked = NonNullable<Application["projects"]>;
type Role = Asked["units"][string]["askers"][number];

const AT: Path = ["application", "projects"];
const IDENTITY: Path = ["application", "api", "identity"];

/** Choices on projects that people ask for, where the stage's file has some and is the place for them. */
const askedOf = (stage: StageView): Asked | undefined =>
  stage.ownsDomain ? stage.environment.application?.projects : undefined;

/** People ask for projects through the application's API. */
export function projectsAreAskedForThroughTheApi(stage: StageView): Finding[] {
  if (askedOf(stage) === undefined || stage.environment.application?.api !== undefined) return [];
  return [
    {
      code: "PROJECT_REQUEST_WITHOUT_API",
      path: AT,
      got: "projects that people may ask for, and no API",
      allowed: "an application with an API",
      reads: [{ path: ["application", "api"] }],
    },
  ];
}

/** Units of projects that people may ask for are the domain's. */
export function unitsOfAskedProjectsExist(stage: StageView): Finding[] {
  return Object.keys(askedOf(stage)?.units ?? {}).flatMap((unit) => unknownUnit(stage, [...AT, "units", unit], unit));
}

/** Profiles of projects that people may ask for are of stages of the domain, and units name those that may be asked for at all. */
export function profilesOfAskedProjectsExist(domain: DomainView): Finding[] {
  const [owner] = domain;
  const asked = askedOf(owner);
  if (asked === undefined) return [];
  const known = domain.flatMap(({ name, environment }) =>
    Object.keys(environment.profiles).map((key) => `${name}/${key}`),
  );
  const reads = domain.map((stage) => ({ stage, path: ["profiles"] }));
  const offered = Object.keys(asked.profiles);
  return [
    ...offered
      .filter((key) => !known.includes(key))
      .map((name) => ({
        ...unknownName("PROJECT_REQUEST_PROFILE", {
          path: [...AT, "profiles", name],
          name,
          names: known,
          home: `profiles of stage ${show(stageProfile(name).stage)}`,
          among: reads,
        }),
        stage: owner,
      })),
    ...Object.entries(asked.units).flatMap(([unit, { profiles = [] }]) =>
      profiles.flatMap((name, index): Finding[] => {
        if (offered.includes(name)) return [];
        const path = [...AT, "units", unit, "profiles", index];
        const home = "application.projects.profiles";
        const among = [{ path: [...AT, "profiles"] }];
        return [
          { ...unknownName("PROJECT_REQUEST_PROFILE", { path, name, names: offered, home, among }), stage: owner },
        ];
      }),
    ),
  ];
}

/** Somebody may ask for projects of each unit, and decide on them where somebody has to. */
export function somebodyAsksAndDecides(stage: StageView): Finding[] {
  const asked = askedOf(stage);
  const { api, dataAccess } = stage.environment.application ?? {};
  if (asked === undefined || api === undefined || dataAccess === undefined || stage.domain === undefined) return [];
  const { unitParents } = resolveAccessRules(dataAccess, stage.domain);
  const standings = [...Object.values(api.identity.groups), ...Object.values(api.identity.machines)];
  const holds = (role: Role, unit: string): boolean => {
    const lineage = lineageOf(unit, unitParents) ?? [];
    return standings.some(
      ({ leads, stewards, governanceTeam }) =>
        (role === "governance-team" && governanceTeam) ||
        (role === "unit-leads" && lineage.some((one) => leads.includes(one))) ||
        (role === "unit-stewards" && lineage.some((one) => stewards.includes(one))),
    );
  };
  const reads = [{ path: IDENTITY }, { path: ["domain", "units"] }];
  const nobody = (path: Path, unit: string, roles: readonly Role[]): Finding[] => {
    if (unknownUnit(stage, path, unit).length > 0 || roles.some((role) => holds(role, unit))) return [];
    const allowed = "unit-leads, unit-stewards or governance-team, which somebody is for the unit";
    return [
      {
        code: "PROJECT_REQUEST_NOBODY",
        path,
        got: `${list(roles)}: nobody for the unit ${show(unit)}`,
        allowed,
        reads,
      },
    ];
  };
  return Object.entries(asked.units).flatMap(([unit, { askers, approval }]) => [
    ...nobody([...AT, "units", unit, "askers"], unit, askers),
    ...(approval === undefined ? [] : nobody([...AT, "units", unit, "approval", "deciders"], unit, approval.deciders)),
  ]);
}

/** A unit's number of projects is not more than its profiles allow together. */
export function numbersOfAskedProjectsFit(stage: StageView): Finding[] {
  const asked = askedOf(stage);
  if (asked === undefined) return [];
  return Object.entries(asked.units).flatMap(([unit, { maximum }]): Finding[] => {
    const limits = askedProfiles(asked, unit).map(({ key }) =>
      Object.hasOwn(asked.profiles, key) ? asked.profiles[key].maximum : undefined,
    );
    const together = limits.reduce<number | undefined>(
      (sum, limit) => (sum === undefined || limit === undefined ? undefined : sum + limit),
      0,
    );
    if (maximum === undefined || together === undefined || maximum <= together) return [];
    return [
      {
        code: "PROJECT_REQUEST_QUOTA",
        path: [...AT, "units", unit, "maximum"],
        got: `${maximum} projects, with profiles of which there may be ${together} projects`,
        allowed: `at most ${together}`,
        reads: [{ path: [...AT, "profiles"] }, { path: [...AT, "units", unit, "profiles"] }],
      },
    ];
  });
}

/** People are reminded before a request lapses and a project ends, and a project gets no more days than it may have. */
export function timesOfAskedProjectsFit(stage: StageView): Finding[] {
  const asked = askedOf(stage);
  if (asked === undefined) return [];
  const { defaultDays, maximumDays, remindDays } = asked.lifetime;
  const longest = defaultDays ?? maximumDays;
  const code = "PROJECT_REQUEST_TIMES";
  const reads = [{ path: [...AT, "lifetime"] }];
  return [
    ...Object.entries(asked.units).flatMap(([unit, { approval }]): Finding[] => {
      if (approval === undefined || approval.remindAfterDays < approval.lapseAfterDays) return [];
      const { remindAfterDays, lapseAfterDays } = approval;
      const path = [...AT, "units", unit, "approval"];
      const got = `a reminder after ${remindAfterDays} days, and a lapse after ${lapseAfterDays}`;
      return [{ code, path, got, allowed: "a reminder before the lapse" }];
    }),
    ...(defaultDays === undefined || maximumDays === undefined || defaultDays <= maximumDays
      ? []
      : [
          {
            code,
            path: [...AT, "lifetime", "defaultDays"],
            got: show(defaultDays),
            allowed: `at most ${maximumDays}`,
            reads,
          } as const,
        ]),
    ...(longest === undefined || remindDays < longest
      ? []
      : [
          {
            code,
            path: [...AT, "lifetime", "remindDays"],
            got: show(remindDays),
            allowed: `fewer than ${longest}`,
            reads,
          } as const,
        ]),
  ];
}
