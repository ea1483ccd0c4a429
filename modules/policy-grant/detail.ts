import { policyMember, type CloudFormationPolicy } from "../../contracts/service/policies";
import type { TemplateValue } from "../expression";

/** A policy with what it needs beside entity and principal. */
export interface PolicyDetail {
  readonly policyType: CloudFormationPolicy;
  /**
   * True if the policy reaches the children of the unit. Only for policies on units.
   *
   * @default - the service's: false
   */
  readonly includeChildDomainUnits?: boolean;
  /** Ids of project profiles, for CREATE_PROJECT_FROM_PROJECT_PROFILE. */
  readonly projectProfileIds?: readonly string[];
  /** Id of a unit, for CREATE_ENVIRONMENT_PROFILE. */
  readonly detailDomainUnitId?: string;
}

/** The `Detail` union of the CloudFormation schema; empty objects are sent as such, the union needs its member. */
export function policyDetail(detail: PolicyDetail): TemplateValue {
  return {
    [capitalized(policyMember(detail.policyType))]: {
      IncludeChildDomainUnits: detail.includeChildDomainUnits,
      ProjectProfiles: detail.projectProfileIds,
      DomainUnitId: detail.detailDomainUnitId,
    },
  };
}

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
