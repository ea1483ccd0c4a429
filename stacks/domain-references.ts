import { Construct } from "constructs";
import type { Grant, Principal } from "../environments/model";
import type { GrantPrincipal, PolicyGrantProps } from "../modules/policy-grant";
import { RemoteOutputs } from "../modules/remote-state";
import type { StageContext } from "./stage-context";

/** What grants refer to, wherever it comes from: the domain stack itself, or its outputs. */
export interface GrantReferences {
  readonly domainId: string;
  unitId(key: string): string;
  userId(key: string): string;
  groupId(key: string): string;
}

/** The domain as later layers see it: the outputs of `domain`, in the workspace of the stage that owns it. */
export class DomainReferences extends Construct implements GrantReferences {
  private readonly domain: RemoteOutputs<"domain">;

  constructor(scope: Construct, context: StageContext) {
    super(scope, "References");
    const account = context.stage.governance.key;
    this.domain = new RemoteOutputs(this, "Domain", { location: context.stateOf({ account, layer: "domain" }) });
  }

  public get domainId(): string {
    return this.domain.text("domainId");
  }

  public unitId(key: string): string {
    return key === "root" ? this.domain.text("rootDomainUnitId") : this.domain.entry("domainUnitIds", key);
  }

  public userId(key: string): string {
    return this.domain.entry("userProfileIds", key);
  }

  public groupId(key: string): string {
    return this.domain.entry("groupProfileIds", key);
  }
}

/** The outputs of an account's `foundation`: its control-plane function, buckets, keys and networks. */
export function foundationOutputs(
  scope: Construct,
  context: StageContext,
  account: string,
): RemoteOutputs<"foundation"> {
  return new RemoteOutputs(scope, "Foundation", { location: context.stateOf({ account, layer: "foundation" }) });
}

/** Policies on a blueprint configuration: the service takes them only from the account that enabled the blueprint. */
export type MemberGrant = Extract<Grant, { account: string }>;

/** Whether a grant is issued in the `association` layer of the account that it names. */
export function isIssuedByMember(grant: Grant): grant is MemberGrant {
  return "account" in grant;
}

/** Translates a configured grant; `profileId` resolves the keys of project profiles. */
export function grantProps(
  grant: Exclude<Grant, MemberGrant>,
  references: GrantReferences,
  profileId: (key: string) => string,
): PolicyGrantProps {
  const shared = { domainId: references.domainId, principal: grantPrincipal(grant.principal, references) };
  switch (grant.policy) {
    case "CREATE_PROJECT_FROM_PROJECT_PROFILE":
      return {
        ...shared,
        policyType: grant.policy,
        entity: { type: "DOMAIN_UNIT", identifier: references.unitId(grant.unit) },
        includeChildDomainUnits: grant.includeChildUnits,
        projectProfileIds: grant.profiles.map(profileId),
      };
    case "CREATE_ENVIRONMENT_PROFILE":
      return {
        ...shared,
        policyType: grant.policy,
        entity: { type: "DOMAIN_UNIT", identifier: references.unitId(grant.unit) },
        detailDomainUnitId: references.unitId(grant.unit),
      };
    case "CREATE_ENVIRONMENT":
      return {
        ...shared,
        policyType: grant.policy,
        entity: { type: "ENVIRONMENT_PROFILE", identifier: grant.environmentProfileId },
      };
    case "USE_ASSET_TYPE":
      throw new Error(`${grant.policy} is not granted here`);
    default:
      return {
        ...shared,
        policyType: grant.policy,
        entity: { type: "DOMAIN_UNIT", identifier: references.unitId(grant.unit) },
        includeChildDomainUnits: grant.includeChildUnits,
      };
  }
}

/** Translates a configured principal. */
export function grantPrincipal(principal: Principal, references: GrantReferences): GrantPrincipal {
  if ("user" in principal) return { userId: references.userId(principal.user) };
  if ("allUsers" in principal) return { allUsers: true };
  if ("group" in principal) return { groupId: references.groupId(principal.group) };
  if ("project" in principal) {
    const { designation, projectId, unit, includeChildUnits } = principal.project;
    return {
      project: {
        designation,
        projectId,
        domainUnitId: unit === undefined ? undefined : references.unitId(unit),
        includeChildDomainUnits: includeChildUnits,
      },
    };
  }
  const { designation, unit } = principal.domainUnit;
  return { domainUnit: { designation, domainUnitId: unit === undefined ? undefined : references.unitId(unit) } };
}
