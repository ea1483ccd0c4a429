import { Construct } from "constructs";
import type { Grant, Principal } from "../configuration/model";
import type { Adoption } from "../modules/control-plane-resource";
import { AssetTypeGrant, PolicyGrant, type GrantPrincipal, type PolicyGrantProps } from "../modules/policy-grant";

/** Objects that grants refer to, wherever they come from: the domain stack itself, or its outputs. */
export interface GrantReferences {
  readonly domainId: string;
  unitId(key: string): string;
  userId(key: string): string;
  groupId(key: string): string;
}

/** Policies on a blueprint configuration: the service takes them only from the account that enabled the blueprint. */
export type MemberGrant = Extract<Grant, { account: string }>;

/** Tells whether a grant is issued in the `association` layer of the account that it names. */
export function isIssuedByMember(grant: Grant): grant is MemberGrant {
  return "account" in grant;
}

/** Function and references with which configured grants are issued. */
export interface GrantIssuer {
  /** The governance account's control-plane function. */
  readonly functionName: string;
  /** Prefix of ledger keys: stage and layer. */
  readonly ledgerScope: string;
  readonly references: GrantReferences;
  /** Resolves the keys of project profiles. */
  readonly profileId: (key: string) => string;
  /** Id of an existing grant to take over, by its key. */
  readonly adoptId: (key: string) => string | undefined;
}

/** The adoption of an object with this id; none without one. */
export function adoptionOf(id: string | undefined, place: Omit<Adoption, "id">): Adoption | undefined {
  return id === undefined ? undefined : { id, ...place };
}

/** Issues the configured grants that belong to the governance account, under their configuration keys. */
export function addGrants(scope: Construct, grants: Readonly<Record<string, Grant>>, issuer: GrantIssuer): void {
  for (const [key, grant] of Object.entries(grants)) {
    if (isIssuedByMember(grant)) continue;
    if (grant.policy === "USE_ASSET_TYPE") addAssetTypeGrant(scope, key, grant, issuer);
    else new PolicyGrant(scope, key, { ...grantProps(grant, issuer), adoption: issuedAdoption(key, issuer) });
  }
}

function issuedAdoption(key: string, { adoptId, functionName, ledgerScope }: GrantIssuer): Adoption | undefined {
  return adoptionOf(adoptId(key), { functionName, ledgerKey: `${ledgerScope}/${key}` });
}

type AssetTypeUse = Extract<Grant, { policy: "USE_ASSET_TYPE" }>;

function addAssetTypeGrant(scope: Construct, key: string, grant: AssetTypeUse, issuer: GrantIssuer): void {
  const { references } = issuer;
  new AssetTypeGrant(scope, key, {
    functionName: issuer.functionName,
    ledgerKey: `${issuer.ledgerScope}/${key}`,
    adoptId: issuer.adoptId(key),
    domainId: references.domainId,
    assetTypeId: grant.assetTypeId,
    domainUnitId: references.unitId(grant.unit),
    principal: grantPrincipal(grant.principal, references),
  });
}

function grantProps(
  grant: Exclude<Grant, MemberGrant | AssetTypeUse>,
  { references, profileId }: GrantIssuer,
): PolicyGrantProps {
  const shared = { domainId: references.domainId, principal: grantPrincipal(grant.principal, references) };
  switch (grant.policy) {
    case "CREATE_PROJECT_FROM_PROJECT_PROFILE":
      return {
        ...shared,
        policyType: grant.policy,
        entity: { type: "DOMAIN_UNIT", identifier: references.unitId(grant.unit) },
        includeChildDomainUnits: grant.includeChildUnits,
        projectProfileIds: grant.profiles.map((key) => profileId(key)),
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
