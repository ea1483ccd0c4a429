import type { Kind } from "../../contracts/control-plane";

/** IAM actions that the handlers in `functions/control-plane/handlers` call, by kind; a test compares the two. */
export const KIND_ACTIONS: Readonly<Record<Kind, readonly string[]>> = {
  Domain: [
    "datazone:CreateDomain",
    "datazone:DeleteDomain",
    "datazone:GetDomain",
    "datazone:ListDomains",
    "datazone:TagResource",
    "datazone:UntagResource",
    "datazone:UpdateDomain",
  ],
  DomainUnit: [
    "datazone:CreateDomainUnit",
    "datazone:DeleteDomainUnit",
    "datazone:GetDomainUnit",
    "datazone:ListDomainUnitsForParent",
    "datazone:UpdateDomainUnit",
  ],
  GroupProfile: [
    "datazone:CreateGroupProfile",
    "datazone:GetGroupProfile",
    "datazone:SearchGroupProfiles",
    "datazone:UpdateGroupProfile",
  ],
  BlueprintConfiguration: [
    "datazone:DeleteEnvironmentBlueprintConfiguration",
    "datazone:GetEnvironmentBlueprintConfiguration",
    "datazone:ListEnvironmentBlueprints",
    "datazone:PutEnvironmentBlueprintConfiguration",
  ],
  AccountPool: [
    "datazone:CreateAccountPool",
    "datazone:DeleteAccountPool",
    "datazone:GetAccountPool",
    "datazone:ListAccountPools",
    "datazone:UpdateAccountPool",
  ],
  ProjectProfile: [
    "datazone:CreateProjectProfile",
    "datazone:DeleteProjectProfile",
    "datazone:GetProjectProfile",
    "datazone:ListEnvironmentBlueprints",
    "datazone:ListProjectProfiles",
    "datazone:UpdateProjectProfile",
  ],
  Project: [
    "datazone:CreateProject",
    "datazone:DeleteProject",
    "datazone:GetProject",
    "datazone:GetProjectProfile",
    "datazone:ListProjects",
    "datazone:UpdateProject",
  ],
  ProjectMembership: [
    "datazone:CreateProjectMembership",
    "datazone:DeleteProjectMembership",
    "datazone:ListProjectMemberships",
  ],
  DataLakeAdministrators: ["lakeformation:GetDataLakeSettings", "lakeformation:PutDataLakeSettings"],
  AssociationProof: ["datazone:ListEnvironmentBlueprintConfigurations"],
};
