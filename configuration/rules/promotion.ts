import { nearest, show } from "../problems";
import { withoutStageName } from "../promotion";
import { list, type Evidence, type Finding } from "./finding";
import type { OrganizationView, StageView } from "./view";

/** The source of a promotion is another stage that exists. */
export function promotionSourcesExist({ stages, stageNames }: OrganizationView): Finding[] {
  return stages.flatMap((stage): Finding[] => {
    const from = stage.environment.promotion?.from;
    if (from === undefined || stageNames.has(from)) return [];
    const names = [...stageNames].filter((name) => name !== stage.name).sort();
    const hint = nearest(from, names);
    return [
      {
        code: "PROMOTION_STAGE_UNKNOWN",
        stage,
        path: ["promotion", "from"],
        got: show(from),
        allowed: names.length === 0 ? "another stage; there is none" : `one of ${list(names)}`,
        fix: hint === undefined ? undefined : `did you mean "${hint}"?`,
      },
    ];
  });
}

/** Following the sources of promotions comes to an end; each circle is reported once, at its first stage by name. */
export function promotionPathsEnd({ stages, byName }: OrganizationView): Finding[] {
  return stages.flatMap((stage): Finding[] => {
    const path = pathFrom(stage, byName);
    const isCircle = path.length > 0 && sourceOf(path[path.length - 1], byName) === stage;
    if (!isCircle || path.some(({ name }) => name < stage.name)) return [];
    const names = [...path, stage].map(({ name }) => name);
    return [
      {
        code: "PROMOTION_CYCLE",
        stage,
        path: ["promotion", "from"],
        got: path.length === 1 ? `${show(stage.name)}, the stage itself` : names.map(show).join(", from "),
        allowed: "a path with a beginning: a stage without promotion.from",
        reads: path.map((member): Evidence => ({ stage: member, path: ["promotion", "from"] })),
      },
    ];
  });
}

/** Sources have content: a stage that only owns the domain is no source for stages with accounts and profiles. */
export function promotionSourcesHoldContent({ stages, byName }: OrganizationView): Finding[] {
  return stages.flatMap((stage): Finding[] => {
    const source = sourceOf(stage, byName);
    if (source === undefined || source === stage || holdsContent(source) || !holdsContent(stage)) return [];
    const others = stages.filter((other) => other !== stage && holdsContent(other)).map(({ name }) => name);
    return [
      {
        code: "PROMOTION_SOURCE_EMPTY",
        stage,
        path: ["promotion", "from"],
        got: `${show(source.name)}, which has no accounts that host projects, no profiles, no grants and no projects`,
        allowed: others.length === 0 ? "a stage with content; there is none" : `one of ${list(others)}`,
        reads: [
          ...CONTENT.map((path) => ({ stage: source, path: [path] })),
          ...CONTENT.map((path) => ({ path: [path] })),
        ],
      },
    ];
  });
}

/** A deliberate difference names something that one of the two stages has. */
export function promotionOverridesNameItems({ stages, byName }: OrganizationView): Finding[] {
  return stages.flatMap((stage): Finding[] => {
    const source = sourceOf(stage, byName);
    const { overrides = {} } = stage.environment.promotion ?? {};
    if (source === undefined) return [];
    const known = [...new Set([...subjectsOf(stage), ...subjectsOf(source)])].sort();
    const unknown = Object.keys(overrides).filter((name) => !known.some((subject) => isWithin(name, subject)));
    return unknown.map((name): Finding => {
      const hint = nearest(name, known);
      return {
        code: "PROMOTION_OVERRIDE_UNKNOWN",
        stage,
        path: ["promotion", "overrides", name],
        got: show(name),
        allowed: `one of ${list(known)}, or a part of one`,
        fix: hint === undefined ? undefined : `did you mean "${hint}"?`,
        among: [stage, source].flatMap((at) => SUBJECTS.map((path) => ({ stage: at, path: [path] }))),
      };
    });
  });
}

const CONTENT = ["accounts", "profiles", "grants", "projects"] as const;
const SUBJECTS = ["accounts", "pools", "profiles", "grants", "projects", "domain"] as const;

function holdsContent({ environment, accounts }: StageView): boolean {
  const hosts = [...accounts].some((key) => Object.keys(environment.accounts[key].blueprints).length > 0);
  return hosts || [environment.profiles, environment.grants, environment.projects].some((map) => size(map) > 0);
}

function size(map: object): number {
  return Object.keys(map).length;
}

function sourceOf(stage: StageView, byName: ReadonlyMap<string, StageView>): StageView | undefined {
  return byName.get(stage.environment.promotion?.from ?? "");
}

/** The stage and its sources, up to the end or to the first that comes again. */
function pathFrom(stage: StageView, byName: ReadonlyMap<string, StageView>): StageView[] {
  const path: StageView[] = [];
  for (
    let next: StageView | undefined = stage;
    next !== undefined && !path.includes(next);
    next = sourceOf(next, byName)
  )
    path.push(next);
  return path;
}

/** Names of what a stage holds, as items begin with them. */
function subjectsOf({ name: stageName, environment, owner, ownsDomain, accounts }: StageView): string[] {
  const { pools, profiles, grants, projects, domain } = environment;
  const entries = { pools, profiles, grants, projects };
  const units = [...accounts].map((key) => environment.accounts[key].businessUnit ?? withoutStageName(key, stageName));
  const owned = ownsDomain && "units" in domain ? domain : undefined;
  const parts: Readonly<Record<string, object>> =
    owned === undefined ? {} : { units: owned.units, users: owned.users, groups: owned.groups, grants: owned.grants };
  return [
    "sharing",
    ...Object.entries(entries).flatMap(([section, map]) => Object.keys(map).map((key) => `${section}.${key}`)),
    ...[...units, ...(owner === undefined ? [] : ["governance"])].map((name) => `accounts.${name}`),
    ...(owned === undefined ? [] : ["domain"]),
    ...Object.entries(parts).flatMap(([section, map]) => Object.keys(map).map((key) => `domain.${section}.${key}`)),
  ];
}

/** Tells whether `name` is `subject` or a part of it. */
function isWithin(name: string, subject: string): boolean {
  return name === subject || (name.startsWith(`${subject}.`) && subject !== "domain");
}
