import { Construct } from "constructs";
import { REPORTS_SETTINGS_KEY } from "../../contracts/application/reports-settings";
import { addDailyReports, ReportsFunction } from "../../modules/application";
import { bundleFunction } from "../../modules/function-code";
import { reportsElsewhere, reportsSettingsDocument } from "../reports-settings-document";
import type { ApplicationGround } from "./ground";

/** Adds the function that writes the reports, with its settings and its schedule. */
export function addReports(ground: ApplicationGround): ReportsFunction {
  const { stack, plan, place, bucket, table, deadLetters } = ground;
  const { application, domain, stage, stages } = plan;
  const scope = new Construct(stack, "Reports");
  const lambda = new ReportsFunction(scope, "Function", {
    place,
    bucket,
    table,
    code: bundleFunction("application-reports"),
    domainId: domain.domainId,
    settingsVersion: ground.addSettings("ReportsSettings", {
      key: REPORTS_SETTINGS_KEY,
      content: reportsSettingsDocument(stage, stages),
    }),
    logRetentionDays: application.logRetentionDays,
    elsewhere: reportsElsewhere(stage, stages),
  });
  addDailyReports(scope, { place, function: lambda, deadLetters, hour: application.reports.hour });
  return lambda;
}
