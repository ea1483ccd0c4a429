import type { TemplateValue } from "../expression";

/** A policy with what it needs beside entity and principal. */
export interface PolicyDetail {
  readonly policyType: PolicyType;
  /**
   * Whether the policy reaches the children of the unit. Only for policies on units.
   *
   * @default - the service's: false
   */
  readonly includeChildDomainUnits?: boolean;
  /** Ids of project profiles, for CREATE_PROJECT_FROM_PROJECT_PROFILE. */
  readonly projectProfileIds?: readonly string[];
  /** Id of a unit, for CREATE_ENVIRONMENT_PROFILE. */
  readonly detailDomainUnitId?: string;
}

/** Policies that AWS::DataZone::PolicyGrant knows; USE_ASSET_TYPE exists in the API only. */
export type PolicyType = keyof typeof MEMBERS;

/** Member of the `Detail` union per policy. */
const MEMBERS = {
  CREATE_DOMAIN_UNIT: "CreateDomainUnit",
  OVERRIDE_DOMAIN_UNIT_OWNERS: "OverrideDomainUnitOwners",
  ADD_TO_PROJECT_MEMBER_POOL: "AddToProjectMemberPool",
  OVERRIDE_PROJECT_OWNERS: "OverrideProjectOwners",
  CREATE_GLOSSARY: "CreateGlossary",
  CREATE_FORM_TYPE: "CreateFormType",
  CREATE_ASSET_TYPE: "CreateAssetType",
  CREATE_PROJECT: "CreateProject",
  CREATE_ENVIRONMENT_PROFILE: "CreateEnvironmentProfile",
  DELEGATE_CREATE_ENVIRONMENT_PROFILE: "DelegateCreateEnvironmentProfile",
  CREATE_ENVIRONMENT: "CreateEnvironment",
  CREATE_ENVIRONMENT_FROM_BLUEPRINT: "CreateEnvironmentFromBlueprint",
  CREATE_PROJECT_FROM_PROJECT_PROFILE: "CreateProjectFromProjectProfile",
} as const;

/** The `Detail` union of the CloudFormation schema; empty objects are sent as such, the union needs its member. */
export function policyDetail(detail: PolicyDetail): TemplateValue {
  return {
    [MEMBERS[detail.policyType]]: {
      IncludeChildDomainUnits: detail.includeChildDomainUnits,
      ProjectProfiles: detail.projectProfileIds,
      DomainUnitId: detail.detailDomainUnitId,
    },
  };
}
