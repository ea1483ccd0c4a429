import type { TemplateValue } from "../expression";

/** Principal that a policy is granted to; ids are those of profiles, projects and units. */
export type GrantPrincipal =
  | { readonly userId: string }
  | { readonly allUsers: true }
  | { readonly groupId: string }
  | { readonly project: ProjectPrincipal }
  | { readonly domainUnit: { readonly designation: "OWNER"; readonly domainUnitId?: string } };

/** Members of one project, or of the projects of a unit. */
export interface ProjectPrincipal {
  readonly designation: "OWNER" | "CONTRIBUTOR" | "PROJECT_CATALOG_STEWARD";
  /** @default - the projects of `domainUnitId` */
  readonly projectId?: string;
  /** @default - the project `projectId` */
  readonly domainUnitId?: string;
  /** @default false */
  readonly includeChildDomainUnits?: boolean;
}

/** The `Principal` union of the CloudFormation schema. */
export function policyPrincipal(principal: GrantPrincipal): TemplateValue {
  if ("userId" in principal) return { User: { UserIdentifier: principal.userId } };
  if ("allUsers" in principal) return { User: { AllUsersGrantFilter: {} } };
  if ("groupId" in principal) return { Group: { GroupIdentifier: principal.groupId } };
  if ("project" in principal) return { Project: projectPrincipal(principal.project) };
  const { designation, domainUnitId } = principal.domainUnit;
  return {
    DomainUnit: {
      DomainUnitDesignation: designation,
      ...(domainUnitId === undefined
        ? { DomainUnitGrantFilter: { AllDomainUnitsGrantFilter: {} } }
        : { DomainUnitIdentifier: domainUnitId }),
    },
  };
}

function projectPrincipal(project: ProjectPrincipal): TemplateValue {
  return {
    ProjectDesignation: project.designation,
    ProjectIdentifier: project.projectId,
    ProjectGrantFilter:
      project.domainUnitId === undefined
        ? undefined
        : {
            DomainUnitFilter: {
              DomainUnit: project.domainUnitId,
              IncludeChildDomainUnits: project.includeChildDomainUnits ?? false,
            },
          },
  };
}
