import { defineFragment } from "smus-cdktf";
import { dataAccess } from "./data-access";

/** The governance application: in the stage that owns the domain. */
export const application = defineFragment("application", {
  dataAccess,
  // The functions reach the services of AWS through endpoints of this VPC.
  network: {
    subnetIds: ["subnet-0123456789abcdef5", "subnet-0123456789abcdef6"],
    securityGroupIds: ["sg-0123456789abcdef1"],
  },
  api: {
    title: "Globex data",
    identity: {
      issuer: "https://login.globex.example/tenant",
      clientId: "smus-portal",
      audiences: ["smus-portal", "api://smus"],
      tokenUse: "access",
      scopes: ["openid", "profile"],
      resource: "api://smus",
      origins: ["https://tokens.globex.example"],
      groupsClaim: "roles",
      userNameClaim: "upn",
      groups: {
        researchers: { leads: ["research"], group: "researchers" },
        ethics: { stewards: ["genomics"], governanceTeam: true, group: "governance-office" },
        revision: { auditor: true },
      },
      machines: {
        "arn:aws:iam::300000000000:role/reporting": { auditor: true },
        "arn:aws:iam::300000000000:role/service-desk": {
          leads: ["research"],
          stewards: ["genomics"],
          governanceTeam: false,
        },
      },
    },
    requestsPerSecond: 20,
    customDomain: {
      name: "data.globex.example",
      certificateArn: "arn:aws:acm:eu-central-1:300000000000:certificate/33333333-3333-3333-3333-333333333333",
    },
  },
  projects: {
    naming: { pattern: "[a-z-]+", inWords: "small letters and hyphens", maximum: 50 },
    units: {
      research: { askers: ["unit-leads", "governance-team"], profiles: ["core/analytics"], maximum: 10 },
      genomics: {
        approval: { deciders: ["unit-stewards", "governance-team"], remindAfterDays: 2, lapseAfterDays: 10 },
      },
    },
    profiles: { "core/analytics": { maximum: 12 }, "core/vended": {} },
    environmentsPerAccount: 60,
    lifetime: { defaultDays: 180, maximumDays: 730, remindDays: 21 },
    lookAgainMinutes: 3,
    slowAfterMinutes: 90,
    askingRoles: 3,
  },
  kmsKeyArn: "arn:aws:kms:eu-central-1:300000000000:key/22222222-2222-2222-2222-222222222222",
  sweepMinutes: 30,
  expiryReminderDays: 21,
  // Reports tell what was so on a day; after a year nobody reads them. Evidence stays.
  reports: { hour: 4, keepDays: 365 },
  cost: {
    roleArn: "arn:aws:iam::309999999999:role/smus-cost-reader",
    tag: "AmazonDataZoneProject",
    months: 6,
    budgets: {
      currency: "EUR",
      projects: { "genome-atlas": 400 },
      accounts: { "300000000000": 900 },
      businessUnits: { research: 1500 },
    },
  },
  rights: { policyReader: "smus-policy-reader", targetWriters: ["arn:aws:iam::*:role/service-role/AmazonDataZone*"] },
  // The works council wants decisions to be provable for two years; an administrator may end it sooner.
  evidence: { objectLock: { mode: "GOVERNANCE", days: 730 } },
  notices: { emails: ["data-office@example.com"] },
  alarms: { emails: ["platform-on-call@example.com"] },
  logRetentionDays: 365,
});
