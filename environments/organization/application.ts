import { defineFragment } from "smus-cdktf";
import { dataAccess } from "./data-access";

/** The governance application: decisions on requests for data, and the portal in which people ask and decide. */
export const application = defineFragment("application", {
  dataAccess,
  // Leads ask for projects in the development accounts of their business unit; those of Marketing are decided on.
  projects: {
    naming: { pattern: "[a-z][a-z0-9-]*", inWords: "small letters, digits and hyphens", maximum: 40 },
    units: {
      "finance-reporting": { profiles: ["dev/finance-analytics"], maximum: 20 },
      "marketing-campaigns": {
        profiles: ["dev/marketing-analytics"],
        approval: { deciders: ["unit-stewards", "governance-team"] },
      },
    },
    profiles: { "dev/finance-analytics": {}, "dev/marketing-analytics": { maximum: 20 } },
    lifetime: { defaultDays: 180, maximumDays: 365 },
    askingRoles: 2,
  },
  api: {
    identity: {
      // Where people sign in. The sandbox has an issuer of its own, with people to sign in as.
      issuer: "https://login.example.com",
      clientId: "governance-portal",
      audiences: ["https://governance.example.com"],
      // The domain has no Identity Center: it knows people by the roles of their teams.
      userNameClaim: "team_role",
      groups: {
        "finance-leads": { leads: ["finance"], stewards: ["finance"], group: "finance-leads" },
        "finance-engineers": { group: "finance-engineers" },
        "marketing-leads": { leads: ["marketing"], stewards: ["marketing"], group: "marketing-leads" },
        "marketing-engineers": { group: "marketing-engineers" },
        "data-stewards": { stewards: ["root"], governanceTeam: true, group: "data-stewards" },
        auditors: { auditor: true },
      },
    },
  },
});
