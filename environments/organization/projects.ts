import { type Fragments } from "smus-cdktf";
import type { MemberStage } from "./accounts";

/**
 * The standing projects of a stage: one for each business unit.
 *
 * @param accountOf - for pool-bound profiles: the account in which a business unit's project runs
 */
export function projects(
  stage: MemberStage,
  accountOf: (businessUnit: "finance" | "marketing") => Fragments["project"]["account"] = () => undefined,
): Fragments["projects"] {
  return {
    "finance-reporting": {
      name: `finance-reporting-${stage}`,
      description: `Reporting of Finance, ${stage}`,
      unit: "finance-reporting",
      profile: "finance-analytics",
      account: accountOf("finance"),
      members: {
        leads: { group: "finance-leads", designation: "PROJECT_OWNER" },
        engineers: { group: "finance-engineers", designation: "PROJECT_CONTRIBUTOR" },
      },
      dataSources: {
        ledger: {
          name: "Ledger",
          description: "Postings and balances, every morning",
          glue: { filters: [{ database: "finance_ledger", exclude: ["*_staging"] }], importDataQuality: true },
          schedule: { cron: "cron(0 5 * * ? *)" },
        },
      },
    },
    "marketing-campaigns": {
      name: `marketing-campaigns-${stage}`,
      description: `Campaign analytics of Marketing, ${stage}`,
      unit: "marketing-campaigns",
      profile: "marketing-analytics",
      account: accountOf("marketing"),
      members: {
        leads: { group: "marketing-leads", designation: "PROJECT_OWNER" },
        engineers: { group: "marketing-engineers", designation: "PROJECT_CONTRIBUTOR" },
      },
      dataSources: {
        campaigns: {
          name: "Campaigns",
          description: "Campaigns and their results, when somebody starts it",
          glue: { filters: [{ database: "marketing_campaigns" }] },
          generateBusinessNames: true,
        },
      },
    },
  };
}
