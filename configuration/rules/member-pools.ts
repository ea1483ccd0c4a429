import { APPLICATION_GROUPS } from "../../contracts/names";
import type { Principal } from "../model";
import { show, type Path } from "../problems";
import { memberPartsOf } from "../resolve";
import type { Finding } from "./finding";
import { grantsOf, type PlacedGrant } from "./grants";
import { writtenMembers } from "./memberships";
import { ROOT_UNIT } from "./references";
import { unitLineage } from "./units";
import type { DomainView, StageView } from "./view";

/** Principals that may be members of projects on a unit, by unit key. */
type MemberPools = ReadonlyMap<string, readonly Principal[]>;

/**
 * Wherever projects are created, somebody may be their member.
 *
 * `ADD_TO_PROJECT_MEMBER_POOL` is intersective: it must be granted on the unit and on every ancestor up to the root, by
 * a grant there or by one above that includes child units. Where one is missing, projects can be created, but nobody can
 * be added to them.
 *
 * @see https://github.com/aws/modern-data-architecture-accelerator/issues/39
 */
export function memberPoolsCoverProjects(domain: DomainView): Finding[] {
  const pools = memberPools(domain);
  const reads = memberPoolEvidence(domain);
  const byGap = new Map<string, Creation[]>();
  const strays = memberGrants(domain).some(({ stage, grant }) => "unit" in grant && !isUnit(stage, grant.unit));
  if (strays) return []; // one of them may be the grant that is missing
  for (const creation of [...creators(domain), ...projectsWithMembers(domain)]) {
    const { stage, unit } = creation;
    const lineage = [...unitLineage(stage, unit), ROOT_UNIT].reverse();
    const gap = lineage.find((ancestor) => (pools.get(ancestor) ?? []).length === 0);
    if (gap !== undefined && isUnit(stage, unit)) byGap.set(gap, [...(byGap.get(gap) ?? []), creation]);
  }
  // One grant repairs everything that needs it, so a unit without members is one finding.
  return [...byGap].map(([gap, [{ stage, path, unit, what }, ...others]]): Finding => {
    const also = others.length === 0 ? "" : ` (and ${others.length} more that need it)`;
    const got = `${what} on unit ${show(unit)}${also}, but nobody is in the member pool of ${show(gap)}`;
    const allowed = "units on which, and on all of whose ancestors, ADD_TO_PROJECT_MEMBER_POOL is granted";
    const fix = `add a grant of ADD_TO_PROJECT_MEMBER_POOL on unit ${show(gap)}`;
    const among = others.map((other) => ({ stage: other.stage, path: other.path }));
    return { code: "MEMBER_POOL_MISSING", stage, path, got, allowed, fix, reads, among };
  });
}

/** Members of standing projects are in the member pools of the project's unit and all its ancestors. */
export function membersAreInMemberPools(domain: DomainView): Finding[] {
  const pools = memberPools(domain);
  const reads = memberPoolEvidence(domain);
  return domain.flatMap((stage) =>
    projectsOf(stage).flatMap(({ path, unit, members }) =>
      members.flatMap(([key, member]): Finding[] => {
        const lineage = [...unitLineage(stage, unit), ROOT_UNIT].reverse();
        // An empty pool is the other rule's business.
        const gap = lineage.find(
          (ancestor) =>
            (pools.get(ancestor) ?? []).length > 0 &&
            !pools.get(ancestor)?.some((principal) => mayInclude(principal, member)),
        );
        if (gap === undefined) return [];
        if (key === ASKS) return [askingOutsider(stage, path, gap, reads)];
        const who = "user" in member ? member.user : member.group;
        const got = `${show(who)}, who is not in the member pool of unit ${show(gap)}`;
        const allowed = "members of the pools of the project's unit and all its ancestors";
        const fix = `grant ADD_TO_PROJECT_MEMBER_POOL on unit ${show(gap)} to ${show(who)}`;
        const at = key === undefined ? path : [...path, key];
        return [
          { code: "MEMBER_POOL_OUTSIDER", stage, path: at, got, allowed, fix, reads: [...reads, { stage, path: at }] },
        ];
      }),
    ),
  );
}

/** Key of the member that is the role which asks for a project; no key of a stage file has a space. */
const ASKS = "role that asks";

/** The role that asks for a project is a member of it, and is in no group that a grant could name. */
function askingMembers({ owner }: StageView): [string, { group: string }][] {
  return owner?.environment.application?.api === undefined ? [] : [[ASKS, { group: ASKS }]];
}

function askingOutsider(stage: StageView, path: Path, gap: string, reads: Finding["reads"]): Finding {
  return {
    code: "MEMBER_POOL_OUTSIDER",
    stage,
    path,
    got: `the role that asks for the project (application.api), which is not in the member pool of unit ${show(gap)}`,
    allowed: "members of the pools of the project's unit and all its ancestors",
    fix: `grant ADD_TO_PROJECT_MEMBER_POOL on unit ${show(gap)} to { allUsers: true }: the role comes after the grants`,
    reads,
  };
}

/** Tells whether a principal is, or may contain, the member. Only the service knows who is in a group or a project. */
function mayInclude(principal: Principal, member: { user: string } | { group: string }): boolean {
  if ("allUsers" in principal || "project" in principal || "domainUnit" in principal) return true;
  if ("group" in principal) return !("group" in member) || member.group === principal.group;
  return "user" in member && member.user === principal.user;
}

/** Principals per unit, grants on ancestors that include child units among them. */
function memberPools(domain: DomainView): MemberPools {
  const [owner] = domain;
  const own = new Map<string, { principal: Principal; inherited: boolean }[]>();
  for (const { grant } of memberGrants(domain)) {
    if (!("includeChildUnits" in grant)) continue;
    const entries = own.get(grant.unit) ?? [];
    own.set(grant.unit, [...entries, { principal: grant.principal, inherited: grant.includeChildUnits }]);
  }
  const units = [ROOT_UNIT, ...Object.keys(owner.domain?.units ?? {})];
  return new Map(
    units.map((unit) => {
      const ancestors = unit === ROOT_UNIT ? [] : [...unitLineage(owner, unit).slice(1), ROOT_UNIT];
      const inherited = ancestors.flatMap((ancestor) => (own.get(ancestor) ?? []).filter((entry) => entry.inherited));
      return [unit, [...(own.get(unit) ?? []), ...inherited].map(({ principal }) => principal)];
    }),
  );
}

function memberGrants(domain: DomainView): PlacedGrant[] {
  return domain.flatMap(grantsOf).filter(({ grant }) => grant.policy === "ADD_TO_PROJECT_MEMBER_POOL");
}

/** A grant that could not be read might have been the missing one. */
function memberPoolEvidence(domain: DomainView): { stage: StageView; path: Path }[] {
  return domain.flatMap((stage) => [
    { stage, path: ["grants"] },
    ...(stage.ownsDomain
      ? [
          { stage, path: ["domain", "grants"] },
          { stage, path: ["domain", "units"] },
        ]
      : []),
  ]);
}

interface Creation {
  readonly stage: StageView;
  readonly path: Path;
  readonly unit: string;
  readonly what: string;
}

function creators(domain: DomainView): Creation[] {
  return domain
    .flatMap(grantsOf)
    .flatMap(({ stage, path, grant }) =>
      grant.policy === "CREATE_PROJECT_FROM_PROJECT_PROFILE"
        ? [{ stage, path, unit: grant.unit, what: "projects may be created" }]
        : [],
    );
}

function projectsWithMembers(domain: DomainView): Creation[] {
  return domain.flatMap((stage) =>
    projectsOf(stage)
      .filter(({ members }) => members.length > 0)
      .map(({ path, unit }) => ({ stage, path, unit, what: "the project has members" })),
  );
}

/** A project that the project makes, with its members: by key where the file has them at the path. */
interface ProjectWithMembers {
  readonly path: Path;
  readonly unit: string;
  readonly members: readonly (readonly [key: string | undefined, member: { user: string } | { group: string }])[];
}

/** Projects that the files make or let be made; the application's reports are a member of the one that is made for the vocabulary. */
function projectsOf(stage: StageView): ProjectWithMembers[] {
  const { catalog, application } = stage.environment;
  const written = writtenMembers(stage).map(({ path, unit, members }) => ({
    ...{ path, unit },
    members: [...Object.entries(members), ...(path[0] === "projects" ? askingMembers(stage) : [])],
  }));
  const all = [...written, ...askedProjects(stage)];
  if (application === undefined || catalog === undefined || !("create" in catalog.owner)) return all;
  const { unit } = catalog.owner.create;
  const reports = [undefined, { group: APPLICATION_GROUPS.reports }] as const;
  return [...all, { path: ["catalog", "owner", "create"], unit, members: [reports] }];
}

/** Projects that people may ask for: the application's functions and a role that asks are members of each. */
function askedProjects(stage: StageView): ProjectWithMembers[] {
  const { application } = stage.environment;
  if (!stage.ownsDomain || application?.projects === undefined) return [];
  const parts = memberPartsOf(application).map((part) => [undefined, { group: APPLICATION_GROUPS[part] }] as const);
  const asks = application.projects.askingRoles === 0 ? [] : askingMembers(stage);
  return Object.keys(application.projects.units).map((unit) => ({
    path: ["application", "projects", "units", unit],
    unit,
    members: [...parts, ...asks],
  }));
}

function isUnit({ domain }: StageView, unit: string): boolean {
  return unit === ROOT_UNIT || (domain !== undefined && Object.hasOwn(domain.units, unit));
}
