import type { PolicyGrantPrincipal } from "@aws-sdk/client-datazone";
import { POLICY_WORDS } from "../../contracts/service/policies";
import type { LiveGrant } from "../live";
import type { DomainMapping } from "./domain-mapping";
import { REFUSED_STEP } from "./outcome";
import { Keys, slug } from "./keys";
import { compact, type GrantInput, type PrincipalInput } from "./parts";

/** Grants of all stages: those of the domain, and those of each stage. */
export interface MappedGrants {
  readonly domain: Readonly<Record<string, GrantInput>>;
  readonly stages: ReadonlyMap<string, Readonly<Record<string, GrantInput>>>;
}

const STEP = "keep it by hand; the configuration leaves it alone";

/** Collects grants under keys that say what they are. */
export class GrantCollection {
  private readonly domain: Record<string, GrantInput> = {};
  private readonly stages = new Map<string, Record<string, GrantInput>>();
  /** Per map of grants: keys repeat in different stages. */
  private readonly keys = new Map<string, Keys>();

  constructor(private readonly mapping: DomainMapping) {}

  get mapped(): MappedGrants {
    return { domain: this.domain, stages: this.stages };
  }

  /**
   * Grants on units and asset types. Those that name profiles belong to the stage of the profiles, the others to the domain.
   */
  addDomainGrants(): void {
    for (const grant of this.mapping.live.grants) {
      const problem = grant.entityType === "ASSET_TYPE" ? this.addTypeGrant(grant) : this.addUnitGrant(grant);
      if (problem !== undefined) this.leave(grant, problem);
    }
  }

  /** A grant on a blueprint that `grantTo` cannot say. */
  addBlueprintGrant(grant: LiveGrant, stage: string, account: string, blueprint: string): void {
    const principal = this.principal(grant.principal);
    if (typeof principal === "string") return this.leave(grant, principal);
    const input = { policy: grant.policyType, account, blueprint, principal } as GrantInput;
    this.put(
      stage,
      "grants",
      `${POLICY_WORDS[grant.policyType].key}-${account}-${blueprint.toLowerCase()}`,
      input,
      grant,
    );
  }

  /** @returns why it cannot be adopted */
  private addUnitGrant(grant: LiveGrant): string | undefined {
    const { mapping } = this;
    const unit = mapping.keys.units.find(grant.entityId);
    if (unit === undefined) return "its unit is not there";
    const principal = this.principal(grant.principal);
    if (typeof principal === "string") return principal;
    const detail = (Object.values(grant.detail ?? {})[0] ?? {}) as Detail;
    const on = { policy: grant.policyType, unit: unit === "root" ? undefined : unit };
    const includeChildUnits = detail.includeChildDomainUnits === true ? undefined : false;
    const key = [POLICY_WORDS[grant.policyType].key, ...(unit === "root" ? [] : [unit]), nameOf(principal)].join("-");
    if (grant.policyType === "CREATE_ENVIRONMENT_PROFILE") {
      if (detail.domainUnitId !== grant.entityId) return "its detail names another unit than the one it is granted on";
      this.put(mapping.stages.owner, "domain.grants", key, { ...on, principal } as GrantInput, grant);
      return undefined;
    }
    if (grant.policyType !== "CREATE_PROJECT_FROM_PROJECT_PROFILE") {
      const input = { ...on, includeChildUnits, principal } as GrantInput;
      this.put(mapping.stages.owner, "domain.grants", key, input, grant);
      return undefined;
    }
    const ids = detail.projectProfiles ?? [];
    if (ids.length === 0) return "it names no profile, which means all of them";
    const left = ids.filter((id) => mapping.stages.ofProfile(id) === undefined).map((id) => mapping.profileName(id));
    if (left.length > 0) return `it names profiles that are not adopted: ${left.join(", ")}`;
    const stages = new Set(ids.map((id) => mapping.stages.ofProfile(id)));
    const [stage] = stages;
    if (stage === undefined || stages.size > 1) return "its profiles belong to several stages";
    const profiles = ids.map((id) => mapping.keys.profiles.of(id));
    this.put(stage, "grants", key, { ...on, includeChildUnits, profiles, principal } as GrantInput, grant);
    return undefined;
  }

  /** @returns why it cannot be adopted */
  private addTypeGrant(grant: LiveGrant): string | undefined {
    const { keys, stages } = this.mapping;
    const unit = keys.units.find(grant.detail?.useAssetType?.domainUnitId);
    if (unit === undefined) return "the unit of its detail is not there";
    const principal = this.principal(grant.principal);
    if (typeof principal === "string") return principal;
    const policy = "USE_ASSET_TYPE";
    const input: GrantInput = {
      policy,
      assetTypeId: grant.entityId,
      unit: unit === "root" ? undefined : unit,
      principal,
    };
    const type = slug(grant.entityId.split(".").at(-1) ?? "", "type");
    this.put(stages.owner, "domain.grants", `${POLICY_WORDS[policy].key}-${type}-${nameOf(principal)}`, input, grant);
    return undefined;
  }

  private put(
    stage: string,
    home: "grants" | "domain.grants",
    wanted: string,
    input: GrantInput,
    grant: LiveGrant,
  ): void {
    const place = home === "domain.grants" ? home : stage;
    const keys = this.keys.get(place) ?? new Keys();
    this.keys.set(place, keys);
    const key = keys.take(wanted.slice(0, 48).replace(/-+$/, ""));
    const refusal = this.mapping.refusal("PolicyGrant", grant.id);
    if (refusal !== undefined) return this.leave(grant, refusal, REFUSED_STEP);
    const target = home === "domain.grants" ? this.domain : (this.stages.get(stage) ?? {});
    target[key] = compact(input);
    if (home === "grants") this.stages.set(stage, target);
    this.mapping.outcome.adopt(stage, grant.id, "PolicyGrant", home, key);
  }

  private leave(grant: LiveGrant, reason: string, step = STEP): void {
    const unit = this.mapping.keys.units.find(grant.entityId);
    const entity = grant.entityType === "ASSET_TYPE" ? `asset type "${grant.entityId}"` : grant.entityId;
    const on = unit === undefined ? entity : `unit "${unit}"`;
    this.mapping.outcome.leave(`grant ${grant.id} of ${grant.policyType} on ${on}`, reason, step);
  }

  /** @returns the principal, or why there is none */
  private principal({ user, group, project, domainUnit }: PolicyGrantPrincipal): PrincipalInput | string {
    const { mapping } = this;
    if (user?.allUsersGrantFilter !== undefined) return { allUsers: true };
    if (user?.userIdentifier !== undefined)
      return (
        mapping.member({ type: "user", profileId: user.userIdentifier }) ??
        `its user ${user.userIdentifier} is no profile of the domain`
      );
    if (group?.groupIdentifier !== undefined)
      return (
        mapping.member({ type: "group", profileId: group.groupIdentifier }) ??
        `its group ${group.groupIdentifier} is no profile of the domain`
      );
    if (project !== undefined) return this.projects(project);
    if (domainUnit === undefined) return "its principal is of a kind that the configuration does not know";
    if (domainUnit.domainUnitIdentifier === undefined) return { domainUnit: {} };
    const unit = mapping.keys.units.find(domainUnit.domainUnitIdentifier);
    return unit === undefined ? "the unit of its principal is not there" : { domainUnit: { unit } };
  }

  private projects(project: NonNullable<PolicyGrantPrincipal["project"]>): PrincipalInput | string {
    const designation = project.projectDesignation as "OWNER" | "CONTRIBUTOR" | "PROJECT_CATALOG_STEWARD";
    if (project.projectIdentifier !== undefined)
      return { project: { designation, projectId: project.projectIdentifier } };
    const filter = project.projectGrantFilter?.domainUnitFilter;
    const unit = this.mapping.keys.units.find(filter?.domainUnit);
    if (unit === undefined) return "the unit of its principal is not there";
    const includeChildUnits = filter?.includeChildDomainUnits === true ? undefined : false;
    return { project: compact({ designation, unit, includeChildUnits }) };
  }
}

interface Detail {
  readonly includeChildDomainUnits?: boolean;
  readonly projectProfiles?: readonly string[];
  readonly domainUnitId?: string;
}

/** A principal in a word. */
function nameOf(principal: PrincipalInput): string {
  if ("user" in principal) return principal.user;
  if ("group" in principal) return principal.group;
  if ("allUsers" in principal) return "everyone";
  return "project" in principal ? "projects" : "owners";
}
