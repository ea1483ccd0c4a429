import { defineFragment } from "smus-cdktf";

/** A domain with everything that one can say about it. */
export const domain = defineFragment("domain", {
  name: "Globex Data",
  region: "eu-central-1",
  description: "Data and AI of Globex",
  tags: { classification: "internal" },
  // Only the users and groups below sign in. AUTOMATIC would let in everybody in Identity Center.
  singleSignOn: {
    type: "IAM_IDC",
    userAssignment: "MANUAL",
    idcInstanceArn: "arn:aws:sso:::instance/ssoins-0123456789abcdef",
  },
  // A key and roles that exist. Left out, they are created.
  kmsKeyArn: "arn:aws:kms:eu-central-1:300000000000:key/00000000-0000-0000-0000-000000000000",
  roles: {
    executionRoleArn: "arn:aws:iam::300000000000:role/service-role/AmazonSageMakerDomainExecution",
    serviceRoleArn: "arn:aws:iam::300000000000:role/service-role/AmazonSageMakerDomainService",
  },
  // Takes over a domain that was made by hand.
  adoptDomainId: "dzd_0123456789abc",
  // Leaves its tags as they are: those of organization and stage are not added.
  defaultTags: false,
  rootOwners: { office: { group: "governance-office" } },
  units: {
    research: {
      name: "Research",
      description: "Everything that is not sold yet",
      owners: { lead: { user: "research-lead" }, office: { group: "governance-office" } },
    },
    genomics: { name: "Genomics", parent: "research", owners: { office: { group: "governance-office" } } },
  },
  users: {
    "research-lead": { identifier: "lead@example.com", type: "SSO_USER" },
    auditor: { identifier: "arn:aws:iam::300000000000:role/auditor", type: "IAM_ROLE" },
    robot: { identifier: "arn:aws:iam::300000000000:user/robot", type: "IAM_USER" },
  },
  groups: {
    "governance-office": { groupIdentifier: "data-governance-office" },
    researchers: { groupIdentifier: "researchers" },
    // The sessions of a role as a group.
    pipelines: { rolePrincipalArn: "arn:aws:iam::300000000000:role/pipelines" },
  },
  // Every policy that needs neither a profile nor an account, and every form of principal.
  grants: {
    units: { policy: "CREATE_DOMAIN_UNIT", principal: { user: "research-lead" }, unit: "research" },
    "unit-owners": { policy: "OVERRIDE_DOMAIN_UNIT_OWNERS", principal: { group: "governance-office" } },
    "members-all": { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true }, includeChildUnits: true },
    "project-owners": { policy: "OVERRIDE_PROJECT_OWNERS", principal: { domainUnit: { designation: "OWNER" } } },
    glossaries: { policy: "CREATE_GLOSSARY", principal: { group: "governance-office" } },
    "form-types": { policy: "CREATE_FORM_TYPE", principal: { domainUnit: { unit: "research" } }, unit: "research" },
    "asset-types": {
      policy: "CREATE_ASSET_TYPE",
      principal: { project: { designation: "PROJECT_CATALOG_STEWARD", unit: "research", includeChildUnits: false } },
    },
    projects: { policy: "CREATE_PROJECT", principal: { group: "researchers" }, unit: "research" },
    "environment-profiles": {
      policy: "CREATE_ENVIRONMENT_PROFILE",
      principal: { project: { designation: "OWNER", projectId: "0123456789abcd" } },
    },
    "asset-type-use": {
      policy: "USE_ASSET_TYPE",
      assetTypeId: "amazon.datazone.S3Object",
      principal: { allUsers: true },
    },
    environments: {
      policy: "CREATE_ENVIRONMENT",
      environmentProfileId: "0123456789abcd",
      principal: { project: { designation: "CONTRIBUTOR", unit: "root" } },
    },
  },
});
