import { defineFragment } from "smus-cdktf";

/** IAM role that the members of a team assume (with IAM Identity Center, name groups by `groupIdentifier` instead). */
const teamRole = (name: string) => ({ rolePrincipalArn: `arn:aws:iam::100000000000:role/team/${name}` });

/** The domain of the whole organization. Its units mirror the business units. */
export const domain = defineFragment("domain", {
  name: "example-data",
  region: "us-east-1",
  description: "Data and AI of all business units",
  units: {
    finance: { name: "Finance", description: "Finance and controlling", owners: { leads: { group: "finance-leads" } } },
    "finance-reporting": { name: "Reporting", parent: "finance" },
    "finance-risk": { name: "Risk", parent: "finance" },
    marketing: {
      name: "Marketing",
      description: "Marketing and sales",
      owners: { leads: { group: "marketing-leads" } },
    },
    "marketing-campaigns": { name: "Campaigns", parent: "marketing" },
  },
  rootOwners: { stewards: { group: "data-stewards" } },
  groups: {
    "data-stewards": teamRole("data-stewards"),
    "finance-leads": teamRole("finance-leads"),
    "finance-engineers": teamRole("finance-engineers"),
    "marketing-leads": teamRole("marketing-leads"),
    "marketing-engineers": teamRole("marketing-engineers"),
  },
  grants: {
    // Who may become a member of a project. Every unit on the way from the root to the project must allow it. Here the
    // root allows everybody, in the units below it too, so the grants of the business units add nothing yet. They say who
    // is meant, and are what remains when the root's is narrowed to the root (includeChildUnits: false).
    "members-anyone": { policy: "ADD_TO_PROJECT_MEMBER_POOL", principal: { allUsers: true } },
    "members-finance-leads": {
      policy: "ADD_TO_PROJECT_MEMBER_POOL",
      unit: "finance",
      principal: { group: "finance-leads" },
    },
    "members-finance-engineers": {
      policy: "ADD_TO_PROJECT_MEMBER_POOL",
      unit: "finance",
      principal: { group: "finance-engineers" },
    },
    "members-marketing-leads": {
      policy: "ADD_TO_PROJECT_MEMBER_POOL",
      unit: "marketing",
      principal: { group: "marketing-leads" },
    },
    "members-marketing-engineers": {
      policy: "ADD_TO_PROJECT_MEMBER_POOL",
      unit: "marketing",
      principal: { group: "marketing-engineers" },
    },
    // Stewards keep the vocabulary of the whole organization.
    "glossaries-stewards": { policy: "CREATE_GLOSSARY", principal: { group: "data-stewards" } },
    "forms-stewards": { policy: "CREATE_FORM_TYPE", principal: { group: "data-stewards" } },
    // Business units organize themselves.
    "units-finance": { policy: "CREATE_DOMAIN_UNIT", unit: "finance", principal: { group: "finance-leads" } },
    "units-marketing": { policy: "CREATE_DOMAIN_UNIT", unit: "marketing", principal: { group: "marketing-leads" } },
  },
});
