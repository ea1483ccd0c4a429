/** Types of the entities that a policy of DataZone is granted on. */
export const POLICY_ENTITIES = [
  "DOMAIN_UNIT",
  "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
  "ENVIRONMENT_PROFILE",
  "ASSET_TYPE",
] as const;

/** Type of the entity that a policy is granted on. */
export type PolicyEntity = (typeof POLICY_ENTITIES)[number];

/** Members of a grant beside entity and principal: whether it reaches child units, profiles by id, a unit. */
export type PolicyDetailMember = "includeChildDomainUnits" | "projectProfiles" | "domainUnitId";

interface Policy {
  readonly entity: PolicyEntity;
  readonly detail: readonly PolicyDetailMember[];
  /** CloudFormation's PolicyGrant, and so Cloud Control, does not know it. */
  readonly apiOnly?: true;
}

const ON_UNIT = { entity: "DOMAIN_UNIT", detail: ["includeChildDomainUnits"] } as const;
const ON_BLUEPRINT = { entity: "ENVIRONMENT_BLUEPRINT_CONFIGURATION", detail: [] } as const;

/**
 * The policies that DataZone grants, each with the entity that the service takes it on and with the members of its detail.
 *
 * @see https://docs.aws.amazon.com/datazone/latest/APIReference/API_AddPolicyGrant.html
 */
export const POLICIES = {
  CREATE_DOMAIN_UNIT: ON_UNIT,
  OVERRIDE_DOMAIN_UNIT_OWNERS: ON_UNIT,
  ADD_TO_PROJECT_MEMBER_POOL: ON_UNIT,
  OVERRIDE_PROJECT_OWNERS: ON_UNIT,
  CREATE_GLOSSARY: ON_UNIT,
  CREATE_FORM_TYPE: ON_UNIT,
  CREATE_ASSET_TYPE: ON_UNIT,
  CREATE_PROJECT: ON_UNIT,
  CREATE_ENVIRONMENT_PROFILE: { entity: "DOMAIN_UNIT", detail: ["domainUnitId"] },
  DELEGATE_CREATE_ENVIRONMENT_PROFILE: ON_BLUEPRINT,
  CREATE_ENVIRONMENT: { entity: "ENVIRONMENT_PROFILE", detail: [] },
  CREATE_ENVIRONMENT_FROM_BLUEPRINT: ON_BLUEPRINT,
  CREATE_PROJECT_FROM_PROJECT_PROFILE: {
    entity: "DOMAIN_UNIT",
    detail: ["includeChildDomainUnits", "projectProfiles"],
  },
  USE_ASSET_TYPE: { entity: "ASSET_TYPE", detail: ["domainUnitId"], apiOnly: true },
} as const satisfies Readonly<Record<string, Policy>>;

type Table = typeof POLICIES;

/** Name of a policy. */
export type PolicyName = keyof Table;

/** Policies that CloudFormation's PolicyGrant knows. */
export type CloudFormationPolicy = { [P in PolicyName]: Table[P] extends { apiOnly: true } ? never : P }[PolicyName];

/** Entities that CloudFormation's PolicyGrant knows. */
export type CloudFormationEntity = Table[CloudFormationPolicy]["entity"];

/** Entities that CloudFormation's PolicyGrant knows, as a list. */
export const CLOUDFORMATION_ENTITIES = /* @__PURE__ */ POLICY_ENTITIES.filter((entity) => entity !== "ASSET_TYPE");

/** Policies on domain units whose only detail is whether they reach the children of the unit. */
export type PlainUnitPolicy = {
  [P in PolicyName]: Table[P]["detail"] extends readonly ["includeChildDomainUnits"] ? P : never;
}[PolicyName];

/** Policies on blueprints that an account enabled; the service takes them from that account only. */
export type BlueprintPolicy = {
  [P in PolicyName]: Table[P]["entity"] extends "ENVIRONMENT_BLUEPRINT_CONFIGURATION" ? P : never;
}[PolicyName];

const named = /* @__PURE__ */ Object.entries<Policy>(POLICIES) as [PolicyName, Policy][];

/** Names of the policies that are granted on an entity of this type, in the order of the table. */
export function policiesOn(entity: PolicyEntity): PolicyName[] {
  return named.flatMap(([name, policy]) => (policy.entity === entity ? [name] : []));
}

/** Tells whether a policy's detail has a member. */
export function policyHas(name: PolicyName, member: PolicyDetailMember): boolean {
  return (POLICIES[name].detail as readonly PolicyDetailMember[]).includes(member);
}

/** Policies that CloudFormation's PolicyGrant knows, in the order of the table. */
export const CLOUDFORMATION_POLICIES = /* @__PURE__ */ named.flatMap(([name, { apiOnly }]) =>
  apiOnly === true ? [] : [name as CloudFormationPolicy],
);

/** Policies on units without another detail than the children, in the order of the table. */
export const PLAIN_UNIT_POLICIES = /* @__PURE__ */ named.flatMap(([name, { detail }]) =>
  detail.join() === "includeChildDomainUnits" ? [name as PlainUnitPolicy] : [],
);

/** Policies on blueprints, in the order of the table. */
export const BLUEPRINT_POLICIES = /* @__PURE__ */ policiesOn(
  "ENVIRONMENT_BLUEPRINT_CONFIGURATION",
) as BlueprintPolicy[];

/** Member of the service's `detail` union that goes with a policy: CREATE_DOMAIN_UNIT -> createDomainUnit. */
export function policyMember(name: PolicyName): string {
  return name.toLowerCase().replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}

interface PolicyWords {
  /** Permission that a grant gives, as the end of "may ...". */
  readonly may: string;
  /** First part of the key of a grant that is adopted. */
  readonly key: string;
}

/** Words for people, by policy. */
export const POLICY_WORDS: Readonly<Record<PolicyName, PolicyWords>> = {
  CREATE_DOMAIN_UNIT: { may: "create domain units", key: "units" },
  OVERRIDE_DOMAIN_UNIT_OWNERS: { may: "override owners of units", key: "unit-owners" },
  ADD_TO_PROJECT_MEMBER_POOL: { may: "become members of projects", key: "members" },
  OVERRIDE_PROJECT_OWNERS: { may: "override owners of projects", key: "project-owners" },
  CREATE_GLOSSARY: { may: "create glossaries", key: "glossaries" },
  CREATE_FORM_TYPE: { may: "create form types", key: "form-types" },
  CREATE_ASSET_TYPE: { may: "create asset types", key: "asset-types" },
  CREATE_PROJECT: { may: "create projects", key: "bare-projects" },
  CREATE_ENVIRONMENT_PROFILE: { may: "create environment profiles", key: "environment-profiles" },
  DELEGATE_CREATE_ENVIRONMENT_PROFILE: { may: "let others use blueprints of", key: "delegated-profiles" },
  CREATE_ENVIRONMENT: { may: "create environments from an environment profile", key: "profile-environments" },
  CREATE_ENVIRONMENT_FROM_BLUEPRINT: { may: "use blueprints of", key: "environments" },
  CREATE_PROJECT_FROM_PROJECT_PROFILE: { may: "create projects from", key: "projects" },
  USE_ASSET_TYPE: { may: "use an asset type", key: "asset-type-use" },
};
