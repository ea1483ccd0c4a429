import { canonicalJson } from "../../contracts/canonical-json";
import { POLICIES, policyHas } from "../../contracts/service/policies";
import type { Grant, Principal } from "../model";
import { show, type Path } from "../problems";
import { enabledBlueprints } from "./blueprints";
import { ownerGrants } from "./catalog";
import { repeated, type Finding } from "./finding";
import { unknownAccount, unknownMember, unknownProfile, unknownUnit } from "./references";
import type { DomainView, StageView } from "./view";

/** Quota of DataZone. @see https://docs.aws.amazon.com/datazone/latest/userguide/quotas.html */
const GRANTS_PER_POLICY_AND_ENTITY = 20;

/** A grant and its place. */
export interface PlacedGrant {
  readonly stage: StageView;
  readonly path: Path;
  readonly grant: Grant;
}

/** The grants of a stage: those of its domain, where it owns one, and its own. */
export function grantsOf(stage: StageView): PlacedGrant[] {
  const inDomain = stage.ownsDomain && stage.domain !== undefined ? Object.entries(stage.domain.grants) : [];
  return [
    ...inDomain.map(([key, grant]) => ({ stage, path: ["domain", "grants", key], grant })),
    ...Object.entries(stage.environment.grants).map(([key, grant]) => ({ stage, path: ["grants", key], grant })),
  ];
}

/** Units, users and groups that grants name exist. */
export function grantUnitsAndPrincipalsExist(stage: StageView): Finding[] {
  return grantsOf(stage).flatMap(({ path, grant }) => [
    ...("unit" in grant ? unknownUnit(stage, [...path, "unit"], grant.unit) : []),
    ...unknownMember(stage, [...path, "principal"], grant.principal),
    ...principalUnits(grant.principal).flatMap(({ at, unit }) =>
      unknownUnit(stage, [...path, "principal", ...at], unit),
    ),
  ]);
}

/** Profiles that grants name exist in this stage. */
export function grantProfilesExist(stage: StageView): Finding[] {
  return ownGrants(stage).flatMap(({ path, grant }) =>
    "profiles" in grant
      ? grant.profiles.flatMap((key, index) => unknownProfile(stage, [...path, "profiles", index], key))
      : [],
  );
}

/** Blueprints that grants name are enabled in the account that they name. */
export function grantBlueprintsAreEnabled(stage: StageView): Finding[] {
  return ownGrants(stage).flatMap(({ path, grant }): Finding[] => {
    if (!("blueprint" in grant)) return [];
    const unknown = unknownAccount(stage, [...path, "account"], grant.account);
    if (unknown.length > 0) return unknown;
    const { blueprints } = stage.environment.accounts[grant.account];
    if (Object.hasOwn(blueprints, grant.blueprint)) return [];
    const got = `${show(grant.blueprint)}, which is not enabled in account ${show(grant.account)}`;
    const allowed = "blueprints that the account enables";
    const reads = [{ path: [...path, "account"] }, { path: ["accounts", grant.account, "blueprints"] }];
    const fix = `enable it under accounts.${grant.account}.blueprints`;
    return [{ code: "BLUEPRINT_NOT_ENABLED", path: [...path, "blueprint"], got, allowed, fix, reads }];
  });
}

/** Grants of a domain need nothing that comes after the domain: no profile, no account that enabled a blueprint. */
export function domainGrantsComeWithTheDomain({ domain, ownsDomain }: StageView): Finding[] {
  if (!ownsDomain || domain === undefined) return [];
  return Object.entries(domain.grants).flatMap(([key, { policy }]): Finding[] => {
    if (!policyHas(policy, "projectProfiles") && POLICIES[policy].entity !== "ENVIRONMENT_BLUEPRINT_CONFIGURATION")
      return [];
    const path = ["domain", "grants", key];
    return [
      {
        code: "GRANT_MISPLACED",
        path,
        got: show(policy),
        allowed: "grants that name no profile and no blueprint",
        fix: `move it to grants.${key}`,
      },
    ];
  });
}

/** A project principal names a project, or a unit whose projects are meant. */
export function projectPrincipalsAreUnambiguous(stage: StageView): Finding[] {
  return grantsOf(stage).flatMap(({ path, grant: { principal } }): Finding[] => {
    if (!("project" in principal)) return [];
    const { projectId, unit } = principal.project;
    if ((projectId === undefined) !== (unit === undefined)) return [];
    const at = [...path, "principal", "project"];
    const got = projectId === undefined ? "neither projectId nor unit" : "both projectId and unit";
    return [
      { code: "PRINCIPAL_PROJECT", path: at, got, allowed: "exactly one of projectId and unit", reads: [{ path: at }] },
    ];
  });
}

/** A grant is written once. */
export function grantsAreDistinct(domain: DomainView): Finding[] {
  const entries = domain.flatMap((stage) => [...grantsOf(stage), ...blueprintGrants(stage)]);
  return repeated(entries, ({ stage, path, grant }) =>
    stage.mended.touches(path) ? undefined : identityOf(stage, grant),
  ).map(({ first, again }) => ({
    code: "GRANT_DUPLICATE",
    stage: again.stage,
    path: again.path,
    got: `the same as ${again.stage === first.stage ? "" : `in ${first.stage.file}: `}${first.path.join(".")}`,
    allowed: "a grant once",
    fix: "remove one",
    reads: [{ stage: first.stage, path: first.path }],
  }));
}

/** A policy is granted at most 20 times on one unit (or other entity), over all stages of the domain. */
export function grantsPerUnitAreNotTooMany(domain: DomainView): Finding[] {
  const byEntity = new Map<string, PlacedGrant[]>();
  const made = (stage: StageView) => ownerGrants(stage).map((grant) => ({ stage, ...grant }));
  for (const entry of domain.flatMap((stage) => [...grantsOf(stage), ...made(stage), ...blueprintGrants(stage)])) {
    if (entry.stage.mended.touches(entry.path)) continue;
    const entity = `${entry.grant.policy} on ${entityOf(entry)}`;
    const others = byEntity.get(entity);
    if (others === undefined) byEntity.set(entity, [entry]);
    else others.push(entry);
  }
  return [...byEntity].flatMap(([entity, entries]): Finding[] => {
    if (entries.length <= GRANTS_PER_POLICY_AND_ENTITY) return [];
    const { stage, path } = entries[GRANTS_PER_POLICY_AND_ENTITY];
    const reads = entries.map((entry) => ({ stage: entry.stage, path: entry.path }));
    const fix = "grant to groups, or to the projects of a unit, instead of to single users";
    return [
      {
        code: "GRANT_COUNT",
        stage,
        path,
        got: `${entries.length} grants of ${entity}`,
        allowed: `at most ${GRANTS_PER_POLICY_AND_ENTITY}`,
        fix,
        reads,
      },
    ];
  });
}

function ownGrants(stage: StageView): PlacedGrant[] {
  return grantsOf(stage).filter(({ path }) => path[0] === "grants");
}

/** Grants for which `accounts.<key>.blueprints.<name>.grantTo` stands. */
function blueprintGrants(stage: StageView): PlacedGrant[] {
  return enabledBlueprints(stage).flatMap(({ account, name, blueprint, path }) =>
    blueprint.grantTo.map(({ unit, includeChildUnits, designation }, index) => ({
      stage,
      path: [...path, "grantTo", index],
      grant: {
        policy: "CREATE_ENVIRONMENT_FROM_BLUEPRINT" as const,
        account,
        blueprint: name,
        principal: { project: { designation, unit, includeChildUnits } },
      },
    })),
  );
}

function entityOf({ stage, grant }: PlacedGrant): string {
  if ("blueprint" in grant) return `blueprint ${grant.blueprint} of account ${grant.account} (${stage.name})`;
  if ("assetTypeId" in grant) return `asset type ${grant.assetTypeId}`;
  if ("environmentProfileId" in grant) return `environment profile ${grant.environmentProfileId}`;
  return `unit ${grant.unit}`;
}

/** Grants of different stages name different profiles and accounts, though their keys may be equal. */
function identityOf(stage: StageView, grant: Grant): string {
  const local = "profiles" in grant || "account" in grant ? stage.name : "";
  return `${local} ${canonicalJson(grant)}`;
}

function principalUnits(principal: Principal): { at: Path; unit: string }[] {
  if ("project" in principal && principal.project.unit !== undefined)
    return [{ at: ["project", "unit"], unit: principal.project.unit }];
  if ("domainUnit" in principal && principal.domainUnit.unit !== undefined)
    return [{ at: ["domainUnit", "unit"], unit: principal.domainUnit.unit }];
  return [];
}
