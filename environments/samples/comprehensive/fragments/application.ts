import { defineFragment } from "smus-cdktf";
import { dataAccess } from "./data-access";

/** The governance application: in the stage that owns the domain. */
export const application = defineFragment("application", {
  dataAccess,
  kmsKeyArn: "arn:aws:kms:eu-central-1:300000000000:key/22222222-2222-2222-2222-222222222222",
  sweepMinutes: 30,
  expiryReminderDays: 21,
  // The works council wants decisions to be provable for two years; an administrator may end it sooner.
  evidence: { objectLock: { mode: "GOVERNANCE", days: 730 } },
  notices: { emails: ["data-office@example.com"] },
  alarms: { emails: ["platform-on-call@example.com"] },
  logRetentionDays: 365,
});
